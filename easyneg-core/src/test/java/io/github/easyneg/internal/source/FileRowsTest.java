package io.github.easyneg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRowsTest {
  private static final String ROW =
      "{\"contexts\": [\"a\"], \"question\": \"ü\", \"answer\": \"x\", \"positive_ctx_idx\": 0}";

  private final Path file;
  private final List<Integer> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  FileRowsTest(@TempDir Path folder) {
    this.file = folder.resolve("rows.jsonl");
  }

  @Test
  void aBrokenLineCostsThatLineAlone() throws IOException {
    read(ROW + "\n\n{\"contexts\": [\"a\n" + ROW + "\r\n{}\n" + ROW);

    assertThat(lines).containsExactly(1, 4, 6);
    assertThat(problems).hasSize(2);
    assertThat(problems.get(0)).startsWith("rows.jsonl:3: this is not valid JSON: ");
    assertThat(problems.get(1)).startsWith("rows.jsonl:5: contexts is missing; ");
  }

  @Test
  void theFirstLineMayBeTheBrokenOne() throws IOException {
    read("{\"contexts\": [\n" + ROW + "\n");

    assertThat(lines).containsExactly(2);
    assertThat(problems).hasSize(1);
  }

  @Test
  void rowsMayStretchOverLines() throws IOException {
    read("\n" + ROW.replace(", ", ",\n") + "\n" + ROW.replace(": 0", ": 7") + ROW);

    assertThat(lines).containsExactly(2, 6);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith("rows.jsonl:6: positive_ctx_idx is 7 but ");
  }

  @Test
  void anArrayIsReadToItsFirstBrokenJson() throws IOException {
    read("[" + ROW + ",\n" + ROW + ",\n{]\n" + ROW + "]");

    assertThat(lines).containsExactly(1, 2);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith("rows.jsonl:3: this is not valid JSON: ");
  }

  @Test
  void compressedLinesAreReadOnToo() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write((ROW + "\n{}\n" + ROW).getBytes(StandardCharsets.UTF_8));
    }
    read(bytes.toByteArray());

    assertThat(lines).containsExactly(1, 3);
    assertThat(problems).hasSize(1);
  }

  @Test
  void bytesThatAreNoUtf8CostTheirLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((ROW + "\n").getBytes(StandardCharsets.UTF_8));
    bytes.write((ROW + "\n").getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(ROW.getBytes(StandardCharsets.UTF_8));
    read(bytes.toByteArray());

    assertThat(lines).containsExactly(1, 3);
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).startsWith("rows.jsonl:2: this is not valid JSON: Invalid UTF-8");
  }

  @Test
  void aFileWithoutRowsIsAProblem() throws IOException {
    read(" \n");

    assertThat(problems)
        .containsExactly(
            "rows.jsonl: there are no rows; expected at least one object {\"contexts\","
                + " \"question\", \"answer\", \"positive_ctx_idx\"}.");
  }

  private void read(String text) throws IOException {
    read(text.getBytes(StandardCharsets.UTF_8));
  }

  private void read(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try (RowSource rows =
        Input.of(file, "")
            .tolerant(InputFormat.auto(), NamedPassages.NONE, bad -> add(bad.problem()))) {
      for (Found found = rows.next(); found != null; found = rows.next()) {
        lines.add(found.place().line().orElseThrow());
      }
    } catch (DatasetFormatException e) {
      add(e);
    }
  }

  private void add(DatasetFormatException problem) {
    problems.add(String.valueOf(problem.getMessage()));
  }
}
