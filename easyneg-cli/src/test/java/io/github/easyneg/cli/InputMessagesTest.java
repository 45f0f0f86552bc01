package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.cli.console.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a file that cannot be read. */
class InputMessagesTest {
  private static final String ROW =
      "{\"contexts\", \"question\", \"answer\", \"positive_ctx_idx\"}";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mine --embedder hashing -q --out DIR/train.jsonl", "doctor"})
  void aFileMustBeThere(String command) {
    Messages.assertRun(
        folder,
        command + " DIR/no.jsonl",
        ExitCode.ENVIRONMENT,
        "DIR/no.jsonl does not exist; give a .jsonl, .json, .parquet, .csv or .tsv file.");
    Messages.assertRun(
        folder,
        command + " DIR",
        ExitCode.ENVIRONMENT,
        "DIR is a folder; give a .jsonl, .json, .parquet, .csv or .tsv file.");
  }

  @Test
  void aFileMustBeOneThatCanBeReadAgain() {
    assumeTrue(Files.exists(Path.of("/dev/null")), "needs /dev/null");
    Messages.assertMining(
        folder,
        "/dev/null",
        ExitCode.ENVIRONMENT,
        "/dev/null is not a regular file, and rows are read more than once; give a .jsonl, .json,"
            + " .parquet, .csv or .tsv file.");
    Messages.assertRun(
        folder,
        "doctor /dev/null",
        ExitCode.ENVIRONMENT,
        "/dev/null is not a regular file, and rows are read more than once; give a .jsonl, .json,"
            + " .parquet, .csv or .tsv file.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "[]", "[\n]\n"})
  void aFileMustHoldARow(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("rows.json"), text);

    Messages.assertMining(
        folder,
        "" + file,
        ExitCode.DATA,
        "rows.json: there are no rows; expected at least one object " + ROW + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {".arrow", ".xlsx"})
  void whatIsNoJsonByItsNameIsToBeTurnedIntoIt(String type) throws IOException {
    Path file = Files.writeString(folder.resolve("rows" + type), "question,answer\n");

    Messages.assertMining(
        folder,
        "" + file,
        ExitCode.DATA,
        "DIR/rows"
            + type
            + " is a "
            + type
            + " file; rows are read from JSON Lines, JSON, Parquet, CSV and TSV: save it as one of"
            + " these.");
  }

  @Test
  void brokenGzipIsToBeFetchedAgain() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(Files.readAllBytes(Cli.SAMPLE));
    }
    Path file = folder.resolve("rows.jsonl.gz");
    Files.write(file, Arrays.copyOf(bytes.toByteArray(), 200));
    Messages.assertMining(
        folder,
        "" + file,
        ExitCode.DATA,
        "rows.jsonl.gz: the gzip data are broken (Unexpected end of ZLIB input stream); fetch the"
            + " file again.");

    Files.write(file, Arrays.copyOf(bytes.toByteArray(), 2));
    Messages.assertMining(
        folder,
        "" + file,
        ExitCode.DATA,
        "rows.jsonl.gz: the gzip data are broken (the header is cut off); fetch the file again.");
  }

  @Test
  void textsMustBeUtf8() throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.write(file, "{\"contexts\": [\"\u00e4\"]}".getBytes(StandardCharsets.ISO_8859_1));

    Messages.assertMining(
        folder,
        "" + file,
        ExitCode.DATA,
        "rows.jsonl:1: this is not valid JSON: Invalid UTF-8 middle byte 0x22. Repair or remove the"
            + " line.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          - -            | the standard input (-) is named twice; it can be read once.
          hf:            | 'hf:' is not the name of a data set on the Hub; write hf:ORG/NAME, hf:ORG/NAME:CONFIG/SPLIT or hf:ORG/NAME/FILE, as in hf:DiscoResearch/germanrag.
          hf:@main/x     | 'hf:@main/x' is not the name of a data set on the Hub; write hf:ORG/NAME, hf:ORG/NAME:CONFIG/SPLIT or hf:ORG/NAME/FILE, as in hf:DiscoResearch/germanrag.
          hf:../x        | '../x' is not a dataset id; expected name or namespace/name, of letters, digits, '-', '_' and '.', without '--' and '..', as in 'sentence-transformers/all-MiniLM-L6-v2'.
          hf:a/b/../c    | '../c' is not a path of a repository: it holds '..'. Use a relative path such as 'onnx/model.onnx'.
          """)
  void whatNamesNoDataIsRefused(String input, String message) {
    Messages.assertMining(folder, input, ExitCode.USAGE, message);
  }

  @Test
  void whatComesThroughThePipeIsCalledStdin() {
    assertThat(Cli.runWithInput("", "mine", "-", "-q", "--out", folder + "/train.jsonl"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.DATA,
                "",
                "easyneg: stdin: there are no rows; expected at least one object " + ROW + ".\n"));
  }
}
