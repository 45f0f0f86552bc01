package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.ShortageException;
import io.github.easyneg.report.TextsWithoutVector;
import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.TopSampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text that the model gives no vector is counted, told and left out; the run goes on. */
class TextsWithoutVectorTest {
  private static final String ORNAMENTS = "✦ ✦ ✦";

  private static List<QaRow> rows() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = "w" + i % 7 + " w" + i % 5 + " x" + i;
      rows.add(
          QaRow.of(List.of(text, "hard " + text, ORNAMENTS + i % 3), "was ist x" + i, "x" + i, 0));
    }
    return rows;
  }

  private static EasyNegatives recipe(List<QaRow> rows) {
    return EasyNegatives.from(Datasets.of(rows))
        .embedWith(new NoOrnaments())
        .candidates(Pool.all())
        .sampleK(3)
        .threads(2);
  }

  private static EasyNegatives recipe() {
    return recipe(rows());
  }

  @Test
  void aPassageWithoutAVectorIsNeverANegative() {
    Stream.of(
            recipe(),
            recipe().candidates(Pool.easy()),
            recipe().candidates(Pool.ranks(0, 30)),
            recipe().candidates(Pool.ranks(0, 30)).indexIn(new ExactIndex()),
            recipe().sampler(new TopSampler()).sampleK(200),
            recipe().sampler(MultinomialSampler.defaults().withPlausibility(40)),
            recipe().anchoredOn(Anchor.ANSWER, Anchor.QUESTION),
            recipe().background(8),
            recipe().maxReuse(8),
            recipe().whenShort(Shortage.WIDEN).candidates(Pool.similarity(0.9, 1)))
        .forEach(
            recipe -> {
              Jobs.Result result = Jobs.run(recipe);
              assertThat(result.texts().stream().flatMap(List::stream))
                  .isNotEmpty()
                  .noneMatch(text -> text.contains("✦"));
              assertThat(result.report().embeddings().withoutVector())
                  .isEqualTo(TextsWithoutVector.builder().passages(3).build());
            });
  }

  @Test
  void passagesBesideTheRowsAreLeftOutTheSameWay() {
    List<Passage> beside = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      beside.add(Passage.of(i % 2 == 0 ? ORNAMENTS + " beside " + i : "beside w" + i));
    }
    Jobs.Result result = Jobs.run(recipe().withCorpusAlone(Corpora.of(beside)).sampleK(15));
    assertThat(result.texts(0)).hasSize(15).allMatch(text -> text.startsWith("beside"));
    assertThat(result.report().embeddings().withoutVector())
        .isEqualTo(TextsWithoutVector.builder().passages(18).build());
  }

  @Test
  void theReportSaysHowManyAndNamesOne() {
    assertThat(Jobs.run(recipe()).report().toString())
        .contains("without a vector       3 passages, which are never negatives\n")
        .containsPattern(
            "note +Passages without a vector are never negatives; one of them is \"✦ ✦ ✦\\d\","
                + " because it holds ornaments\\. easyneg doctor names them all\\.\n");
  }

  private static List<QaRow> withAnswer(String answer, String question) {
    List<QaRow> rows = new ArrayList<>(rows());
    rows.set(5, QaRow.of(rows.get(5).contexts(), question, answer, 0));
    return rows;
  }

  @Test
  void theQuestionStandsInForAnAnswerWithoutAVector() {
    Jobs.Result result = Jobs.run(recipe(withAnswer(ORNAMENTS, "w1")));
    assertThat(result.rows().get(5).negatives()).hasSize(3);
    // As if the question had been asked for: the same draw, but for its key.
    assertThat(result.rows().get(5).negatives())
        .isEqualTo(
            Jobs.run(recipe(withAnswer(ORNAMENTS, "w1")).anchoredOn(Anchor.QUESTION))
                .rows()
                .get(5)
                .negatives());
    assertThat(result.report().embeddings().withoutVector())
        .isEqualTo(TextsWithoutVector.builder().passages(3).anchors(1).build());
    assertThat(result.report().toString())
        .contains("without a vector       1 anchor, for which the question stands in\n")
        .contains(
            "note                   Where an anchor has no vector, the question stands in for it;"
                + " one of them is \"✦ ✦ ✦\", because it holds ornaments. easyneg doctor names"
                + " them all.\n");
  }

  @Test
  void theQuestionStandsInForAPositiveWithoutAVector() {
    List<QaRow> rows = new ArrayList<>(rows());
    rows.set(5, QaRow.of(rows.get(5).contexts(), "w1", "x", 2));
    Jobs.Result result = Jobs.run(recipe(rows).anchoredOn(Anchor.POSITIVE));
    assertThat(result.rows().get(5).negatives())
        .isEqualTo(Jobs.run(recipe(rows).anchoredOn(Anchor.QUESTION)).rows().get(5).negatives());
    assertThat(result.report().embeddings().withoutVector())
        .isEqualTo(TextsWithoutVector.builder().passages(3).anchors(1).build());
  }

  @Test
  void anAnswerWithoutAVectorIsNotSubtracted() {
    List<QaRow> rows = withAnswer(ORNAMENTS, "w1");
    assertThat(Jobs.run(recipe(rows).anchoredOn(Anchor.skewed(0.5))).rows().get(5).negatives())
        .isEqualTo(Jobs.run(recipe(rows).anchoredOn(Anchor.QUESTION)).rows().get(5).negatives());
  }

  @Test
  void aPositiveWithoutAVectorHasNoMargin() {
    List<QaRow> rows = new ArrayList<>(rows());
    rows.set(5, QaRow.of(rows.get(5).contexts(), "w1", "w2", 2));
    EasyNegatives recipe = recipe(rows).sampler(new TopSampler());
    assertThat(Jobs.run(recipe.rejecting(Guards.withinMarginOfPositive(2))).texts(5))
        .isEqualTo(Jobs.run(recipe).texts(5))
        .hasSize(3);
  }

  private static EasyNegatives withARowThatIsNotComparable() {
    return recipe(withAnswer(ORNAMENTS, ORNAMENTS + "?"));
  }

  @Test
  void aRowWithoutAnyVectorComesShort() {
    Jobs.Result result = Jobs.run(withARowThatIsNotComparable());
    assertThat(result.rows().get(5).shortfall())
        .contains(new MinedRow.Shortfall(3, MinedRow.Reason.NO_VECTOR));
    assertThat(result.report().negatives().shortRows())
        .isEqualTo(Map.of(MinedRow.Reason.NO_VECTOR, 1L));
    assertThat(result.report().toString())
        .contains(
            "short rows             1: neither their anchor nor their question has a vector\n");
    assertThat(Jobs.run(withARowThatIsNotComparable().whenShort(Shortage.SKIP_ROW)).rows())
        .hasSize(39);
    assertThat(Jobs.run(withARowThatIsNotComparable().maxReuse(8)).rows().get(5).negatives())
        .isEmpty();
    assertThatThrownBy(() -> Jobs.run(withARowThatIsNotComparable().whenShort(Shortage.FAIL)))
        .isInstanceOf(ShortageException.class)
        .hasMessageStartingWith("row 6 of ")
        .hasMessageContaining(
            " has 0 of 3 negatives: neither their anchor nor their question has a vector.");
  }

  @Test
  void anExplanationSaysSo() {
    assertThat(recipe(withAnswer(ORNAMENTS, "w1")).explain(6).toString())
        .contains("  compared by: question (w1), in place of answer (✦ ✦ ✦), which has no vector\n")
        .contains("    outside by no vector: 3\n");
    assertThat(withARowThatIsNotComparable().explain(6).toString())
        .isEqualTo(
            """
            row 6: ✦ ✦ ✦?
              answer: ✦ ✦ ✦
              pool: 0 of 83 passages
                outside by no vector of the row: 83
              short by 3: neither their anchor nor their question has a vector
            """);
  }

  @Test
  void theCacheRemembersThemAndTheStoreDoesWithoutThem(@TempDir Path folder) {
    NoOrnaments embedder = new NoOrnaments();
    ExactIndex index = new ExactIndex();
    EasyNegatives recipe =
        recipe(withAnswer(ORNAMENTS, "w1")).embedWith(embedder).cacheIn(folder.resolve("cache"));
    Jobs.Result first = Jobs.run(recipe.indexIn(index));
    assertThat(index.size()).isEqualTo(80);
    embedder.asked.clear();
    Jobs.Result second = Jobs.run(recipe);
    assertThat(embedder.asked).isEmpty();
    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(second.report().embeddings().withoutVector())
        .isEqualTo(TextsWithoutVector.builder().passages(3).anchors(1).build());
    assertThat(Jobs.run(recipe(withAnswer(ORNAMENTS, "w1")).indexIn(index)).rows())
        .isEqualTo(first.rows());
    assertThat(embedder.asked).isEmpty();
  }

  @Test
  void aRunThatGoesOnCountsThemAsOneThatWasNotInterrupted(@TempDir Path folder) {
    EasyNegatives recipe =
        recipe(withAnswer(ORNAMENTS, "w1")).resumeIn(folder.resolve("work")).threads(1);
    Jobs.Result whole = Jobs.run(recipe(withAnswer(ORNAMENTS, "w1")));
    assertThatThrownBy(
            () ->
                recipe.forEach(
                    row -> {
                      throw new IllegalStateException("interrupted here");
                    }))
        .hasMessage("interrupted here");
    Jobs.Result resumed = Jobs.run(recipe);
    assertThat(resumed.rows()).isEqualTo(whole.rows());
    assertThat(resumed.report().embeddings().withoutVector())
        .isEqualTo(TextsWithoutVector.builder().passages(3).anchors(1).build());
    assertThat(resumed.report().cosines()).isEqualTo(whole.report().cosines());
  }

  @Test
  void nothingButTextsWithoutVectorsEndsTheRun() {
    assertThatThrownBy(
            () -> Jobs.run(recipe(List.of(QaRow.of(List.of("✦", "✦✦"), "was?", "das", 0)))))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "none of the 2 passages that may become a negative has a vector; expected one at least."
                + " Use a model that knows the language of the passages; easyneg doctor says what"
                + " each lacks.");
  }

  @Test
  void anEmbeddingHasAVectorOrAReason() {
    assertThat(Embedding.none("so", OptionalInt.of(2)).hasVector()).isFalse();
    assertThat(Embedding.of(new float[] {1}).hasVector()).isTrue();
    assertThatThrownBy(() -> Embedding.none(" ", OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an embedding has a vector of 0 numbers and the reason \" \" why there is none; give a"
                + " vector, or a reason in words.");
  }
}
