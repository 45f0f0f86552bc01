package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is named by its name on the Hub, in a process of its own, whose cache the test fills. */
class HubInputTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theOneFileOfRowsIsFoundInTheCache() throws Exception {
    cache("sample.jsonl", "dataset_infos.json");

    Cli.Outcome outcome = mine("hf:DiscoResearch/germanrag");

    assertThat(outcome).isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));
    assertThat(Files.readAllLines(folder.resolve("train.jsonl"))).hasSize(399);
  }

  @Test
  void aFileAndARevisionCanBeNamed() throws Exception {
    cache("data/a.jsonl", "data/b.jsonl");

    assertThat(mine("hf:DiscoResearch/germanrag@main/data/b.jsonl").code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aSplitOfParquetIsReadByItsName() throws Exception {
    Path rows = folder.resolve("rows.parquet");
    assertThat(Cli.mine(rows, "--format", "germanrag", "-q").err()).isEmpty();
    cache();
    put(rows, "data/train-00000-of-00002.parquet");
    put(rows, "data/validation-00000-of-00002.parquet");
    put(rows, "data/validation-00001-of-00002.parquet");

    assertThat(mine("hf:DiscoResearch/germanrag/validation"))
        .isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));
    assertThat(Files.readString(folder.resolve("train.jsonl.config.yml")))
        .contains("- hf:DiscoResearch/germanrag/validation\n");
    assertThat(mine("hf:DiscoResearch/germanrag").code()).isEqualTo(ExitCode.ENVIRONMENT);
  }

  @Test
  void theCardOfADataSetServesAsItsMap() throws Exception {
    cache();
    put(
        Files.writeString(
            folder.resolve("rows.jsonl"),
            "{\"frage\": \"Wo steht der Dom?\", \"absatz\": \"Der Dom steht in Köln.\","
                + " \"antwort\": {\"text\": [\"in Köln\"]}}\n"
                + "{\"frage\": \"Wer backt Brot?\", \"absatz\": \"Hier backt niemand.\","
                + " \"antwort\": {\"text\": []}}\n"),
        "train.jsonl");
    put(
        Files.writeString(
            folder.resolve("README.md"),
            """
            ---
            train-eval-index:
            - task: question-answering
              col_mapping:
                frage: question
                absatz: context
                antwort:
                  text: text
            ---
            """),
        "README.md");

    assertThat(mine("hf:DiscoResearch/germanrag").code()).isEqualTo(ExitCode.OK);

    assertThat(Files.readString(folder.resolve("train.jsonl.config.yml")))
        .contains(
            "# records: read as mapped by"
                + " question=frage,answer=antwort.text,contexts=absatz,positive=0:")
        .contains("\nmap: question=frage,answer=antwort.text,contexts=absatz,positive=0\n")
        .doesNotContain("\ninput-format: ");
  }

  @Test
  void whatIsNotThereExitsWithThree() throws Exception {
    Cli.Outcome outcome = mine("hf:DiscoResearch/germanrag");

    assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(outcome.err())
        .startsWith("easyneg: dataset DiscoResearch/germanrag at revision 'main': expected it")
        .endsWith("Run once online, or unset HF_HUB_OFFLINE.\n");
  }

  private void cache(String... files) throws IOException {
    Path repository = folder.resolve("hub/datasets--DiscoResearch--germanrag");
    Files.createDirectories(repository.resolve("refs"));
    Files.writeString(repository.resolve("refs/main"), COMMIT);
    for (String file : files) {
      put(Cli.SAMPLE, file);
    }
  }

  private void put(Path content, String file) throws IOException {
    Path target =
        folder.resolve("hub/datasets--DiscoResearch--germanrag/snapshots/" + COMMIT).resolve(file);
    Files.createDirectories(target.getParent());
    Files.copy(content, target);
  }

  private Cli.Outcome mine(String input) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "mine",
                input,
                "-q",
                "--embedder",
                "hashing",
                "--out",
                folder.resolve("train.jsonl").toString()));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().putAll(Map.of("HF_HOME", folder.toString(), "HF_HUB_OFFLINE", "1"));
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    int code = process.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Cli.Outcome(code, Files.readString(out), Files.readString(err));
  }
}
