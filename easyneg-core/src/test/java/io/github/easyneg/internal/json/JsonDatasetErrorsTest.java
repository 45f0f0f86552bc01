package io.github.easyneg.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.HashingEmbedder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a file can be broken, with the whole message that says so. */
class JsonDatasetErrorsTest {
  private static final String SHAPE =
      "{\"contexts\", \"question\", \"answer\", \"positive_ctx_idx\"}";
  private static final String INDEX =
      "; use the index of the context that answers the question, or -1 for \"no positive\".";
  private static final String INVALID = "this is not valid JSON: ";
  private static final String REPAIR = " Repair or remove the line.";
  private static final String SURROGATE =
      ", which UTF-8 cannot carry; repair or remove the character.";

  private final Path folder;

  JsonDatasetErrorsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<Arguments> brokenLines() {
    return Stream.of(
        Arguments.of(
            "Hello",
            INVALID
                + "Unrecognized token 'Hello': was expecting (JSON String, Number, Array, Object or"
                + " token 'null', 'true' or 'false')."
                + REPAIR),
        Arguments.of("5", "a row must be an object, found the number 5; expected " + SHAPE + "."),
        Arguments.of("null", "a row must be an object, found null; expected " + SHAPE + "."),
        Arguments.of(
            "\"Hello\"",
            "a row must be an object, found the text \"Hello\"; expected " + SHAPE + "."),
        Arguments.of(
            "[" + Rows.GOOD + "]",
            "a row must be an object, found an array; expected " + SHAPE + "."),
        Arguments.of("{}", "contexts is missing; a row is " + SHAPE + "."),
        Arguments.of(
            "{\"contexts\":[\"a\"],\"answer\":\"a\",\"positive_ctx_idx\":0}",
            "question is missing; a row is " + SHAPE + "."),
        Arguments.of(
            "{\"contexts\":[\"a\"],\"question\":\"a\",\"answer\":\"a\"}",
            "positive_ctx_idx is missing; a row is " + SHAPE + ", with -1 for \"no positive\"."),
        Arguments.of(
            "{\"contexts\":[\"a\"],\"question\":\"q\",\"question\":\"r\"}",
            INVALID + "Duplicate field 'question'." + REPAIR),
        Arguments.of(
            "{\"contexts\":[\"a\",],\"question\":\"a\"}",
            INVALID + "Unexpected character (']' (code 93)): expected a value." + REPAIR),
        Arguments.of(
            "{\"contexts\":[\"a",
            INVALID
                + "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using"
                + " backslash to be included in string value."
                + REPAIR),
        Arguments.of(
            Rows.GOOD + "}",
            INVALID + "Unexpected close marker '}': no open Object to close." + REPAIR));
  }

  static Stream<Arguments> brokenFields() {
    return Stream.of(
        Arguments.of("[]", "\"q\"", "\"w\"", "-1", noContexts()),
        Arguments.of(
            "null", "\"q\"", "\"w\"", "-1", "contexts must be an array of texts, found null."),
        Arguments.of(
            "\"a\"",
            "\"q\"",
            "\"w\"",
            "-1",
            "contexts must be an array of texts, found the text \"a\"."),
        Arguments.of(
            "[\"a\", 5]",
            "\"q\"",
            "\"w\"",
            "-1",
            "contexts[1] must be a text, found the number 5."),
        Arguments.of(
            "[\"a\", null]", "\"q\"", "\"w\"", "-1", "contexts[1] must be a text, found null."),
        Arguments.of(
            "[{\"t\":[1]}]",
            "\"q\"",
            "\"w\"",
            "-1",
            "contexts[0] must be a text, found an object."),
        Arguments.of("[\"a\"]", "null", "\"w\"", "-1", "question must be a text, found null."),
        Arguments.of("[\"a\"]", "true", "\"w\"", "-1", "question must be a text, found true."),
        Arguments.of("[\"a\"]", "\"q\"", "7", "-1", "answer must be a text, found the number 7."),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "[\"w\", 7]",
            "-1",
            "answer[1] must be a text, found the number 7."),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "{\"text\": \"w\"}",
            "-1",
            "answer.text must be an array of texts, found the text \"w\"."),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "{\"" + "x".repeat(50) + "\": 1}",
            "-1",
            "answer.text is missing; an answer is a text, a list of texts, or {\"text\": [...]}."),
        Arguments.of(
            "\"" + "x".repeat(50) + "\"",
            "\"q\"",
            "\"w\"",
            "-1",
            "contexts must be an array of texts, found the text \"" + "x".repeat(40) + "…\"."),
        Arguments.of(
            "\"" + "x".repeat(39) + "😀😀\"",
            "\"q\"",
            "\"w\"",
            "-1",
            "contexts must be an array of texts, found the text \"" + "x".repeat(39) + "😀…\"."),
        Arguments.of(
            "\"\\u001b[31m\\n\\ud800\"",
            "\"q\"",
            "\"w\"",
            "-1",
            "contexts must be an array of texts, found the text \"\\u001b[31m\\u000a\\ud800\"."),
        Arguments.of("[\"a\",\"b\"]", "\"q\"", "\"w\"", "2", outOfRange("2", "2 entries", "0..1")),
        Arguments.of(
            "[\"a\",\"b\"]", "\"q\"", "\"w\"", "-2", outOfRange("-2", "2 entries", "0..1")),
        Arguments.of("[\"a\"]", "\"q\"", "\"w\"", "1", outOfRange("1", "1 entry", "0")),
        Arguments.of("[\"a\"]", "\"q\"", "\"w\"", "0.5", notWhole("the number 0.5")),
        Arguments.of("[\"a\"]", "\"q\"", "\"w\"", "1e99", notWhole("the number 1E+99")),
        Arguments.of("[\"a\"]", "\"q\"", "\"w\"", "\"0\"", notWhole("the text \"0\"")),
        Arguments.of("[\"a\"]", "\"q\"", "\"w\"", "null", notWhole("null")),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "\"w\"",
            "[0, 0.5]",
            "positive_ctx_idx[1] must be a whole number, found the number 0.5" + INDEX),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "\"w\"",
            "[0, 0.0]",
            "positive_ctx_idx names context 0 twice; name each once."),
        Arguments.of("[\"a\"]", "\"q\"", "\"w\"", "[0, 1]", outOfRange("1", "1 entry", "0")),
        Arguments.of("[\"a\"]", "\"q\"", "\"w\"", "[-1]", outOfRange("-1", "1 entry", "0")),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "\"w\"",
            "0, \"context_ids\": [null, 7]",
            "context_ids has an entry 1 but contexts has 1 entry; give one id for each context, or"
                + " null."),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "\"w\"",
            "0, \"context_ids\": [true]",
            "context_ids[0] must be a text, a whole number or null, found true."),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "\"w\"",
            "0, \"context_ids\": \"d\"",
            "context_ids must be an array of ids, found the text \"d\"."),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "\"w\"",
            "99999999999999999999",
            "positive_ctx_idx is 99999999999999999999, which no row has as many contexts for"
                + INDEX),
        Arguments.of(
            "[\"a\"]", "\"q\"", "\"w\"", "NaN", INVALID + "Non-standard token 'NaN'." + REPAIR),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "\"w\"",
            "007",
            INVALID + "Invalid numeric value: Leading zeroes not allowed." + REPAIR),
        Arguments.of(
            "[\"a\\qb\"]",
            "\"q\"",
            "\"w\"",
            "0",
            INVALID + "Unrecognized character escape 'q' (code 113)." + REPAIR),
        Arguments.of(
            "[\"a\"]",
            "\"q \\ud800\"",
            "\"w\"",
            "0",
            "question holds an unpaired surrogate \\ud800 at position 2" + SURROGATE),
        Arguments.of(
            "[\"a\", \"\\udc00\"]",
            "\"q\"",
            "\"w\"",
            "0",
            "contexts[1] holds an unpaired surrogate \\udc00 at position 0" + SURROGATE),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "\"w\"",
            "0, \"meta\": {\"tags\": [1, \"\\ud800\"]}",
            "meta.tags[1] holds an unpaired surrogate \\ud800 at position 0" + SURROGATE),
        Arguments.of(
            "[\"a\"]",
            "\"q\"",
            "\"w\"",
            "0, \"deep\": " + "[".repeat(2000) + "]".repeat(2000),
            INVALID
                + "Document nesting depth (1001) exceeds the maximum allowed (1000)."
                + REPAIR));
  }

  private static String noContexts() {
    return "contexts is empty; a row needs at least one context.";
  }

  private static String outOfRange(String index, String entries, String use) {
    return "positive_ctx_idx is "
        + index
        + " but contexts has "
        + entries
        + "; use "
        + use
        + ", or -1 for \"no positive\".";
  }

  private static String notWhole(String found) {
    return "positive_ctx_idx must be a whole number, found " + found + INDEX;
  }

  @ParameterizedTest
  @MethodSource("brokenLines")
  void aBrokenLineIsNamedWithFileAndLine(String line, String message) throws IOException {
    refuses(Rows.GOOD + "\n\n" + line + "\n" + Rows.GOOD + "\n", "in.jsonl:3: " + message);
  }

  @ParameterizedTest
  @MethodSource("brokenFields")
  void aBrokenFieldIsNamedWithFileAndLine(
      String contexts, String question, String answer, String index, String message)
      throws IOException {
    String line = Rows.json(contexts, question, answer, index);
    refuses(Rows.GOOD + "\r\n" + line + "\r\n" + Rows.GOOD, "in.jsonl:2: " + message);
  }

  @Test
  void aFileWithoutRowsIsRefused() throws IOException {
    for (String text : new String[] {"", " \n\n", "[]", "[\n]\n"}) {
      refuses(text, "in.jsonl: there are no rows; expected at least one object " + SHAPE + ".");
    }
  }

  @Test
  void aLastLineThatIsCutOffIsRefused() throws IOException {
    refuses(
        Rows.GOOD + "\n" + Rows.GOOD.substring(0, 30),
        "in.jsonl:2: " + INVALID + "Unexpected end-of-input in field name." + REPAIR);
  }

  @Test
  void aLineWithoutItsEndIsFoundWhereTheNextRowBegins() throws IOException {
    refuses(
        Rows.GOOD.substring(0, Rows.GOOD.length() - 1) + "\n" + Rows.GOOD,
        "in.jsonl:2: "
            + INVALID
            + "Unexpected character ('{' (code 123)): was expecting comma to separate Object"
            + " entries. Repair or remove the row, which begins on line 1.");
  }

  @Test
  void anArrayThatIsCutOffIsRefused() throws IOException {
    refuses(
        "[\n" + Rows.GOOD + ",\n" + Rows.GOOD,
        "in.jsonl:3: "
            + INVALID
            + "Unexpected end-of-input: expected close marker for Array."
            + REPAIR);
  }

  @Test
  void nothingMayFollowAnArrayOfRows() throws IOException {
    refuses(
        "[" + Rows.GOOD + "]\n" + Rows.GOOD,
        "in.jsonl:2: something follows the array of rows, found an object; a file holds one array,"
            + " or rows one after the other.");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() throws IOException {
    String line = Rows.json("[\"a\"]", "\"Tür\"", "\"w\"", "0");
    Path file = folder.resolve("in.jsonl");
    Files.write(file, (Rows.GOOD + "\n" + line).getBytes(StandardCharsets.ISO_8859_1));
    refuses(file, "in.jsonl:2: " + INVALID + "Invalid UTF-8 start byte 0xfc." + REPAIR);
  }

  @Test
  void whatStandsForNoCharacterInUtf16IsRefused() throws IOException {
    String half = Rows.json("[\"a\"]", "\"x\uD800y\"", "\"w\"", "0");
    byte[] lone = utf16("\uFEFF" + Rows.GOOD + "\n" + half + "\n" + Rows.GOOD);
    Path file = Files.write(folder.resolve("in.jsonl"), lone);
    refuses(
        file,
        "in.jsonl:2: " + INVALID + "Invalid UTF-8: Illegal surrogate character 0xd800." + REPAIR);
    byte[] whole = utf16(Rows.GOOD + "\n" + Rows.GOOD);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    refuses(
        file,
        "in.jsonl:2: "
            + INVALID
            + "Unexpected character ('ÿ' (code 255)): was expecting comma to separate Object"
            + " entries."
            + REPAIR);
  }

  /** Encodes halves of pairs as they are, which the encoders of the JDK do not. */
  private static byte[] utf16(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asCharBuffer().put(text);
    return bytes.array();
  }

  @Test
  void brokenGzipIsRefused() throws IOException {
    byte[] whole = Rows.gzip((Rows.GOOD + "\n").repeat(100));
    byte[] trailer = whole.clone();
    trailer[whole.length - 6] ^= 1;
    refusesGzip(Arrays.copyOf(whole, 6), "the header is cut off");
    refusesGzip(Arrays.copyOf(whole, whole.length - 12), "Unexpected end of ZLIB input stream");
    refusesGzip(trailer, "Corrupt GZIP trailer");
    for (int length : new int[] {1, 9, 100}) {
      byte[] more = Arrays.copyOf(whole, whole.length + length);
      more[whole.length] = 'x';
      refusesGzip(more, "something follows the compressed data");
    }
  }

  private void refusesGzip(byte[] bytes, String what) throws IOException {
    Path file = Files.write(folder.resolve("in.jsonl.gz"), bytes);
    refuses(file, "in.jsonl.gz: the gzip data are broken (" + what + "); fetch the file again.");
  }

  @Test
  void aPointerOfGitLfsIsNamedAsSuch() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("in.jsonl"),
            "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4096\n");
    refuses(
        file,
        "in.jsonl:1: this is a git-lfs pointer, a few lines in place of the file's content;"
            + " expected rows. Run 'git lfs install' and then 'git lfs pull' in the folder that git"
            + " cloned, or download the file by other means.");
  }

  @Test
  void aFileThatIsNotThereIsRefusedAtOnce() {
    assertThatThrownBy(() -> Datasets.jsonl(Path.of("no", "such.jsonl")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            Path.of("no", "such.jsonl")
                + " does not exist; give a .jsonl, .json, .parquet, .csv or .tsv file.");
  }

  @Test
  void aFolderIsRefusedAtOnce() {
    assertThatThrownBy(() -> Datasets.jsonl(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(folder + " is a folder; give a .jsonl, .json, .parquet, .csv or .tsv file.");
  }

  private void refuses(String text, String message) throws IOException {
    refuses(Files.writeString(folder.resolve("in.jsonl"), text), message);
  }

  /** Runs the main job on a broken file: the message is whole, and no output is left behind. */
  private void refuses(Path file, String message) throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    EasyNegatives recipe =
        EasyNegatives.from(Datasets.jsonl(file)).embedWith(HashingEmbedder.defaults());
    assertThatThrownBy(() -> recipe.toAxolotl(out.resolve("train.jsonl")))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(message);
    assertThat(out).isEmptyDirectory();
  }
}
