package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  static Stream<String> formats() {
    return OutputFormats.all().stream().map(OutputFormat::name);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aFormatMadeFromTheAuditIsTheOneThatMiningMakes(String format) throws IOException {
    Path audit = folder.resolve("audit.jsonl.gz");
    String suffix = format.equals("nemo") ? ".json" : ".jsonl";
    Path mined = folder.resolve("mined" + suffix);
    Path converted = folder.resolve("converted" + suffix);
    Cli.mine(mined, "-k", "3", "--format", format, "--audit", "" + audit, "--seed", "5", "-q");

    Cli.Outcome outcome =
        Cli.run("convert", "" + audit, "--format", format, "--out", "" + converted, "--seed", "5");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(converted).replace("converted.corpus", "mined.corpus"))
        .isEqualTo(Files.readString(mined));
    if (Files.exists(folder.resolve("mined.corpus.jsonl"))) {
      assertThat(Files.readAllLines(folder.resolve("converted.corpus.jsonl")))
          .containsExactlyInAnyOrderElementsOf(
              Files.readAllLines(folder.resolve("mined.corpus.jsonl")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "trl-dpo", "kto"})
  void wordsAndTheShareOfRefusalsAreThoseThatMiningMakes(String format) throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    Path refusals =
        Files.write(
            folder.resolve("refusals.txt"), List.of("Nein.", "Weiß nicht.", "Keine Ahnung."));
    Path mined = folder.resolve("mined.jsonl");
    Path converted = folder.resolve("converted.jsonl");
    String[] words = {
      "--format",
      format,
      "--no-answer-file",
      "" + refusals,
      "--refusal-ratio",
      "0.4",
      "--prompt",
      "F: {question}\\nT: {context}",
      "--system",
      "Sei knapp.",
      "--seed",
      "9"
    };
    Cli.mine(
        mined,
        Stream.concat(Stream.of("-k", "2", "-q", "--audit", "" + audit), Stream.of(words))
            .toArray(String[]::new));

    Cli.Outcome outcome =
        Cli.run(
            Stream.concat(Stream.of("convert", "" + audit, "-o", "" + converted), Stream.of(words))
                .toArray(String[]::new));

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).matches("120 rows, \\d+ lines; \\d+ refusals left out.*\n");
    assertThat(converted).hasSameTextualContentAs(mined);
    assertThat(Files.readString(converted)).contains("Sei knapp.", "Weiß nicht.", "F: ", "\\nT: ");
  }

  @Test
  void parquetIsWritten() throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    Cli.mine(folder.resolve("mined.jsonl"), "--audit", "" + audit, "-q");
    Path out = folder.resolve("new/out.parquet");
    assertThat(Cli.run("convert", "" + audit, "--format", "axolotl", "-o", "" + out).code())
        .isEqualTo(ExitCode.OK);
    assertThat(Files.readAllBytes(out)).startsWith('P', 'A', 'R', '1');
  }

  @Test
  void anOptionThatChangesNothingIsRefused() {
    assertThat(Cli.run("convert", "a", "--format", "dpr", "-o", "b", "--prompt", "x").err())
        .startsWith(
            "easyneg: --prompt changes nothing in the format dpr, which does not have context and"
                + " question in one prompt; leave it out, or choose one of chat, input_output,"
                + " dpo, kto, raft:0.2, trl-sft, trl-dpo, trl-kto.\n");
    assertThat(Cli.run("convert", "a", "--format", "axolotl", "-o", "b", "--system", "x").err())
        .startsWith("easyneg: --system changes nothing in the format axolotl,");
  }

  @Test
  void aPromptIsCheckedBeforeAnyWork() {
    Path audit = folder.resolve("audit.jsonl");
    Cli.mine(folder.resolve("mined.jsonl"), "--audit", "" + audit, "-q");
    Path out = folder.resolve("out.jsonl");
    assertThat(
            Cli.run(
                    "convert",
                    "" + audit,
                    "--format",
                    "chat",
                    "-o",
                    "" + out,
                    "--prompt",
                    "{frage}")
                .err())
        .startsWith(
            "easyneg: --prompt has no {context}, no {question}, unknown {frage}: \"{frage}\";"
                + " write {context} and {question} once each, and no other word in braces.\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void rowsThatGiveNothingAreCounted() {
    Path audit = folder.resolve("audit.jsonl");
    Cli.mine(folder.resolve("mined.jsonl"), "--audit", "" + audit, "-q");

    assertThat(convert(audit, "triplet").out())
        .matches(
            "120 rows, \\d+ lines; 40 rows gave none, as the format needs a positive and a"
                + " negative\n");
  }

  @Test
  void oneRowIsNotToldAsSeveral() throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    Cli.mine(folder.resolve("mined.jsonl"), "--audit", "" + audit, "-q");
    List<String> rows = Files.readAllLines(audit);
    Path with = Files.write(folder.resolve("with.jsonl"), List.of(row(rows, false)));
    Path without = Files.write(folder.resolve("without.jsonl"), List.of(row(rows, true)));

    assertThat(convert(with, "dpr").out()).isEqualTo("1 row, 1 line\n");
    assertThat(convert(without, "dpr").out())
        .isEqualTo("1 row, 0 lines; 1 row gave none, as the format needs a positive\n");
  }

  private static String row(List<String> rows, boolean withoutPositive) {
    return rows.stream()
        .filter(row -> row.contains("\"positive_ctx_idx\":-1") == withoutPositive)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aFileThatIsNoAuditIsRefusedWithItsLine() {
    assertThat(convert(Cli.SAMPLE, "axolotl"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.DATA,
                "",
                "easyneg: sample.jsonl:1: extra is missing; give an audit of mined rows.\n"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aMissingAuditExitsWithThree() {
    assertThat(convert(Path.of("no.jsonl"), "axolotl"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: no.jsonl does not exist; name the file that 'easyneg mine --audit'"
                    + " wrote.\n"));
  }

  @Test
  void theAuditIsNotOverwritten() throws IOException {
    Path audit = Files.createFile(folder.resolve("out.jsonl"));

    refusesToWriteOver(audit, "--out", "axolotl");
  }

  @Test
  void theAuditIsNotOverwrittenByAnotherName() throws IOException {
    Path audit = Files.createFile(folder.resolve("audit.jsonl"));
    Path unused = Files.createSymbolicLink(folder.resolve("out.jsonl"), audit);

    refusesToWriteOver(audit, "--out", "axolotl");
  }

  @Test
  void theAuditIsNotOverwrittenByThePassages() throws IOException {
    Path audit = Files.createFile(folder.resolve("out.corpus.jsonl"));

    refusesToWriteOver(audit, "--format", "tevatron");
  }

  private void refusesToWriteOver(Path audit, String option, String format) {
    String file = option.equals("--out") ? "out.jsonl" : "out.corpus.jsonl";
    assertThat(convert(audit, format))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: %s would write over the input %s; write to another file.\n"
                    .formatted(option, folder.resolve(file))));
    assertThat(audit).isEmptyFile();
  }

  private Cli.Outcome convert(Path audit, String format) {
    return Cli.run(
        "convert", "" + audit, "--format", format, "--out", folder.resolve("out.jsonl").toString());
  }
}
