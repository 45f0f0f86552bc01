package io.github.easyneg.internal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.ChiSquare;
import io.github.easyneg.fixture.Multinomial;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.sample.MultinomialSampler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Weights that come from words, frequencies and a user's signal too, against the analytic
 * distribution. The question is the same in all rows; {@code n} words of it stand in passage {@code
 * n}, which makes the lexical quantiles known. {@link ChiSquare} states the rate of false alarms.
 */
class DefaultDrawDistributionTest {
  private static final int ROWS = 6000;
  private static final int PASSAGES = 10;
  private static final String QUESTION = "q0 q1 q2 q3 q4 q5 q6 q7 q8";

  @Test
  void wordsCountByTheirQuantile() {
    MultinomialSampler sampler = MultinomialSampler.uniform().withPlausibility(3);
    check(recipe().sampler(sampler), 0, 3, passage -> 1);
  }

  @Test
  void cosineAndWordsAndFrequencyMultiply() {
    MultinomialSampler sampler =
        MultinomialSampler.temperature(0.5).withPlausibility(4).withFrequencyExponent(0.75);
    check(recipe().sampler(sampler), 1 / 0.5, 4, passage -> Math.pow(frequency(passage), 0.75));
  }

  @Test
  void aSignalOfTheUsersShiftsTheDrawByItsQuantile() {
    // The signal's quantile: passage n has n + 1 of PASSAGES + 1 below or beside it, itself half.
    EasyNegatives recipe =
        recipe()
            .sampler(MultinomialSampler.uniform())
            .withSignal(new ByNumber(), new Band(0, 1), -2.5);
    check(recipe, 0, 0, passage -> Math.exp(-2.5 * (passage + 1.5) / (PASSAGES + 1)));
  }

  @Test
  void aSignalsBandCutsThePool() {
    List<MinedRow> rows = new ArrayList<>();
    MiningReport report =
        recipe()
            .sampler(MultinomialSampler.uniform())
            .withSignal(new ByNumber(), new Band(0.55, 1), 0)
            .sampleK(5)
            .forEach(rows::add);
    assertThat(report.rows().read()).isEqualTo(ROWS + 1);
    assertThat(rows.get(0).negatives())
        .extracting(n -> number(n.passage().text()))
        .containsExactlyInAnyOrder(5, 6, 7, 8, 9);
  }

  private interface Weight {
    double of(int passage);
  }

  private static void check(
      EasyNegatives recipe, double perCosine, double perQuantile, Weight more) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int p = 0; p < PASSAGES; p++) {
      // The own context has no word of the question; of passages 0 to n, n have fewer. Both ties
      // and the passage itself count half.
      double quantile = p == 0 ? 1.0 / (PASSAGES + 1) : (p + 1.5) / (PASSAGES + 1);
      weights.put("" + p, Math.exp(perCosine * cosine(p) + perQuantile * quantile) * more.of(p));
    }
    ChiSquare pairs = new ChiSquare();
    List<MinedRow> rows = new ArrayList<>();
    MiningReport report = recipe.sampleK(2).forEach(rows::add);
    assertThat(report.cost().proposals()).isPositive();
    for (MinedRow row : rows.subList(0, ROWS)) {
      pairs.add(
          number(row.negatives().get(0).passage().text())
              + ">"
              + number(row.negatives().get(1).passage().text()));
    }
    pairs.requireFits(Multinomial.pairs(weights));
  }

  private static EasyNegatives recipe() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(QaRow.of(List.of("own"), QUESTION, "answer " + i, 0));
    }
    List<String> all = new ArrayList<>();
    for (int p = 0; p < PASSAGES; p++) {
      for (int f = 0; f < frequency(p); f++) {
        all.add(text(p));
      }
    }
    rows.add(QaRow.withoutPositive(all, "all", "none"));
    return EasyNegatives.from(Datasets.of(rows))
        .embedWith(
            VectorsByText.byCosine(text -> text.startsWith("passage") ? cosine(number(text)) : 1.0))
        .candidates(Pool.all())
        .withoutGuards(Guards.NEAR_DUPLICATE, Guards.ANSWER_BEARING)
        .threads(2);
  }

  private static String text(int passage) {
    StringBuilder text = new StringBuilder("passage " + passage + ":");
    for (int w = 0; w < passage; w++) {
      text.append(" q").append(w);
    }
    for (int w = passage; w < PASSAGES; w++) {
      text.append(" filler").append(w);
    }
    return text.toString();
  }

  private static int number(String text) {
    return Integer.parseInt(text.substring("passage ".length(), text.indexOf(':')));
  }

  private static int frequency(int passage) {
    return 1 + 3 * (passage % 3);
  }

  private static double cosine(int passage) {
    return 0.9 - 0.15 * ((passage * 7) % PASSAGES);
  }

  /** Values passages by their number, the own context lowest. */
  private static final class ByNumber implements Signal {
    @Override
    public String name() {
      return "number";
    }

    @Override
    public Prepared prepare(List<io.github.easyneg.data.Passage> passages) {
      return row ->
          index -> {
            String text = passages.get(index).text();
            return text.equals("own") ? -1 : number(text);
          };
    }
  }
}
