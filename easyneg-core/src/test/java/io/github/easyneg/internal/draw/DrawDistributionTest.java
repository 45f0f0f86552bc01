package io.github.easyneg.internal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.ChiSquare;
import io.github.easyneg.fixture.Multinomial;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.Guard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.Explanation;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.WeightedSampler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The engine's draws against the analytic multinomial: thousands of rows that look alike, but for
 * their keys, draw from one small corpus whose cosines are known. {@link ChiSquare} states the rate
 * of false alarms.
 *
 * <p>Which way the draws go is a matter of temperature. The bound of the acceptance is at cosine 1;
 * the corpus reaches up to 0.5. A race ends after 256 proposals.
 */
class DrawDistributionTest {
  private static final int ROWS = 6000;
  private static final String OWN = "own context";

  private static final Map<String, Double> COSINES = new LinkedHashMap<>();

  static {
    double[] cosines = {0.5, 0.47, 0.44, 0.4, 0.3, 0.1, -0.2, -0.6};
    for (int i = 0; i < cosines.length; i++) {
      COSINES.put("p" + i, cosines[i]);
    }
  }

  @Test
  void theRaceDrawsTheFirstByItsWeight() {
    Drawn drawn = draw(0.8, 1);
    assertThat(drawn.scannedRows()).isZero();
    drawn.firsts().requireFits(Multinomial.first(weights(0.8)));
  }

  @Test
  void theRaceDrawsPairsByTheirWeights() {
    Drawn drawn = draw(0.8, 2);
    assertThat(drawn.scannedRows()).isZero();
    drawn.pairs().requireFits(Multinomial.pairs(weights(0.8)));
  }

  @Test
  void theScanDrawsTheFirstByItsWeight() {
    Drawn drawn = draw(0.02, 1);
    assertThat(drawn.scannedRows()).isEqualTo(ROWS);
    drawn.firsts().requireFits(Multinomial.first(weights(0.02)));
  }

  @Test
  void theScanDrawsPairsByTheirWeights() {
    Drawn drawn = draw(0.03, 2);
    assertThat(drawn.scannedRows()).isEqualTo(ROWS);
    drawn.pairs().requireFits(Multinomial.pairs(weights(0.03)));
  }

  @Test
  void aRaceThatAScanCompletesDrawsAsIfItHadGoneOn() {
    // Temperature 0.1: an acceptance in some 250 proposals, so that the race of 256 finds none,
    // one, or both.
    Drawn drawn = draw(0.1, 2);
    Drawn firstOnly = draw(0.1, 1);
    assertThat(firstOnly.scannedRows()).isBetween(ROWS / 5L, ROWS * 4L / 5);
    assertThat(drawn.scannedRows())
        .isBetween(firstOnly.scannedRows() + ROWS / 5, ROWS - ROWS / 50L);
    drawn.pairs().requireFits(Multinomial.pairs(weights(0.1)));
  }

  @Test
  void whatAGuardTurnsAwayIsAsIfItHadNeverBeenThere() {
    Guard guard = Guards.guard("some", (row, c) -> Set.of("p0", "p4").contains(c.passage().text()));
    for (double temperature : new double[] {0.8, 0.1, 0.03}) {
      Map<String, Double> left = weights(temperature);
      left.remove("p0");
      left.remove("p4");
      Drawn drawn = draw(recipe(temperature).rejecting(guard), 2);
      drawn.pairs().requireFits(Multinomial.pairs(left));
    }
  }

  @Test
  void aGuardThatLooksAtEarlierDrawsChangesTheLaterAlone() {
    // Passages 'p0' and 'p0 p0' have the same words: the second of the two drawn is rejected.
    Map<String, Double> cosines = new LinkedHashMap<>(COSINES);
    cosines.put("p0 p0", 0.45);
    cosines.put("p3 p3", 0.48);
    for (double temperature : new double[] {0.8, 0.1, 0.03}) {
      EasyNegatives recipe = recipe(cosines, temperature).rejecting(Guards.nearDuplicates(1));
      Drawn drawn = draw(recipe, 2);
      drawn
          .pairs()
          .requireFits(
              Multinomial.pairs(
                  weights(cosines, temperature),
                  (one, two) -> !one.substring(0, 2).equals(two.substring(0, 2))));
    }
  }

  @Test
  void aPoolsBandsCutTheDistributionWithoutBendingIt() {
    Map<String, Double> inside = weights(0.5);
    inside.keySet().retainAll(Set.of("p1", "p2", "p3", "p4", "p5"));
    EasyNegatives recipe = recipe(0.5).candidates(Pool.similarity(0.05, 0.48));
    draw(recipe, 1).firsts().requireFits(Multinomial.first(inside));
  }

  @Test
  void theProbabilityThatANegativeCarriesIsItsShareOfThePoolsWeight() {
    Map<String, Double> all = weights(0.8);
    all.put(OWN, Math.exp(1 / 0.8));
    Map<String, Double> shares = Multinomial.first(all);
    for (MinedRow row : draw(0.8, 2).rows().subList(0, 50)) {
      for (MinedNegative negative : row.negatives()) {
        assertThat(negative.probability().orElseThrow())
            .isCloseTo(
                shares.get(negative.passage().text()),
                org.assertj.core.api.Assertions.within(1e-6));
      }
    }
  }

  @Test
  void aBoundThatIsNotANumberRulesNothingOut() {
    WeightedSampler unsure =
        new WeightedSampler() {
          @Override
          public double logWeight(Candidate candidate) {
            return 0;
          }

          @Override
          public double logWeightBound(double cosine, double lexicalQuantile, int frequency) {
            return lexicalQuantile < 1 ? Double.NaN : 0;
          }

          @Override
          public String describe() {
            return "as uniform";
          }
        };
    Drawn drawn = draw(recipe(1).sampler(unsure), 2);
    Drawn uniform = draw(recipe(1).sampler(MultinomialSampler.uniform()), 2);
    assertThat(drawn.rows().subList(0, 50)).isEqualTo(uniform.rows().subList(0, 50));
    assertThat(drawn.scannedRows()).isZero();
  }

  @Test
  void aNarrowPoolHasAProbabilityTooWhereTheBackgroundIsASample() {
    // Of 800 passages 512 have their cosines ranked; three of these have a quantile of at most
    // 0.006: 1/1024, 3/1024 and 5/1024.
    Map<String, Double> cosines = new LinkedHashMap<>();
    for (int i = 0; i < 1600; i++) {
      cosines.put("p" + i, i / 2000.0);
    }
    EasyNegatives recipe =
        recipe(cosines, 1)
            .candidates(Pool.quantiles(0, 0.006))
            .sampler(MultinomialSampler.uniform())
            .background(800)
            .sampleK(1);
    assertThat(recipe.explain(1).mined().negatives())
        .singleElement()
        .satisfies(
            negative ->
                assertThat(negative.probability().orElseThrow())
                    .isCloseTo(512 / (3 * 1601.0), org.assertj.core.api.Assertions.within(1e-12)));
  }

  @Test
  void aPoolOfWhichTheBackgroundHasNothingHasNoProbability() {
    // Quantiles of the background's own 512 cosines are odd multiples of 1/1024, those of passages
    // between two of them are even ones.
    Map<String, Double> cosines = new LinkedHashMap<>();
    for (int i = 0; i < 1600; i++) {
      cosines.put("p" + i, i / 2000.0);
    }
    List<MinedNegative> negatives = new ArrayList<>();
    // 4/512 is 1/128, a quantile among the 64 passages that a weight is estimated from first.
    for (int rank : new int[] {1, 2, 3, 5, 6, 7, 8, 9, 10}) {
      EasyNegatives recipe =
          recipe(cosines, 1)
              .candidates(Pool.quantiles((rank - 0.2) / 512, (rank + 0.2) / 512))
              .background(800)
              .sampleK(1);
      Explanation explanation = recipe.explain(1);
      negatives.addAll(explanation.mined().negatives());
      assertThat(explanation.toString()).doesNotContain("probability", "NaN");
    }
    assertThat(negatives)
        .isNotEmpty()
        .allSatisfy(negative -> assertThat(negative.probability()).isEmpty());
  }

  private record Drawn(List<MinedRow> rows, long scannedRows) {
    ChiSquare firsts() {
      ChiSquare counts = new ChiSquare();
      rows.forEach(row -> counts.add(row.negatives().get(0).passage().text()));
      return counts;
    }

    ChiSquare pairs() {
      ChiSquare counts = new ChiSquare();
      rows.forEach(
          row ->
              counts.add(
                  row.negatives().stream()
                      .map(negative -> negative.passage().text())
                      .collect(Collectors.joining(">"))));
      return counts;
    }
  }

  private static Drawn draw(double temperature, int k) {
    return draw(recipe(temperature), k);
  }

  private static Drawn draw(EasyNegatives recipe, int k) {
    List<MinedRow> rows = new ArrayList<>();
    MiningReport report = recipe.sampleK(k).forEach(rows::add);
    MinedRow corpus = rows.remove(rows.size() - 1);
    assertThat(corpus.negatives()).isEmpty();
    assertThat(rows).hasSize(ROWS).allMatch(row -> row.negatives().size() == k);
    return new Drawn(rows, report.cost().scannedRows() - 1);
  }

  private static EasyNegatives recipe(double temperature) {
    return recipe(COSINES, temperature);
  }

  /** Rows that differ in their questions alone, and a last one that has all passages. */
  private static EasyNegatives recipe(Map<String, Double> cosines, double temperature) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(QaRow.of(List.of(OWN), "question " + i, "answer", 0));
    }
    List<String> all = new ArrayList<>(cosines.keySet());
    all.add(OWN);
    rows.add(QaRow.withoutPositive(all, "all", "none"));
    return EasyNegatives.from(Datasets.of(rows))
        .embedWith(VectorsByText.byCosine(text -> cosines.getOrDefault(text, 1.0)))
        .candidates(Pool.all())
        .withoutGuards(Guards.NEAR_DUPLICATE, Guards.ANSWER_BEARING)
        .sampler(MultinomialSampler.temperature(temperature))
        .threads(2);
  }

  private static Map<String, Double> weights(double temperature) {
    return weights(COSINES, temperature);
  }

  private static Map<String, Double> weights(Map<String, Double> cosines, double temperature) {
    Map<String, Double> weights = new LinkedHashMap<>();
    cosines.forEach((text, cosine) -> weights.put(text, Math.exp(cosine / temperature)));
    return weights;
  }
}
