package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Spoiler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads spoilt files: rows come out, or an error that names the file, and never anything else.
 *
 * <p>{@code -Deasyneg.fuzz.rounds=1000000} says how long, {@code -Deasyneg.fuzz.seed=} where to
 * begin; a failure names the seed that repeats it.
 */
class JsonFuzzTest {
  private static final int ROUNDS = Integer.getInteger("easyneg.fuzz.rounds", 600);
  private static final long SEED = Long.getLong("easyneg.fuzz.seed", 1);

  private final Path file;
  private final Path rejects;

  JsonFuzzTest(@TempDir Path folder) {
    this.file = folder.resolve("in.jsonl");
    this.rejects = folder.resolve("rejects.jsonl");
  }

  private static String row(int i) {
    return "{\"contexts\": [\"Grün %d\", \"b\\n\\u00fc\\ud83d\\ude00\"], \"question\": \"q\", \"answer\": \"w %d\", \"positive_ctx_idx\": %d, \"meta\": {\"tags\": [1, 2.5, null, true]}}"
        .formatted(i, i, i % 3 - 1);
  }

  private static List<byte[]> whole() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      lines.append(row(i)).append(i % 2 == 0 ? "\n" : "\r\n");
    }
    String array = "[\n" + row(0) + ",\n " + row(1) + "\n]\n";
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
    return List.of(
        lines.toString().getBytes(StandardCharsets.UTF_8),
        array.getBytes(StandardCharsets.UTF_8),
        ("\uFEFF" + array).getBytes(StandardCharsets.UTF_16LE),
        gzip.toByteArray());
  }

  @Test
  void spoiltFilesGiveRowsOrAnErrorThatNamesTheFile() throws IOException {
    List<byte[]> whole = whole();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] spoilt = new Spoiler(SEED + round).spoil(whole.get(round % whole.size()));
      refused += refused("seed " + (SEED + round), spoilt) ? 1 : 0;
    }
    assertThat(refused).as("files that were refused").isBetween(ROUNDS / 10, ROUNDS);
  }

  /** Files that readers of JSON have stumbled over; what was found by chance is added here. */
  static Stream<String> known() {
    return Stream.of(
        "",
        "\uFEFF",
        "\uFEFF\uFEFF{}",
        "[",
        "[]x",
        "[[]]",
        "{}",
        "{\"\":\"\"}",
        "{\"contexts\":[[[[",
        "\"",
        "\\",
        "nul",
        "truefalse",
        "-",
        "1e",
        "1e99999999999",
        "{\"contexts\":[\"\\u\"]}",
        "{\"contexts\":[\"\\ud800\"]}",
        "{\"a\":1e2147483648,\"b\":1e-2147483648}",
        "/* no */ {}",
        "]",
        "}{",
        "\u0000\u0000\u0000{",
        "{\"a\":" + "9".repeat(2000) + "}",
        "{\"" + "k".repeat(60_000) + "\":1}",
        "[".repeat(1001),
        "{\"a\":".repeat(1001),
        "[" + row(0) + "] []",
        "\uFEFF\uFEFF" + row(0),
        "\0" + row(0),
        "{\"contexts\":\"" + "x".repeat(39) + "😀😀\"}",
        "{\"contexts\":\"\\ud800\"}",
        "{\"contexts\":\"\\u001b[31m\\n\"}",
        row(0).substring(0, 30) + "\n" + row(0).substring(30));
  }

  @ParameterizedTest
  @MethodSource("known")
  void filesThatReadersHaveStumbledOverAreRefused(String text) throws IOException {
    assertThat(refused(text, text.getBytes(StandardCharsets.UTF_8))).isTrue();
    assertThat(refused("in UTF-16: " + text, text.getBytes(StandardCharsets.UTF_16BE))).isTrue();
    for (int more : new int[] {1, 5, 20}) {
      String between = (row(1) + "\n").repeat(more) + text + "\n" + (row(2) + "\n").repeat(more);
      assertThat(refused(between, between.getBytes(StandardCharsets.UTF_8)))
          .as("between %d rows", more)
          .isEqualTo(!text.isEmpty());
    }
  }

  /** What is unusual and right is read alike, whatever is to become of bad rows. */
  static Stream<String> right() {
    String row = row(0);
    return Stream.of(
        row.replace(", ", ",\n"),
        row.replace("\"meta\": {", "\"meta\":\n{\n"),
        row.replace("[1, 2.5", "[\n{\"a\":1\n},\n2.5"),
        row + row,
        row + "\r" + row,
        row.replace(": -1", ": -0"),
        row.replace("2.5", "1e99999"));
  }

  @ParameterizedTest
  @MethodSource("right")
  void whatIsUnusualIsReadAlikeAmongOthers(String text) throws IOException {
    for (int more : new int[] {0, 1, 5, 20}) {
      String between = (row(1) + "\n").repeat(more) + text + "\n" + (row(2) + "\n").repeat(more);
      assertThat(refused(between, between.getBytes(StandardCharsets.UTF_8)))
          .as("between %d rows", more)
          .isFalse();
    }
  }

  /** Reads a file both ways; returns whether it was refused. */
  private boolean refused(String what, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Optional<List<QaRow>> strict = read(what, Datasets.jsonl(file));
    Dataset skipping = Datasets.jsonl(BadRows.skip(rejects, Long.MAX_VALUE), file);
    Optional<List<QaRow>> tolerant = read(what, skipping);
    if (strict.isPresent()) {
      assertThat(tolerant).as(what).isEqualTo(strict);
      assertThat(skipping.rejectedRows()).as(what).isZero();
    } else if (tolerant.isPresent()) {
      assertThat(skipping.rejectedRows()).as(what).isPositive();
      assertThat(Files.readString(rejects).lines()).as(what).hasSize((int) skipping.rejectedRows());
    }
    return strict.isEmpty();
  }

  private static Optional<List<QaRow>> read(String what, Dataset dataset) {
    try (Stream<QaRow> rows = dataset.rows()) {
      return Optional.of(rows.toList());
    } catch (DatasetFormatException e) {
      assertThat(e).as(what).hasMessageStartingWith("in.jsonl:");
      assertThat(String.valueOf(e.getMessage()).lines()).as(what).hasSize(1);
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(what, e);
    }
  }
}
