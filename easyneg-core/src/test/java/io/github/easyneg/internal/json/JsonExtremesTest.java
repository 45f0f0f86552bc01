package io.github.easyneg.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs of a size or a kind that nobody means, and everybody meets. */
class JsonExtremesTest {
  private static final int MEGABYTES_50 = 50 << 20;

  private final Path folder;
  private final Path file;

  JsonExtremesTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("in.jsonl");
  }

  @Test
  void aLineOf50MegabytesIsARow() throws IOException {
    writeLongLine("0");
    Dataset dataset = Datasets.jsonl(file);
    assertThat(Rows.all(dataset))
        .satisfiesExactly(
            row -> assertThat(row.contexts().get(0)).hasSize(MEGABYTES_50),
            row -> assertThat(row.contexts()).containsExactly("a", "b"));
  }

  @Test
  void aBadLineOf50MegabytesIsPassedOver() throws IOException {
    writeLongLine("7");
    Path rejects = folder.resolve("rejects.jsonl");
    Dataset dataset = Datasets.jsonl(BadRows.skip(rejects, 1), file);
    assertThat(Rows.all(dataset)).hasSize(1);
    assertThat(Files.readString(rejects))
        .startsWith("{\"file\":\"in.jsonl\",\"line\":1,\"reason\":\"positive_ctx_idx is 7 but")
        .hasSizeLessThan(5000);
  }

  private void writeLongLine(String index) throws IOException {
    byte[] letters = new byte[MEGABYTES_50];
    Arrays.fill(letters, (byte) 'x');
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("{\"contexts\": [\"".getBytes(StandardCharsets.UTF_8));
      out.write(letters);
      out.write(
          ("\"], \"question\": \"q\", \"answer\": \"w\", \"positive_ctx_idx\": " + index + "}\n")
              .getBytes(StandardCharsets.UTF_8));
      out.write(Rows.GOOD.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void nesting100000DeepIsRefusedAndNotFollowed() throws IOException {
    String deep = Rows.GOOD.replace("}", ", \"x\": " + "[".repeat(100_000));
    String message =
        "in.jsonl:2: this is not valid JSON: Document nesting depth (1001) exceeds the maximum"
            + " allowed (1000). Repair or remove the line.";
    refuses(deep, message);
    refuses("[".repeat(100_000), message);
    refuses("{\"a\":".repeat(100_000), message);
  }

  @Test
  void aNulIsRefusedBetweenRowsAndInTexts() throws IOException {
    refuses(
        "\0\0\0",
        "in.jsonl:2: this is not valid JSON: Illegal character ((CTRL-CHAR, code 0)): only regular"
            + " white space (\\r"
            + ", \\n"
            + ", \\t) is allowed between tokens. Repair or remove the line.");
    refuses(
        Rows.GOOD.replace("a", "a\0"),
        "in.jsonl:2: this is not valid JSON: Illegal unquoted character ((CTRL-CHAR, code 0)): has"
            + " to be escaped using backslash to be included in string value. Repair or remove the"
            + " line.");
  }

  private void refuses(String line, String message) throws IOException {
    Files.writeString(file, Rows.GOOD + "\n" + line + "\n" + Rows.GOOD);
    Dataset dataset = Datasets.jsonl(file);
    assertThatThrownBy(() -> Rows.all(dataset))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(message);
  }

  @Test
  void aPipeIsRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no mkfifo");
    Process mkfifo = new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start();
    assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> Datasets.jsonl(pipe))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            pipe
                + " is not a regular file, and rows are read more than once; give a .jsonl, .json,"
                + " .parquet, .csv or .tsv file.");
  }

  /** Whoever may read all files, as root may, would not meet the refusal itself. */
  @Test
  void aFileThatMayNotBeReadIsNamed() {
    assertThat(JsonRows.unreadable("in.jsonl", new AccessDeniedException("/data/in.jsonl")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("in.jsonl may not be read; change its permissions.");
  }

  @Test
  void utf16IsReadWhereBadRowsMayBeSkipped() throws IOException {
    Files.write(
        file, ("\uFEFF" + Rows.GOOD + "\n" + Rows.GOOD).getBytes(StandardCharsets.UTF_16LE));
    Dataset dataset = Datasets.jsonl(BadRows.skip(folder.resolve("rejects.jsonl"), 1), file);
    assertThat(Rows.all(dataset)).hasSize(2);
    assertThat(dataset.rejectedRows()).isZero();
  }
}
