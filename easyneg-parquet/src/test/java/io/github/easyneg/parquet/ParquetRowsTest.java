package io.github.easyneg.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.FieldMap;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet as the input of a run. */
class ParquetRowsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void whatWasWrittenIsMinedAgain() {
    Path rows = folder.resolve("rows.parquet");
    EasyNegatives.from(Datasets.of(made()))
        .embedWith(HashingEmbedder.ofDimension(64))
        .write(OutputFormats.byName("germanrag"), rows);
    List<QaRow> read = rows(Datasets.auto(rows));
    assertThat(read).hasSize(40);
    assertThat(read.get(7).question()).isEqualTo("Wo steht Turm 7?");
    assertThat(read.get(7).answer()).contains("in Stadt 7");
    assertThat(read.get(7).positives()).containsExactly(0);
    EasyNegatives.from(Datasets.auto(rows))
        .embedWith(HashingEmbedder.ofDimension(64))
        .sampleK(2)
        .toAxolotl(folder.resolve("train.jsonl"));
    assertThat(folder.resolve("train.jsonl")).isNotEmptyFile();
  }

  @Test
  void theContentCountsNotTheName() throws IOException {
    Path rows = folder.resolve("rows.bin");
    EasyNegatives.from(Datasets.of(made()))
        .embedWith(HashingEmbedder.ofDimension(64))
        .write(OutputFormats.byName("germanrag"), folder.resolve("rows.parquet"));
    Files.move(folder.resolve("rows.parquet"), rows);
    assertThat(rows(Datasets.auto(rows))).hasSize(40);
  }

  @Test
  void aBadRecordIsNamedByItsNumber() throws IOException {
    Path rows = folder.resolve("rows.parquet");
    try (InputStream in = getClass().getResourceAsStream("duckdb/zstd-v2.parquet")) {
      Files.write(rows, Objects.requireNonNull(in).readAllBytes());
    }
    assertThatThrownBy(() -> rows(Datasets.auto(rows)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith("rows.parquet:");
  }

  @Test
  void aRejectedRecordComesAsJson() throws IOException {
    Path rows = folder.resolve("rows.parquet");
    EasyNegatives.from(Datasets.of(made()))
        .embedWith(HashingEmbedder.ofDimension(64))
        .write(OutputFormats.byName("germanrag"), rows);
    Path rejects = folder.resolve("rejects.jsonl");
    FieldMap map =
        FieldMap.parse("question=question,answer=answer,contexts=contexts,positive=answer");
    Dataset data = Datasets.files(InputFormat.mapped(map), BadRows.skip(rejects, 99), rows);
    assertThatThrownBy(() -> rows(data))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith("rows.parquet: no row is as expected, and at least one is needed;");
    assertThat(Files.readAllLines(rejects)).hasSize(40);
    assertThat(Files.readAllLines(rejects).get(7))
        .startsWith("{\"file\":\"rows.parquet\",\"line\":8,\"reason\":\"")
        .contains("\"text\":\"{\\\"contexts\\\":[")
        .contains("\\\"question\\\":\\\"Wo steht Turm 7?\\\"");
  }

  @Test
  void aFileWithoutRowsIsAnErrorAsInOtherShapes() {
    Path empty = folder.resolve("empty.parquet");
    try (var out = Files.newOutputStream(empty)) {
      new ParquetEncoder(new ParquetFile(out), 1).finish();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThatThrownBy(() -> rows(Datasets.auto(empty)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage("empty.parquet: there are no rows; expected a Parquet file with at least one.");
  }

  private static List<QaRow> rows(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.toList();
    }
  }

  private static List<QaRow> made() {
    return IntStream.range(0, 40)
        .mapToObj(
            i ->
                QaRow.of(
                    List.of("Turm " + i + " steht in Stadt " + i + "."),
                    "Wo steht Turm " + i + "?",
                    "in Stadt " + i,
                    0))
        .toList();
  }
}
