package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that mining writes. */
class MineOutputsTest {
  private static final int CONTEXTS = 279;
  private static final int ROWS = 120;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theNameSaysWhetherTheOutputIsCompressed() throws IOException {
    Path gz = folder.resolve("train.jsonl.gz");

    assertThat(Cli.mine(gz).code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllBytes(gz)).startsWith(0x1F, 0x8B);
  }

  @Test
  void parquetIsWrittenByItsName() throws IOException {
    Path parquet = folder.resolve("train.parquet");

    assertThat(Cli.mine(parquet).code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllBytes(parquet)).startsWith('P', 'A', 'R', '1');
  }

  @Test
  void badRowsAreLeftOutWhereTheirFileIsNamed() throws IOException {
    List<String> rows = new ArrayList<>(Files.readAllLines(Cli.SAMPLE));
    rows.add(3, "{}");
    Path input = Files.write(folder.resolve("rows.jsonl"), rows);
    Path rejects = folder.resolve("rejects.jsonl");

    Cli.Outcome outcome =
        Cli.run(
            "mine",
            "" + input,
            "--embedder",
            "hashing",
            "--out",
            "" + out(),
            "--rejects",
            "" + rejects);

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(rejects)).hasSize(1);
    assertThat(Files.readAllLines(out())).hasSize(CONTEXTS + ROWS);
  }

  @Test
  void theReportIsWrittenAsJson() throws IOException {
    Path report = folder.resolve("new/report");
    Cli.mine(out(), "--report", report.toString());

    assertThat(Files.readString(report.resolve("report.json"), StandardCharsets.UTF_8))
        .startsWith("{\n  \"dataset\" : \"sample.jsonl\",\n  \"rows\" : {\n    \"read\" : 120,")
        .contains("\"distinct_passages\" : 80")
        .contains("\"from_cache\" : 0")
        .contains("\"own-context\" : ")
        .contains("\"quantiles\" : {")
        .contains("\"examples\" : [ {\n    \"row\" : {\n      \"contexts\" : [ \"")
        .contains("\"shortfall\" : null")
        .containsPattern("\"positives\" : \\[ [0-3] ]")
        .containsPattern("\"input sample.jsonl\" : \"sha256 [0-9a-f]{64}\"")
        .endsWith("}\n");
  }

  @Test
  void theReportIsWrittenAsAPageToo() throws IOException {
    Path report = folder.resolve("report");
    Cli.mine(out(), "--report", report.toString(), "--split", "val=0.2");

    assertThat(Files.readString(report.resolve("report.html")))
        .startsWith("<!DOCTYPE html>\n")
        .contains("\"dataset\":\"sample.jsonl")
        .endsWith("</html>\n");
    assertThat(Files.readString(report.resolve("report.val.html")))
        .isNotEqualTo(Files.readString(report.resolve("report.html")))
        .endsWith("</html>\n");
  }

  @Test
  void heldOutRowsShareNoPassageAndNoQuestion() throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    Cli.Outcome outcome =
        Cli.mine(out(), "--split", "val=0.2", "--audit", audit.toString(), "--format", "germanrag");

    Path val = folder.resolve("train.val.jsonl");
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains("\nheld out as val\n");
    assertThat(Files.readAllLines(out()).size() + Files.readAllLines(val).size()).isEqualTo(ROWS);
    assertThat(folder.resolve("audit.val.jsonl")).exists();
    List<String> kept = questions(out());
    List<String> held = questions(val);
    assertThat(held).isNotEmpty().doesNotContainAnyElementsOf(kept);
  }

  private static List<String> questions(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceFirst(".*\"question\":\"", "").replaceFirst("\",\"answer.*", ""))
        .toList();
  }

  @Test
  void aHubFolderHasACardBesideItsFiles() throws IOException {
    Path data = folder.resolve("my-data");
    Cli.Outcome outcome =
        Cli.run(
            "mine",
            "" + Cli.SAMPLE,
            "--embedder",
            "hashing",
            "--hub-folder",
            "" + data,
            "--split",
            "val=0.2");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(data.resolve("train.jsonl")).exists();
    assertThat(data.resolve("val.jsonl")).exists();
    assertThat(Files.readString(data.resolve("README.md")))
        .contains("pretty_name: \"my-data\"")
        .contains("  - split: \"train\"\n    path: \"train.jsonl\"")
        .contains("  - split: \"val\"\n    path: \"val.jsonl\"");
  }

  @Test
  void theConfigurationForAxolotlFitsTheData() throws IOException {
    Path ftConfig = folder.resolve("ft_config.yml");
    Cli.mine(out(), "--ft-config", "" + ftConfig, "--split", "val=0.2");

    assertThat(Files.readString(ftConfig))
        .contains("path: \"" + out() + "\"")
        .contains("path: \"" + folder.resolve("train.val.jsonl") + "\"")
        .contains("type: context_qa.load_v2")
        .contains("The longest record has about ");
  }

  @Test
  void theSettingsStandBesideTheOutputAndRepeatTheRun() throws IOException {
    Cli.mine(out(), "-k", "2", "--guard", "same-title", "--seed", "9");
    String first = Files.readString(out());
    Path config = folder.resolve("train.jsonl.config.yml");
    Path again = folder.resolve("again.jsonl");

    Cli.Outcome outcome = Cli.run("mine", "--config", "" + config, "--out", "" + again);

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(again)).isEqualTo(first);
    assertThat(withoutChecksum(folder.resolve("again.jsonl.config.yml")))
        .isEqualTo(withoutChecksum(config).replace("train.jsonl", "again.jsonl"));
  }

  private static String withoutChecksum(Path config) throws IOException {
    return Files.readString(config).replaceFirst("# easyneg wrote .*\n", "");
  }

  private Path out() {
    return folder.resolve("train.jsonl");
  }
}
