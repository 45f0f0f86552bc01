package io.github.easyneg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.internal.record.RecordWriter;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats for retrieval that are read again: the same positives, the same negatives. */
class WrittenShapesTest {
  private final Path folder;

  WrittenShapesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static MinedNegative negative(String text) {
    return MinedNegative.of(Passage.of(text), "easy").cosine(0.6).build();
  }

  private static List<QaRow> read(InputFormat format, Path file) {
    try (Stream<QaRow> rows = Datasets.files(format, BadRows.stop(), file).rows()) {
      return rows.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flag-embedding",
        "cohere-rerank",
        "reranker-eval",
        "labelled-list",
        "labelled-pair",
        "dpr",
        "triplet",
        "ntuple:3",
        "ntuple-scores:3"
      })
  void whatIsWrittenIsReadAgain(String name) {
    OutputFormat format = OutputFormats.byName(name);
    Path file = folder.resolve("out.jsonl");
    try (RecordWriter writer = RecordWriter.open(file)) {
      for (String q : List.of("q1", "q2")) {
        QaRow row = QaRow.of(List.of("h " + q, "p " + q), q, "a", 1);
        MinedRow mined =
            new MinedRow(
                    row, 1, List.of(negative("n1 " + q), negative("n2 " + q)), Optional.empty())
                .withContextCosines(List.of(0.9, 0.7));
        format.records(mined, new Labels(Labels.DEFAULT_REFUSAL, 1)).forEach(writer::write);
      }
      writer.commit();
    }
    List<QaRow> rows =
        read(
            name.equals("labelled-list")
                ? InputFormat.of("sentence-transformers")
                : InputFormat.auto(),
            file);
    assertThat(rows).extracting(QaRow::question).containsExactly("q1", "q2");
    for (QaRow row : rows) {
      String q = row.question();
      assertThat(row.positiveContexts()).containsExactly("p " + q);
      assertThat(row.hardNegatives().stream().map(row.contexts()::get))
          .containsExactlyInAnyOrder("h " + q, "n1 " + q, "n2 " + q);
    }
  }
}
