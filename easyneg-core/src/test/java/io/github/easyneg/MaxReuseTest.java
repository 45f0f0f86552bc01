package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.MinedRow.Reason;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.sample.MultinomialSampler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxReuseTest {

  /** Rows with one context each, a number of their own. */
  private static List<QaRow> rows(int count) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(QaRow.withoutPositive(List.of("passage " + i), "question " + i, "none"));
    }
    return rows;
  }

  private static EasyNegatives recipe(List<QaRow> rows) {
    Dataset dataset = Datasets.of(rows);
    return EasyNegatives.from(dataset)
        .embedWith(HashingEmbedder.ofDimension(32))
        .candidates(Pool.all());
  }

  private static Map<String, Integer> uses(Jobs.Result result) {
    Map<String, Integer> uses = new HashMap<>();
    result.texts().forEach(texts -> texts.forEach(text -> uses.merge(text, 1, Integer::sum)));
    return uses;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2", "3, 2", "5, 3"})
  void noPassageIsUsedMoreOften(int max, int k) {
    Jobs.Result result = Jobs.run(recipe(rows(60)).sampleK(k).maxReuse(max).threads(2));
    assertThat(uses(result).values()).allMatch(uses -> uses <= max);
    assertThat(result.report().reuse().max()).isLessThanOrEqualTo(max);
    assertThat(result.report().negatives().mined())
        .as("with room to spare, nearly all rows are served")
        .isGreaterThan(60L * k * 9 / 10);
  }

  @Test
  void withoutNeedItChangesNothing() {
    EasyNegatives recipe = recipe(rows(60)).sampleK(2);
    assertThat(Jobs.run(recipe.maxReuse(120)).texts()).isEqualTo(Jobs.run(recipe).texts());
  }

  @Test
  void neitherThreadsNorTheOrderOfRowsCount() {
    List<QaRow> rows = rows(80);
    List<QaRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    Map<String, List<String>> expected = byQuestion(recipe(rows).threads(1));
    assertThat(byQuestion(recipe(rows).threads(8))).isEqualTo(expected);
    assertThat(byQuestion(recipe(shuffled).threads(3))).isEqualTo(expected);
  }

  private static Map<String, List<String>> byQuestion(EasyNegatives recipe) {
    return byQuestion(Jobs.run(recipe.sampleK(2).maxReuse(3)));
  }

  private static Map<String, List<String>> byQuestion(Jobs.Result result) {
    Map<String, List<String>> negatives = new TreeMap<>();
    for (int i = 0; i < result.rows().size(); i++) {
      negatives.put(result.rows().get(i).row().question(), result.texts(i));
    }
    return negatives;
  }

  @Test
  void moreThanCanBeHadIsRefusedBeforeAnyDraw() {
    assertThatThrownBy(() -> Jobs.run(recipe(rows(10)).sampleK(5).maxReuse(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "maxReuse(4) allows 40 negatives from 10 passages, but 10 rows ask for 50; raise"
                + " maxReuse to 5 or more, or lower sampleK.");
  }

  @Test
  void whenEveryPassageIsNeededItStillEnds() {
    // Ten rows, ten passages, one use each, and all rows prefer the same passage.
    Jobs.Result result =
        Jobs.run(
            recipe(rows(10)).maxReuse(1).sampler(MultinomialSampler.temperature(0.001)).sampleK(1));
    assertThat(uses(result).values()).allMatch(uses -> uses == 1);
    for (MinedRow row : result.rows()) {
      assertThat(row.negatives().isEmpty())
          .isEqualTo(
              row.shortfall()
                  .equals(
                      java.util.Optional.of(new MinedRow.Shortfall(1, Reason.REUSED_TOO_OFTEN))));
    }
    assertThat(result.report().negatives().mined()).isGreaterThanOrEqualTo(9);
  }

  /** Forty rows ask for two of six passages each, as many as there are in all. */
  private static EasyNegatives starved(List<QaRow> rows) {
    return recipe(rows)
        .sampleK(2)
        .maxReuse(2)
        .candidates(Pool.nearest(6))
        .whenShort(Shortage.SKIP_ROW);
  }

  @Test
  void rowsThatAreSkippedLeaveTheirPassagesToOthers() {
    List<QaRow> rows = rows(40);
    Jobs.Result kept = Jobs.run(starved(rows));
    assertThat(uses(kept).values()).allMatch(uses -> uses <= 2);
    assertThat(kept.rows()).allMatch(row -> row.negatives().size() == 2);
    assertThat(kept.report().rows().read()).isEqualTo(40);
    assertThat(kept.report().negatives().shortRowCount()).isEqualTo(40 - kept.rows().size());
    long servedByTheWay =
        Jobs.run(starved(rows).whenShort(Shortage.KEEP)).rows().stream()
            .filter(row -> row.shortfall().isEmpty())
            .count();
    assertThat(kept.rows()).hasSizeGreaterThanOrEqualTo((int) servedByTheWay);
  }

  @Test
  void whoIsSkippedDependsOnNeitherThreadsNorTheOrderOfRows() {
    List<QaRow> rows = rows(40);
    List<QaRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    Map<String, List<String>> expected = byQuestion(Jobs.run(starved(rows).threads(1)));
    assertThat(byQuestion(Jobs.run(starved(rows).threads(8)))).isEqualTo(expected);
    assertThat(byQuestion(Jobs.run(starved(shuffled).threads(3)))).isEqualTo(expected);
  }

  @Test
  void aRowThatComesShortWhateverTheLimitIsNeverServedInAnothersPlace() {
    // Both ask for three passages; 'few' has two, and often each is refused one by the other.
    String[] passages = {"p1", "p2", "p3", "x1", "x2", "x3", "x4"};
    for (int i = 0; i < 40; i++) {
      List<QaRow> rows =
          List.of(
              QaRow.withoutPositive(List.of("own few"), "few " + i, "none"),
              QaRow.withoutPositive(List.of("own enough"), "enough " + i, "none"));
      Pool pool =
          Pool.all()
              .matching(
                  "letters",
                  (row, candidate) ->
                      switch (candidate.passage().text()) {
                        case "p1", "p2" -> !row.question().startsWith("the");
                        case "p3" -> row.question().startsWith("enough");
                        default -> false;
                      });
      Jobs.Result result =
          Jobs.run(
              Jobs.all(rows, passages)
                  .candidates(pool)
                  .sampler(MultinomialSampler.uniform())
                  .sampleK(3)
                  .maxReuse(1)
                  .whenShort(Shortage.SKIP_ROW));
      assertThat(byQuestion(result).keySet()).as("round %d", i).containsExactly("enough " + i);
    }
  }

  @Test
  void equalRowsAreRowsOfTheirOwn() {
    List<QaRow> rows = new ArrayList<>(rows(30));
    rows.addAll(rows(30));
    Jobs.Result result = Jobs.run(recipe(rows).maxReuse(2));
    assertThat(uses(result).values()).allMatch(uses -> uses <= 2);
    assertThat(result.report().negatives().mined()).isGreaterThan(50);
  }

  @Test
  void theReportTellsReuse() {
    Jobs.Result result = Jobs.run(recipe(rows(60)).sampleK(2).maxReuse(3));
    Map<String, Integer> uses = uses(result);
    assertThat(result.report().reuse().distinct()).isEqualTo(uses.size());
    assertThat(result.report().reuse().coverage()).isEqualTo(uses.size() / 60.0);
    assertThat(result.report().reuse().gini())
        .isCloseTo(gini(uses, 60), org.assertj.core.api.Assertions.within(1e-12));
  }

  /** The mean difference of all pairs by twice the mean. */
  private static double gini(Map<String, Integer> uses, int passages) {
    List<Integer> all = new ArrayList<>(uses.values());
    while (all.size() < passages) {
      all.add(0);
    }
    double differences = 0;
    double sum = 0;
    for (int one : all) {
      sum += one;
      for (int other : all) {
        differences += Math.abs(one - other);
      }
    }
    return differences / (2 * passages * sum);
  }

  @Test
  void explainGivesWhatTheRunGave() {
    EasyNegatives recipe = recipe(rows(40)).sampleK(2).maxReuse(2);
    Jobs.Result result = Jobs.run(recipe);
    for (int row : new int[] {1, 17, 40}) {
      assertThat(recipe.explain(row).mined()).isEqualTo(result.rows().get(row - 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"KEEP, 1", "KEEP, 3", "SKIP_ROW, 1", "SKIP_ROW, 3"})
  void fewRoundsDoWherePassagesAreScarce(Shortage shortage, int k) {
    // All rows choose among as many passages as they need in all, less a tenth.
    int rows = 400;
    Pool scarce =
        Pool.all()
            .matching("scarce", (row, candidate) -> !candidate.passage().text().endsWith("7"));
    Jobs.Result result =
        Jobs.run(recipe(rows(rows)).candidates(scarce).sampleK(k).maxReuse(k).whenShort(shortage));
    assertThat(uses(result).values()).allMatch(uses -> uses <= k);
    assertThat(result.report().negatives().mined())
        .as("nearly all that there is is used")
        .isGreaterThan(rows * 9L / 10 * k * 95 / 100);
    // In rounds until none is refused; hundreds if each passage drew lots of its own.
    assertThat(result.report().cost().reuseRounds())
        .isLessThan(shortage == Shortage.KEEP ? 40 : 160);
  }

  @Test
  void rowsBeyondWhatThereIsComeShortForTheLimit() {
    // Ten passages have nine letters.
    List<QaRow> rows = rows(30);
    Jobs.Result result =
        Jobs.run(
            recipe(rows)
                .maxReuse(1)
                .sampler(MultinomialSampler.temperature(0.001))
                .candidates(
                    Pool.all().matching("one", (row, c) -> c.passage().text().length() == 9)));
    long served = result.rows().stream().filter(row -> row.shortfall().isEmpty()).count();
    assertThat(served).isEqualTo(10);
    assertThat(result.rows())
        .filteredOn(row -> row.shortfall().isPresent())
        .allMatch(row -> row.shortfall().orElseThrow().reason() == Reason.REUSED_TOO_OFTEN);
  }
}
