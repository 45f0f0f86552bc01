package io.github.easyneg.internal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.ChiSquare;
import io.github.easyneg.fixture.Multinomial;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.text.LexicalIndex;
import io.github.easyneg.internal.text.QuestionTerms;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.sample.MultinomialSampler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Draws that strongly prefer words of the question, whose proposals come from lists of words,
 * against the analytic distribution. All passages are the background, so that each one's quantile
 * is known by its definition. {@link ChiSquare} states the rate of false alarms.
 */
class SteepDrawDistributionTest {
  private static final int ROWS = 6000;
  private static final int PASSAGES = 600;
  private static final int VOCABULARY = 400;
  private static final double HIGHEST = 0.98;

  /** Passages that hold the word "needle", so that two of them lie below the highest quantile. */
  private static final int NEEDLES = 14;

  /** The row that carries the passages, and so has no candidates. */
  private static final long SCANNED = 1;

  private final List<String> texts = texts();

  @Test
  void proposalsFromListsOfWordsLeaveTheDistributionAsItIs() {
    String question = "w1 w3 w9 w9 w20 w45 w120";
    List<MinedRow> rows = new ArrayList<>();
    MiningReport report =
        recipe(question)
            .sampler(MultinomialSampler.temperature(0.5).withPlausibility(32))
            .sampleK(2)
            .forEach(rows::add);
    ChiSquare pairs = new ChiSquare();
    ChiSquare first = new ChiSquare();
    for (MinedRow row : rows.subList(0, ROWS)) {
      List<Integer> drawn = drawn(row);
      pairs.add(drawn.get(0) + ">" + drawn.get(1));
      first.add("" + drawn.get(0));
    }
    Map<String, Double> weights = weights(question, 1 / 0.5, 32);
    first.requireFits(Multinomial.first(weights));
    pairs.requireFits(Multinomial.pairs(weights));
    // What rows would need if all passages were proposed alike.
    double highest = Math.exp(cosine(0) / 0.5 + 32 * HIGHEST);
    double mean = weights.values().stream().mapToDouble(w -> w).average().orElseThrow();
    assertThat((double) report.cost().proposals() / ROWS).isLessThan(0.6 * 2 * highest / mean);
    // Most end within the 256 proposals that so small a corpus allows.
    assertThat(report.cost().scannedRows()).isBetween(SCANNED, ROWS / 10L);
  }

  @Test
  void whereFewPassagesHaveAWordTheRestIsDrawnBesideThem() {
    List<MinedRow> rows = new ArrayList<>();
    MiningReport report =
        recipe("needle")
            .sampler(MultinomialSampler.temperature(0.4).withPlausibility(32))
            .sampleK(4)
            .forEach(rows::add);
    assertThat(report.cost().scannedRows()).isEqualTo(SCANNED);
    Map<String, Double> weights = weights("needle", 1 / 0.4, 32);
    List<String> heaviest =
        weights.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(2)
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Double> rest = new LinkedHashMap<>(weights);
    heaviest.forEach(rest::remove);
    ChiSquare third = new ChiSquare();
    ChiSquare fourth = new ChiSquare();
    for (MinedRow row : rows.subList(0, ROWS)) {
      List<Integer> drawn = drawn(row);
      // The two are a million times as likely as another.
      assertThat(drawn.subList(0, 2))
          .map(String::valueOf)
          .containsExactlyInAnyOrderElementsOf(heaviest);
      third.add("" + drawn.get(2));
      fourth.add("" + drawn.get(3) % 8);
    }
    third.requireFits(Multinomial.first(rest));
    Map<String, Double> byRest = new LinkedHashMap<>();
    Multinomial.pairs(rest)
        .forEach(
            (pair, p) ->
                byRest.merge("" + Integer.parseInt(pair.split(">", -1)[1]) % 8, p, Double::sum));
    fourth.requireFits(byRest);
  }

  @Test
  void bothKindsOfPassagesAreDrawnInProportionToTheirWeights() {
    // Weights that make the race fail half the time, so that both ways are taken.
    List<MinedRow> rows = new ArrayList<>();
    MiningReport report =
        recipe("needle")
            .sampler(MultinomialSampler.uniform().withPlausibility(14))
            .sampleK(3)
            .forEach(rows::add);
    assertThat(report.cost().scannedRows()).isEqualTo(SCANNED);
    Map<String, Double> weights = weights("needle", 0, 14);
    double heaviest = weights.values().stream().mapToDouble(w -> w).max().orElseThrow();
    ChiSquare kinds = new ChiSquare();
    for (MinedRow row : rows.subList(0, ROWS)) {
      StringBuilder kind = new StringBuilder();
      for (int drawn : drawn(row)) {
        kind.append(weights.getOrDefault("" + drawn, 0.0) > 0.01 * heaviest ? 'h' : 'l');
      }
      kinds.add(kind.toString());
    }
    kinds.requireFits(kinds(weights, heaviest));
  }

  /** Returns the probability of each order of heavy and light passages, three draws long. */
  private static Map<String, Double> kinds(Map<String, Double> weights, double heaviest) {
    List<Double> heavy = weights.values().stream().filter(w -> w > 0.01 * heaviest).toList();
    List<Double> light =
        weights.values().stream().filter(w -> w > 0 && w <= 0.01 * heaviest).toList();
    // Two heavy ones whose weights differ by rank; the light ones are alike.
    assertThat(heavy).hasSize(2);
    double each = light.get(0);
    Map<String, Double> kinds = new LinkedHashMap<>();
    for (int code = 0; code < 8; code++) {
      kinds.put(name(code), orders(code, heavy, each, light.size()));
    }
    kinds.values().removeIf(p -> p == 0);
    return kinds;
  }

  private static String name(int code) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 3; bit++) {
      name.append((code >>> bit & 1) == 0 ? 'h' : 'l');
    }
    return name.toString();
  }

  private static double orders(int code, List<Double> heavy, double each, int lights) {
    double sum = 0;
    for (int firstHeavy = 0; firstHeavy < 2; firstHeavy++) {
      double probability = 1;
      List<Double> left = new ArrayList<>(heavy);
      int lightsLeft = lights;
      boolean used = false;
      for (int bit = 0; bit < 3; bit++) {
        double total = left.stream().mapToDouble(w -> w).sum() + each * lightsLeft;
        if ((code >>> bit & 1) == 1) {
          probability *= each * lightsLeft / total;
          lightsLeft--;
        } else if (left.isEmpty()) {
          probability = 0;
        } else {
          int which = !used && left.size() == 2 ? firstHeavy : 0;
          used = true;
          probability *= left.remove(which) / total;
        }
      }
      sum += used ? probability : probability / 2;
    }
    return sum;
  }

  private static List<Integer> drawn(MinedRow row) {
    return row.negatives().stream().map(MinedNegative::passage).map(p -> number(p.text())).toList();
  }

  private EasyNegatives recipe(String question) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(QaRow.of(List.of("own"), question, "answer " + i, 0));
    }
    rows.add(QaRow.withoutPositive(texts.subList(1, texts.size()), "all", "none"));
    return EasyNegatives.from(Datasets.of(rows))
        .embedWith(
            VectorsByText.byCosine(text -> text.startsWith("p") ? cosine(number(text)) : 1.0))
        .candidates(Pool.all().withLexicalQuantile(0, HIGHEST))
        .withoutGuards(Guards.NEAR_DUPLICATE, Guards.ANSWER_BEARING)
        .threads(2);
  }

  /** Returns each passage's weight by its definition; 0 outside the pool. */
  private Map<String, Double> weights(String question, double perCosine, double perQuantile) {
    try (Workers workers = new Workers(1)) {
      LexicalIndex.Query query =
          LexicalIndex.of(texts, workers).query(question, QuestionTerms.NONE);
      double[] scores = IntStream.range(0, texts.size()).mapToDouble(query::bm25).toArray();
      Map<String, Double> weights = new LinkedHashMap<>();
      for (int p = 1; p < texts.size(); p++) {
        double below = 0;
        for (double other : scores) {
          below += other < scores[p] ? 1 : other == scores[p] ? 0.5 : 0;
        }
        double quantile = below / scores.length;
        double weight = Math.exp(perCosine * cosine(p - 1) + perQuantile * quantile);
        weights.put("" + (p - 1), quantile <= HIGHEST ? weight : 0);
      }
      return weights;
    }
  }

  /** Returns the rows' own context, and passages of words of which the n-th is as likely as 1/n. */
  private static List<String> texts() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> texts = new ArrayList<>(List.of("own"));
    for (int p = 0; p < PASSAGES; p++) {
      StringBuilder text = new StringBuilder("p" + p);
      int words = 10 + random.nextInt(30);
      for (int w = 0; w < words; w++) {
        int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
        text.append(" w").append(rank);
      }
      texts.add(
          p % (PASSAGES / NEEDLES) == 0 && p / (PASSAGES / NEEDLES) < NEEDLES
              ? text.append(" needle").toString()
              : text.toString());
    }
    return texts;
  }

  private static int number(String text) {
    int end = text.indexOf(' ');
    return Integer.parseInt(text.substring(1, end < 0 ? text.length() : end));
  }

  private static double cosine(int passage) {
    return 0.9 - 1.6 * ((passage * 37) % PASSAGES) / PASSAGES;
  }
}
