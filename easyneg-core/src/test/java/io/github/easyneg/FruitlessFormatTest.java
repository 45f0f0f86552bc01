package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A format that no row has enough for is refused before any work. */
class FruitlessFormatTest {
  private static final QaRow RETRIEVAL = QaRow.ofRetrieval("Wo?", List.of("am Rhein"), List.of());
  private static final QaRow UNANSWERED =
      QaRow.withoutPositive(List.of("a", "b"), "Wer?", "Das steht hier nicht.");

  private final Path out;

  FruitlessFormatTest(@TempDir Path folder) {
    this.out = folder.resolve("out.jsonl");
  }

  @Test
  void dataForRetrievalAreRefusedByAFormatThatAsksForAnswers() {
    assertThatThrownBy(() -> write(OutputFormats.axolotl(), 2, RETRIEVAL, RETRIEVAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "rows in memory: no row has what the format axolotl needs (an answer, if it has a"
                + " positive), so its file would be empty (rows: 2, with a positive: 2, with"
                + " an answer: 0, negatives for each by sampleK: 2). Choose another with write:"
                + " triplet,");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"axolotl", "context_qa", "alpaca", "chat", "input_output", "dpo", "kto", "raft"})
  void noFormatWritesAnEmptyFileForThem(String format) {
    assertThatThrownBy(() -> write(OutputFormats.byName(format), 1, RETRIEVAL))
        .hasMessageContaining("so its file would be empty");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"dpo, 1", "triplet, 1", "flag-embedding, 1", "dpr, 1", "ntuple:5, 4"})
  void rowsWithoutAPositiveAreRefusedWhereOneIsNeeded(String format, int negatives) {
    assertThatThrownBy(() -> write(OutputFormats.byName(format), negatives, UNANSWERED))
        .hasMessageContaining("so its file would be empty");
  }

  @Test
  void theRowWithTheMostNegativesDecidesOfATuple() {
    QaRow more = QaRow.ofRetrieval("Wo?", List.of("am Rhein"), List.of("n", "m", "l"));
    assertThatThrownBy(() -> write(OutputFormats.ntuple(3), 1, RETRIEVAL))
        .hasMessageContaining("so its file would be empty");
    write(OutputFormats.ntuple(3), 1, RETRIEVAL, more);
    assertThat(out).exists();
  }

  @Test
  void oneRowThatHasEnoughIsEnough() {
    write(OutputFormats.axolotl(), 1, RETRIEVAL, UNANSWERED);
    assertThat(out).exists();
  }

  @Test
  void nothingIsEmbeddedBefore() {
    assertThatThrownBy(
            () ->
                EasyNegatives.from(Datasets.of(List.of(RETRIEVAL)))
                    .embedWith(new Unused())
                    .toAxolotl(out))
        .hasMessageContaining("so its file would be empty");
  }

  private void write(OutputFormat format, int negatives, QaRow... rows) {
    assertThat(
            EasyNegatives.from(Datasets.of(List.of(rows)))
                .embedWith(HashingEmbedder.ofDimension(16))
                .sampleK(negatives)
                .write(format, out)
                .rows()
                .read())
        .isEqualTo(rows.length);
  }

  private static final class Unused implements EmbeddingProvider {
    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      throw new AssertionError("nothing is to be embedded");
    }

    @Override
    public int dimension() {
      return 4;
    }

    @Override
    public String fingerprint() {
      return "unused";
    }
  }
}
