package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.report.Explanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which passages a pool holds. Passage {@code pN} has cosine N / 100 to the answer; the row's own
 * context, its positive, has 0.5.
 */
class PoolsTest {
  private static final QaRow ROW = QaRow.of(List.of("own"), "question", "answer", 0);

  @ParameterizedTest
  @CsvSource({"1, p99", "3, p97 p98 p99", "5, p95 p96 p97 p98 p99"})
  void nearestAreThoseOfHighestCosine(int k, String expected) {
    assertThat(in(Pool.nearest(k), k)).isEqualTo(expected);
  }

  @Test
  void ranksCountFromTheNearestAndLeaveTheRowsOwnOut() {
    // Without the own context at 0.5, p50 has rank 49 and p49 rank 50.
    assertThat(in(Pool.ranks(48, 52), 4)).isEqualTo("p48 p49 p50 p51");
    assertThat(in(Pool.ranks(98, 500), 9)).isEqualTo("p00 p01");
    assertThat(in(Pool.ranks(200, 300), 9)).isEmpty();
  }

  @Test
  void quantilesAreOfAllPassagesOfASmallCorpus() {
    // 101 passages; p00 has quantile 0.5/101.
    assertThat(in(Pool.quantiles(0, 0.02), 9)).isEqualTo("p00 p01");
    assertThat(in(Pool.quantiles(0.98, 1), 9)).isEqualTo("p98 p99");
    assertThat(in(Pool.quantiles(0.5, 0.5), 9)).isEmpty();
  }

  @Test
  void similarityIsTheCosineItself() {
    assertThat(in(Pool.similarity(0.095, 0.125), 9)).isEqualTo("p10 p11 p12");
    assertThat(in(Pool.similarity(-1, -0.1), 9)).isEmpty();
  }

  @Test
  void hardAndSemiHardStayBelowThePositive() {
    assertThat(in(Pool.hard(), 9)).isEmpty();
    assertThat(in(Pool.all().belowPositive(0.4, 0.15), 9)).isEqualTo("p00 p01 p02");
    assertThat(in(Pool.quantiles(0.4, 1).belowPositive(0, 0.05), 99))
        .startsWith("p40")
        .endsWith("p47");
  }

  @Test
  void withoutAPositiveNothingBoundsThem() {
    QaRow row = QaRow.withoutPositive(List.of("own"), "question", "none");
    assertThat(in(row, Pool.hard(), 9)).isEqualTo("p99");
    assertThat(in(row, Pool.semiHard(), 9)).isEqualTo("p95 p96 p97 p98");
  }

  @Test
  void aFilterIsAskedLast() {
    Pool pool =
        Pool.similarity(0.195, 0.305)
            .matching("even", (row, c) -> number(c.passage().text()) % 2 == 0)
            .matching("tens", (row, c) -> number(c.passage().text()) % 10 == 0);
    assertThat(in(pool, 9)).isEqualTo("p20 p30");
    assertThat(pool.toString())
        .isEqualTo(
            "similarity(0.195, 0.305): cosine quantile [0.0, 1.0], lexical quantile [0.0, 1.0],"
                + " cosine [0.195, 0.305], even and tens");
  }

  @Test
  void theEasyPoolLeavesOutWhatIsFarAndWhatIsNearAndWhatSharesMostWords() {
    List<MinedNegative> negatives =
        Jobs.run(recipe(ROW, Pool.easy(), 200)).rows().get(0).negatives();
    assertThat(negatives).isNotEmpty();
    for (MinedNegative negative : negatives) {
      assertThat(negative.pool()).isEqualTo("easy");
      assertThat(negative.cosineQuantile()).isBetween(0.30, 0.95);
      assertThat(negative.lexicalQuantile()).isLessThanOrEqualTo(0.98);
    }
  }

  @Test
  void aMixDrawsEachPartFromItsPoolAndLabelsIt() {
    Mix mix = Mix.of(2, Pool.similarity(0.1, 0.2).named("far")).and(1, Pool.nearest(1));
    List<MinedNegative> negatives = Jobs.run(base(ROW).sampleMix(mix)).rows().get(0).negatives();
    assertThat(negatives)
        .extracting(MinedNegative::pool)
        .containsExactly("far", "far", "nearest(1)");
    assertThat(negatives.get(2).passage().text()).isEqualTo("p99");
    assertThat(negatives.get(0).cosine()).isBetween(0.09, 0.21);
  }

  @Test
  void aLaterPartDoesNotDrawAgainWhatAnEarlierDrew() {
    Mix mix = Mix.of(2, Pool.nearest(3)).and(1, Pool.nearest(3));
    List<MinedNegative> negatives = Jobs.run(base(ROW).sampleMix(mix)).rows().get(0).negatives();
    assertThat(negatives)
        .extracting(n -> n.passage().text())
        .containsExactlyInAnyOrder("p97", "p98", "p99");
  }

  @Test
  void withTwoAnchorsACandidateLiesInTheBandOfBoth() {
    // The question's cosine falls where the answer's rises.
    EasyNegatives recipe =
        recipe(ROW, Pool.similarity(0.475, 1), 99)
            .embedWith(
                new VectorsByText(
                    3,
                    text -> {
                      if (text.equals("answer")) {
                        return new float[] {1, 0, 0};
                      }
                      if (text.equals("question")) {
                        return new float[] {0, 1, 0};
                      }
                      double a = text.equals("own") ? 0.5 : number(text) / 100.0;
                      double b = 1 - a;
                      return new float[] {
                        (float) a, (float) b, (float) Math.sqrt(Math.max(0, 1 - a * a - b * b))
                      };
                    }))
            .anchoredOn(Anchor.ANSWER, Anchor.QUESTION);
    assertThat(join(Jobs.run(recipe).texts(0))).isEqualTo("p48 p49 p50 p51 p52");
    assertThat(join(Jobs.run(recipe.candidates(Pool.nearest(51)).sampleK(9)).texts(0)))
        .isEqualTo("p49 p50");
  }

  @Test
  void wideningAPoolByRankDoublesItsLastRank() {
    EasyNegatives recipe =
        recipe(ROW, Pool.nearest(2), 2)
            .rejecting(Guards.guard("far", (row, c) -> c.cosine() > 0.975))
            .whenShort(Shortage.WIDEN);
    List<MinedNegative> negatives = Jobs.run(recipe).rows().get(0).negatives();
    assertThat(negatives).extracting(MinedNegative::pool).containsOnly("nearest(2)+1");
    assertThat(join(negatives.stream().map(n -> n.passage().text()).toList())).isEqualTo("p96 p97");
  }

  @Test
  void explainSaysWhyPassagesLieOutside() {
    Explanation explanation = recipe(ROW, Pool.similarity(0.195, 0.305), 2).explain(1);
    assertThat(explanation.corpus()).isEqualTo(101);
    assertThat(explanation.inPool()).isEqualTo(11);
    assertThat(explanation.outside()).containsOnlyKeys("cosine").containsEntry("cosine", 90);
  }

  @Test
  void explainCountsAPoolByRankByItsRanks() {
    Explanation explanation = recipe(ROW, Pool.nearest(20), 2).explain(1);
    assertThat(explanation.inPool()).isEqualTo(20);
    assertThat(explanation.outside()).containsOnlyKeys("rank").containsEntry("rank", 81);
  }

  private static String in(Pool pool, int k) {
    return in(ROW, pool, k);
  }

  private static String in(QaRow row, Pool pool, int k) {
    return join(Jobs.run(recipe(row, pool, k)).texts(0));
  }

  private static String join(List<String> texts) {
    return String.join(" ", texts.stream().sorted().toList());
  }

  private static EasyNegatives recipe(QaRow row, Pool pool, int k) {
    return base(row).candidates(pool).sampleK(k);
  }

  private static EasyNegatives base(QaRow row) {
    List<String> passages = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> passages.add("p%02d".formatted(i)));
    passages.add("own");
    return EasyNegatives.from(
            io.github.easyneg.data.Datasets.of(
                Arrays.asList(row, QaRow.withoutPositive(passages, "question", "none"))))
        .threads(2)
        .embedWith(
            VectorsByText.byCosine(
                text ->
                    text.equals("own") ? 0.5 : text.startsWith("p") ? number(text) / 100.0 : 1.0));
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring(1));
  }
}
