package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.cli.console.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user of the command sees of a bad file: one line with file and line, and no more. */
class BadInputTest {
  private static final String GOOD = row("0");

  private final Path folder;
  private final Path input;

  BadInputTest(@TempDir Path folder) {
    this.folder = folder;
    this.input = folder.resolve("in.jsonl");
  }

  private static String row(String index) {
    return "{\"contexts\": [\"a\", \"b\"], \"question\": \"q\", \"answer\": \"w\","
        + " \"positive_ctx_idx\": "
        + index
        + "}";
  }

  static Stream<Arguments> lines() {
    String invalid = "this is not valid JSON: ";
    String repair = " Repair or remove the line.";
    return Stream.of(
        Arguments.of(
            "oops",
            invalid
                + "Unrecognized token 'oops': was expecting (JSON String, Number, Array, Object or"
                + " token 'null', 'true' or 'false')."
                + repair),
        Arguments.of(
            "{\"contexts\": []}",
            "question is missing; a row is {\"contexts\", \"question\", \"answer\","
                + " \"positive_ctx_idx\"}."),
        Arguments.of(
            row("2"),
            "positive_ctx_idx is 2 but contexts has 2 entries; use 0..1, or -1 for \"no"
                + " positive\"."),
        Arguments.of(
            row("0.5"),
            "positive_ctx_idx must be a whole number, found the number 0.5; use the index of the"
                + " context that answers the question, or -1 for \"no positive\"."),
        Arguments.of(row("NaN"), invalid + "Non-standard token 'NaN'." + repair),
        Arguments.of(
            row("0, \"answer\": \"again\""), invalid + "Duplicate field 'answer'." + repair),
        Arguments.of(
            row("0, \"x\": " + "[".repeat(100_000)),
            invalid + "Document nesting depth (1001) exceeds the maximum allowed (1000)." + repair),
        Arguments.of(
            "\0",
            invalid
                + "Illegal character ((CTRL-CHAR, code 0)): only regular white space (\\r"
                + ", \\n"
                + ", \\t) is allowed between tokens."
                + repair),
        Arguments.of(
            GOOD.replace("\"q\"", "\"\\ud800\""),
            "question holds an unpaired surrogate \\ud800 at position 0, which UTF-8 cannot carry;"
                + " repair or remove the character."),
        Arguments.of(
            GOOD.replace("[\"a\", \"b\"]", "\"\\u001b[31m\""),
            "contexts must be an array of texts, found the text \"\\u001b[31m\"."));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aBadLineIsOneLineOnTheScreenAndExitCodeOne(String line, String message) throws IOException {
    Files.writeString(input, GOOD + "\n\n" + line + "\n" + GOOD + "\n");
    assertThat(mine())
        .isEqualTo(new Cli.Outcome(ExitCode.DATA, "", "easyneg: in.jsonl:3: " + message + "\n"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void orItIsLeftOutAndListed(String line, String message) throws IOException {
    Files.writeString(input, GOOD + "\n\n" + line + "\n" + GOOD + "\n");
    Path rejects = folder.resolve("rejects.jsonl");
    assertThat(mine("--rejects", rejects.toString(), "--no-answer", "Nein."))
        .isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));
    String reason = message.replace("\\", "\\\\").replace("\"", "\\\"");
    assertThat(Files.readString(rejects))
        .startsWith("{\"file\":\"in.jsonl\",\"line\":3,\"reason\":\"" + reason + "\",\"text\":\"")
        .hasLineCount(1);
  }

  @Test
  void rowsThatAreAllRejectedAreToldWithTheFirstReasonAndTheirFile() throws IOException {
    String bad = row("9");
    Files.writeString(input, bad + "\n" + bad + "\n");
    Path rejects = folder.resolve("rejects.jsonl");
    assertThat(mine("--rejects", rejects.toString()))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.DATA,
                "",
                "easyneg: in.jsonl: no row is as expected, and at least one is needed; 2 rows were"
                    + " rejected, the first: in.jsonl:1: positive_ctx_idx is 9 but contexts has 2"
                    + " entries; use 0..1, or -1 for \"no positive\". All of them are in "
                    + rejects
                    + ", each with its reason; correct the rows, or say which field is what.\n"));
    assertThat(rejects).content().hasLineCount(2);
  }

  @Test
  void bytesThatAreNoTextAreOneLineToo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((GOOD + "\n").getBytes(StandardCharsets.UTF_8));
    bytes.write(GOOD.replace("q", "ü").getBytes(StandardCharsets.ISO_8859_1));
    Files.write(input, bytes.toByteArray());
    assertThat(mine().err())
        .startsWith("easyneg: in.jsonl:2: this is not valid JSON: Invalid UTF-8")
        .hasLineCount(1);
  }

  @Test
  void whatIsNoFileOfRowsIsRefusedAtOnce() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no mkfifo");
    Process mkfifo = new ProcessBuilder("/usr/bin/mkfifo", input.toString()).start();
    assertThat(mkfifo.waitFor()).isZero();
    assertThat(mine())
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: "
                    + input
                    + " is not a regular file, and rows are read more than once; give a .jsonl,"
                    + " .json, .parquet, .csv or .tsv file.\n"));
    Files.delete(input);
    Files.createDirectory(input);
    assertThat(mine())
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: "
                    + input
                    + " is a folder; give a .jsonl, .json, .parquet, .csv or .tsv file.\n"));
  }

  @Test
  void aFileWithoutRowsSaysSo() throws IOException {
    for (String nothing : List.of("", "\n \n", "[]")) {
      Files.writeString(input, nothing);
      assertThat(mine())
          .isEqualTo(
              new Cli.Outcome(
                  ExitCode.DATA,
                  "",
                  "easyneg: in.jsonl: there are no rows; expected at least one object"
                      + " {\"contexts\", \"question\", \"answer\", \"positive_ctx_idx\"}.\n"));
    }
  }

  private Cli.Outcome mine(String... more) {
    Path out = folder.resolve("train.jsonl");
    String[] args =
        Stream.concat(
                Stream.of("mine", input.toString(), "--embedder", "hashing", "-q", "-o", "" + out),
                Stream.of(more))
            .toArray(String[]::new);
    Cli.Outcome outcome = Cli.run(args);
    assertThat(Files.exists(out)).isEqualTo(outcome.code() == ExitCode.OK);
    return outcome;
  }
}
