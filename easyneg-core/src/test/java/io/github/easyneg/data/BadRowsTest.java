package io.github.easyneg.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.report.MiningReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRowsTest {
  private static final String BROKEN = "{\"contexts\": [\"never closed";

  private final Path folder;
  private final Path rejects;

  BadRowsTest(@TempDir Path folder) {
    this.folder = folder;
    this.rejects = folder.resolve("rejects.jsonl");
  }

  private static String row(String name) {
    return "{\"contexts\": [\"%s\"], \"question\": \"q\", \"answer\": \"w\", \"positive_ctx_idx\": 0}"
        .formatted(name);
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("in.jsonl"), String.join("\n", lines));
  }

  private Dataset skipping(long limit, Path file) {
    return Datasets.jsonl(BadRows.skip(rejects, limit), file);
  }

  private static List<String> contexts(Dataset dataset) {
    try (Stream<QaRow> rows = dataset.rows()) {
      return rows.map(row -> row.contexts().get(0)).toList();
    }
  }

  private String rejected() throws IOException {
    return Files.readString(rejects);
  }

  @Test
  void aBrokenLineCostsThatLineAlone() throws IOException {
    Dataset dataset = skipping(9, file(row("a"), BROKEN, "", row("b") + "\r", BROKEN));
    assertThat(contexts(dataset)).containsExactly("a", "b");
    assertThat(dataset.rejectedRows()).isEqualTo(2);
    assertThat(rejected())
        .isEqualTo(
            """
            {"file":"in.jsonl","line":2,"reason":"this is not valid JSON: Unexpected end-of-input in VALUE_STRING. Repair or remove the line.","text":"{\\"contexts\\": [\\"never closed"}
            {"file":"in.jsonl","line":5,"reason":"this is not valid JSON: Unexpected end-of-input in VALUE_STRING. Repair or remove the line.","text":"{\\"contexts\\": [\\"never closed"}
            """);
  }

  @Test
  void aRowThatIsNoRowIsNamedAsItWouldBeWhereItStopsTheReading() throws IOException {
    Dataset dataset = skipping(9, file(row("a"), "{\"contexts\": 5}", "7"));
    assertThat(contexts(dataset)).containsExactly("a");
    assertThat(rejected())
        .isEqualTo(
            """
            {"file":"in.jsonl","line":2,"reason":"contexts must be an array of texts, found the number 5.","text":"{\\"contexts\\": 5}"}
            {"file":"in.jsonl","line":3,"reason":"a row must be an object, found the number 7; expected {\\"contexts\\", \\"question\\", \\"answer\\", \\"positive_ctx_idx\\"}.","text":"7"}
            """);
  }

  @Test
  void whatCannotBeDecodedCostsItsLineAlone() throws IOException {
    Path file = folder.resolve("in.jsonl");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((row("a") + "\n").getBytes(StandardCharsets.UTF_8));
    bytes.write((row("ü") + "\n").getBytes(StandardCharsets.ISO_8859_1));
    bytes.write((row("b\0") + "\n").getBytes(StandardCharsets.UTF_8));
    bytes.write(("[".repeat(100_000) + "\n").getBytes(StandardCharsets.UTF_8));
    bytes.write(row("ü").getBytes(StandardCharsets.UTF_8));
    Files.write(file, bytes.toByteArray());
    assertThat(contexts(skipping(9, file))).containsExactly("a", "ü");
    assertThat(rejected().lines())
        .hasSize(3)
        .satisfiesExactly(
            line -> assertThat(line).contains("\"line\":2", "Invalid UTF-8"),
            line -> assertThat(line).contains("\"line\":3", "CTRL-CHAR, code 0"),
            line ->
                assertThat(line)
                    .contains("\"line\":4", "nesting depth (1001)")
                    .hasSizeLessThan(5000));
  }

  /** What stops the reading elsewhere must be a bad row here, and nothing more. */
  @Test
  void noLineIsReadThatWouldStopTheReading() throws IOException {
    Path file =
        file(
            row("a"),
            "[" + row("b") + "]",
            "\uFEFF" + row("c"),
            "\0" + row("d"),
            row("e"),
            row("f"));
    assertThat(contexts(skipping(9, file))).containsExactly("a", "e", "f");
    assertThat(rejected())
        .isEqualTo(
            """
            {"file":"in.jsonl","line":2,"reason":"a row must be an object, found an array; expected {\\"contexts\\", \\"question\\", \\"answer\\", \\"positive_ctx_idx\\"}.","text":"[{\\"contexts\\": [\\"b\\"], \\"question\\": \\"q\\", \\"answer\\": \\"w\\", \\"positive_ctx_idx\\": 0}]"}
            {"file":"in.jsonl","line":3,"reason":"this is not valid JSON: Unexpected character ('\uFEFF' (code 65279 / 0xfeff)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false'). Repair or remove the line.","text":"\uFEFF{\\"contexts\\": [\\"c\\"], \\"question\\": \\"q\\", \\"answer\\": \\"w\\", \\"positive_ctx_idx\\": 0}"}
            {"file":"in.jsonl","line":4,"reason":"this is not valid JSON: Illegal character ((CTRL-CHAR, code 0)): only regular white space (\\\\r, \\\\n, \\\\t) is allowed between tokens. Repair or remove the line.","text":"\\u0000{\\"contexts\\": [\\"d\\"], \\"question\\": \\"q\\", \\"answer\\": \\"w\\", \\"positive_ctx_idx\\": 0}"}
            """);
  }

  @Test
  void aRowThatStretchesOverLinesIsReadAmongRowsByLinesToo() throws IOException {
    String stretched = row("b").replace("], ", "],\n").replace(": 0", ":\n7");
    Path file = file(row("a"), BROKEN, row("b").replace("], ", "],\n"), stretched, row("c"));
    assertThat(contexts(skipping(9, file))).containsExactly("a", "b", "c");
    assertThat(rejected().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"line\":2,", "Unexpected end-of-input"),
            line ->
                assertThat(line)
                    .contains(
                        "\"line\":5,\"last_line\":7,\"reason\":\"positive_ctx_idx is 7 but contexts"
                            + " has 1"));
  }

  /** Whatever is left out with it, the first line and the last say which lines that is. */
  @Test
  void anArrayAmongRowsIsOneBadRowWithItsFirstAndItsLastLine() throws IOException {
    Path file =
        file(row("a"), "[", row("b") + ",", row("c"), "]", row("d"), "[", "]", "[", row("e"));
    assertThat(contexts(skipping(9, file))).containsExactly("a", "d", "e");
    assertThat(rejected().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("\"line\":2,\"last_line\":5,\"reason\":\"a row must be an object")
                    .contains("\"text\":\"[\\n{\\\"contexts\\\": [\\\"b\\\"]"),
            line -> assertThat(line).contains("\"line\":7,\"last_line\":8,\"reason\":\"a row must"),
            line -> assertThat(line).contains("\"line\":9,\"reason\":\"this is not valid JSON"));
  }

  @Test
  void aReasonMayTellOfWhatUtf8CannotCarry() throws IOException {
    String half = "{\"contexts\": \"\\ud800\"}";
    assertThat(contexts(skipping(1, file(row("a"), half)))).containsExactly("a");
    assertThat(rejected())
        .startsWith(
            "{\"file\":\"in.jsonl\",\"line\":2,\"reason\":\"contexts must be an array of texts,"
                + " found the text \\\"\\\\ud800\\\".\",");
  }

  @Test
  void linesOfUtf16AreLinesToo() throws IOException {
    String lines =
        "\uFEFF" + String.join("\n", row("a"), BROKEN, row("ü"), row("b\uD800"), row("c"));
    ByteBuffer bytes = ByteBuffer.allocate(2 * lines.length()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asCharBuffer().put(lines);
    Path file = Files.write(folder.resolve("in.jsonl"), bytes.array());
    assertThat(contexts(skipping(9, file))).containsExactly("a", "ü", "c");
    assertThat(rejected().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"line\":2,", "Unexpected end-of-input"),
            line -> assertThat(line).contains("\"line\":4,", "Illegal surrogate character 0xd800"));
  }

  /** A hole of three gigabytes, which takes no room on the disk, and would in memory. */
  @Test
  void anArrayThatIsOneLineIsNotReadWhole() throws IOException {
    Path file = file("[" + row("a"));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    Dataset dataset = skipping(9, file);
    assertThatThrownBy(() -> contexts(dataset))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "in.jsonl:1: this is not valid JSON: Illegal character ((CTRL-CHAR, code 0)): only"
                + " regular white space (\\r"
                + ", \\n"
                + ", \\t) is allowed between tokens. Repair or remove the line.");
  }

  @Test
  void ofALineTheBeginningIsKept() throws IOException {
    String text = "x" + "😀".repeat(3000);
    assertThat(contexts(skipping(1, file(row("a"), text)))).containsExactly("a");
    assertThat(rejected()).contains("\"text\":\"x" + "😀".repeat(2047) + "\"}");
  }

  @Test
  void theFileIsEmptyWhereNothingIsRejected() throws IOException {
    Files.writeString(rejects, "from an earlier run");
    Dataset dataset = skipping(0, file(row("a")));
    assertThat(contexts(dataset)).containsExactly("a");
    assertThat(rejects).isEmptyFile();
    assertThat(dataset.rejectedRows()).isZero();
  }

  @Test
  void aReadingThatEndsEarlyLeavesAllAsItWas() throws IOException {
    Dataset dataset = skipping(9, file(row("a"), BROKEN, row("b")));
    try (Stream<QaRow> rows = dataset.rows()) {
      assertThat(rows.findFirst()).isPresent();
    }
    assertThat(rejects).doesNotExist();
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aSecondReadingDoesNotWriteTheSameAgain() throws IOException {
    Dataset dataset = skipping(9, file(row("a"), BROKEN));
    assertThat(contexts(dataset)).hasSize(1);
    Files.writeString(rejects, "seen and done");
    assertThat(contexts(dataset)).hasSize(1);
    assertThat(rejects).hasContent("seen and done");
    assertThat(dataset.rejectedRows()).isEqualTo(1);
  }

  @Test
  void tooManyBadRowsStopTheReadingAndAreListed() throws IOException {
    Dataset dataset = skipping(1, file(row("a"), "5", row("b"), "6", "7"));
    assertThatThrownBy(() -> contexts(dataset))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "in.jsonl:4: a row must be an object, found the number 6; expected {\"contexts\","
                + " \"question\", \"answer\", \"positive_ctx_idx\"}. This is bad row number 2, and"
                + " 1 may be skipped; "
                + rejects
                + " lists them: repair the data, or allow more with BadRows.skip(..).");
    assertThat(rejected().lines()).hasSize(2);
  }

  @Test
  void ofALargeRecordInAnArrayTheBeginningIsKept() throws IOException {
    Dataset dataset =
        skipping(
            9,
            file(
                "[" + row("a") + ",",
                "{\"question\":\"" + "\ud83d\udc69".repeat(50_000) + "\",\"more\":[1]}]"));
    assertThat(contexts(dataset)).containsExactly("a");
    assertThat(rejected())
        .contains("\"reason\":\"contexts is missing;")
        .endsWith(",\"text\":\"{\\\"question\\\":\\\"" + "\ud83d\udc69".repeat(2041) + "\"}\n");
  }

  @Test
  void inAnArrayARowThatIsNoRowIsPassedOver() throws IOException {
    Dataset dataset = skipping(9, file("[", row("a") + ",", "5,", "{", "", "},", row("b"), "]"));
    assertThat(contexts(dataset)).containsExactly("a", "b");
    assertThat(rejected())
        .isEqualTo(
            """
            {"file":"in.jsonl","line":3,"reason":"a row must be an object, found the number 5; expected {\\"contexts\\", \\"question\\", \\"answer\\", \\"positive_ctx_idx\\"}."}
            {"file":"in.jsonl","line":4,"last_line":6,"reason":"contexts is missing; a row is {\\"contexts\\", \\"question\\", \\"answer\\", \\"positive_ctx_idx\\"}.","text":"{}"}
            """);
  }

  @Test
  void inAnArrayBrokenJsonStops() throws IOException {
    Dataset dataset = skipping(9, file("[", row("a") + ",", "oops,", row("b"), "]"));
    assertThatThrownBy(() -> contexts(dataset))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "in.jsonl:3: this is not valid JSON: Unrecognized token 'oops': was expecting (JSON"
                + " String, Number, Array, Object or token 'null', 'true' or 'false'). Repair or"
                + " remove the line.");
  }

  @Test
  void compressedDataThatAreCutOffStop() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((row("a") + "\n").repeat(10_000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = bytes.toByteArray();
    Path file = folder.resolve("in.jsonl");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    Dataset dataset = skipping(9, file);
    assertThatThrownBy(() -> contexts(dataset))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "in.jsonl: the gzip data are broken (Unexpected end of ZLIB input stream); fetch the"
                + " file again.");
  }

  @Test
  void aRunCountsEachBadRowOnce() throws IOException {
    Dataset dataset = skipping(9, file(row("a"), BROKEN, row("b"), row("c")));
    MiningReport report =
        EasyNegatives.from(dataset)
            .embedWith(HashingEmbedder.defaults())
            .toAxolotl(folder.resolve("train.jsonl"));
    assertThat(report.rows().read()).isEqualTo(3);
    assertThat(report.rows().rejected()).isEqualTo(1);
    assertThat(report.toString())
        .contains("rows rejected          1, because they are not as expected");
    assertThat(rejected().lines()).hasSize(1);
  }

  @Test
  void theRejectsAreNeitherInputNorOutput() throws IOException {
    Path in = file(row("a"));
    assertThatThrownBy(() -> Datasets.jsonl(BadRows.skip(in, 1), in))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            in + " is the input, and the file for rejected rows too; write those to another file.");
    EasyNegatives recipe =
        EasyNegatives.from(skipping(1, in)).embedWith(HashingEmbedder.defaults());
    assertThatThrownBy(() -> recipe.toAxolotl(rejects))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(rejects + " is the file for rejected rows; write to another file.");
  }

  @Test
  void aNegativeLimitIsRefused() {
    assertThatThrownBy(() -> BadRows.skip(rejects, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit of rejected rows is -1; use 0 or more.");
  }
}
