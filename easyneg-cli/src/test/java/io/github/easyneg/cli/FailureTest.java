package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void brokenDataExitWithOneAndNameTheLine() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{\"contexts\": [\"a\"]}\n");

    assertThat(mine(bad, "-q"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.DATA,
                "",
                "easyneg: bad.jsonl:1: question is missing; a row is {\"contexts\", \"question\","
                    + " \"answer\", \"positive_ctx_idx\"}.\n"));
    assertThat(folder).isDirectoryNotContaining("glob:**train*");
  }

  @Test
  void rowsThatComeShortUnderFailExitWithOne() throws IOException {
    Path few =
        Files.writeString(
            folder.resolve("few.jsonl"),
            """
            {"contexts": ["Berlin"], "question": "Was?", "answer": "x", "positive_ctx_idx": 0}
            {"contexts": ["Wien"], "question": "Wo?", "answer": "y", "positive_ctx_idx": 0}
            """);

    assertThat(mine(few, "-k", "2", "--pool", "all", "--when-short", "fail", "-q"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.DATA,
                "",
                "easyneg: the language of the questions was not recognised, so the refusal is"
                    + " German: \"Bei dem gegebenen Kontext ist keine Antwort möglich.\"; set"
                    + " another with --no-answer (in Java: refusal).\n"
                    + "easyneg: row 1 of few.jsonl has 1 of 2 negatives: guards rejected the"
                    + " candidates. Take a wider pool, lower -k, or let --when-short keep, skip or"
                    + " widen such rows.\n"));
    assertThat(folder).isDirectoryNotContaining("glob:**train*");
  }

  @Test
  void aMissingInputExitsWithThree() {
    assertThat(mine(Path.of("nowhere.jsonl"), "-q"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: nowhere.jsonl does not exist; give a .jsonl, .json, .parquet, .csv or"
                    + " .tsv file.\n"));
  }

  @Test
  void aFileWhereTheFolderOfTheOutputShouldBeExitsWithThree() throws IOException {
    Path file = Files.createFile(folder.resolve("no"));
    Path out = file.resolve("train.jsonl");

    assertThat(Cli.mine(out, "-q"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: " + out + ": " + file + " is a file, not a folder; write elsewhere.\n"));
  }

  @Test
  void aReportThatCannotBeWrittenIsKnownBeforeAnyWork() throws IOException {
    Path file = Files.createFile(folder.resolve("report"));

    assertThat(mine(Cli.SAMPLE, "-q", "--report", "" + file))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: --report: "
                    + file
                    + " could not be made a folder: there is a file of that name; name"
                    + " another.\n"));
    assertThat(folder.resolve("train.jsonl")).doesNotExist();
  }

  @Test
  void aMissingModelExitsWithThree() {
    assertThat(Cli.run("mine", "" + Cli.SAMPLE, "-q", "-o", "" + out(), "--model", "./no-model"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: --model: there is no folder ./no-model; name a folder that holds a model,"
                    + " or ORG/NAME on the Hub.\n"));
  }

  @Test
  void stackTracesComeOnlyWhenAskedFor() {
    assertThat(mine(Path.of("nowhere.jsonl"), "-q", "--stacktrace").err())
        .contains("\tat io.github.easyneg.cli.options.Inputs.dataset(");
  }

  private Cli.Outcome mine(Path input, String... more) {
    String[] args = new String[more.length + 6];
    System.arraycopy(
        new String[] {"mine", input.toString(), "--embedder", "hashing", "-o", "" + out()},
        0,
        args,
        0,
        6);
    System.arraycopy(more, 0, args, 6, more.length);
    return Cli.run(args);
  }

  private Path out() {
    return folder.resolve("train.jsonl");
  }
}
