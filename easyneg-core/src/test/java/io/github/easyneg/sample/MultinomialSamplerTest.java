package io.github.easyneg.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.data.Passage;
import io.github.easyneg.fixture.ChiSquare;
import io.github.easyneg.fixture.Multinomial;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.MinedNegative;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frequencies over many keys against the formula of the Javadoc; {@link ChiSquare} says how. */
class MultinomialSamplerTest {
  private static final int KEYS = 20_000;

  private static final List<Candidate> CANDIDATES =
      List.of(
          candidate("a", 0.9, 0.1, 1),
          candidate("b", 0.7, 0.5, 2),
          candidate("c", 0.1, 0.9, 1),
          candidate("d", 0.0, 0.3, 40),
          candidate("e", -0.5, 1.0, 3),
          candidate("f", -0.9, 0.0, 7));

  /** A sampler and the numbers that it was made of. */
  record Setting(double temperature, double plausibility, double exponent) {
    MultinomialSampler sampler() {
      return MultinomialSampler.temperature(temperature)
          .withPlausibility(plausibility)
          .withFrequencyExponent(exponent);
    }

    Map<String, Double> weights() {
      Map<String, Double> weights = new LinkedHashMap<>();
      for (Candidate c : CANDIDATES) {
        weights.put(
            name(c),
            Math.exp(c.cosine() / temperature)
                * Math.exp(plausibility * c.lexicalQuantile())
                * Math.pow(c.frequency(), exponent));
      }
      return weights;
    }
  }

  static List<Setting> settings() {
    return List.of(
        new Setting(Double.POSITIVE_INFINITY, 0, 0),
        new Setting(0.5, 0, 0),
        new Setting(2, 1.5, 0),
        new Setting(1, 2, 0),
        new Setting(Double.POSITIVE_INFINITY, 0, 0.75),
        new Setting(0.7, -1, -0.5));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void firstDrawsFollowTheWeights(Setting setting) {
    MultinomialSampler sampler = setting.sampler();
    ChiSquare counts = new ChiSquare();
    for (int key = 0; key < KEYS; key++) {
      counts.add(name(sampler.draw(CANDIDATES, DrawKey.of(42, key)).next()));
    }
    counts.requireFits(Multinomial.first(setting.weights()));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void pairsOfDrawsFollowTheWeightsWithoutReplacement(Setting setting) {
    MultinomialSampler sampler = setting.sampler();
    ChiSquare counts = new ChiSquare();
    for (int key = 0; key < KEYS; key++) {
      Iterator<Candidate> order = sampler.draw(CANDIDATES, DrawKey.of(7, key));
      String first = name(order.next());
      counts.add(first + ">" + name(order.next()));
    }
    counts.requireFits(Multinomial.pairs(setting.weights()));
  }

  @Test
  void seedsAreAsIndependentAsRows() {
    ChiSquare counts = new ChiSquare();
    for (int seed = 0; seed < KEYS; seed++) {
      Iterator<Candidate> order =
          MultinomialSampler.uniform().draw(CANDIDATES, DrawKey.of(seed, 1));
      counts.add(name(order.next()) + ">" + name(order.next()));
    }
    counts.requireFits(Multinomial.pairs(new Setting(Double.POSITIVE_INFINITY, 0, 0).weights()));
  }

  @Test
  void aCandidateOfNoWeightNeverComes() {
    WeightedSampler sampler =
        new WeightedSampler() {
          @Override
          public double logWeight(Candidate candidate) {
            return name(candidate).equals("b") ? Double.NEGATIVE_INFINITY : 0;
          }

          @Override
          public double logWeightBound(double cosine, double lexicalQuantile, int frequency) {
            return 0;
          }

          @Override
          public String describe() {
            return "all but b";
          }
        };
    List<String> names = new ArrayList<>();
    sampler.draw(CANDIDATES, DrawKey.of(1, 1)).forEachRemaining(c -> names.add(name(c)));
    assertThat(names).containsExactlyInAnyOrder("a", "c", "d", "e", "f");
  }

  @Test
  void aColdSamplerTakesTheClosest() {
    Iterator<Candidate> order =
        MultinomialSampler.temperature(1e-4).draw(CANDIDATES, DrawKey.of(1, 1));
    assertThat(List.of(name(order.next()), name(order.next()), name(order.next())))
        .containsExactly("a", "b", "c");
  }

  @Test
  void theTopSamplerTakesTheClosestAndBreaksTiesById() {
    List<Candidate> ties = new ArrayList<>();
    for (String text : List.of("x", "y", "z", "w")) {
      ties.add(candidate(text, text.equals("z") ? 0.2 : 0.1, 0, 1));
    }
    List<String> ids = new ArrayList<>();
    new TopSampler().draw(ties, DrawKey.of(1, 1)).forEachRemaining(c -> ids.add(c.passage().id()));
    assertThat(ids.get(0)).isEqualTo(Passage.of("z").id());
    assertThat(ids.subList(1, 4)).isSorted();
  }

  @Test
  void settingsAreSaidInWords() {
    assertThat(MultinomialSampler.defaults().describe())
        .isEqualTo("multinomial, temperature 1.0, plausibility 32.0, frequency exponent 0.0");
    assertThat(MultinomialSampler.uniform().describe())
        .isEqualTo("multinomial, temperature Infinity, plausibility 0.0, frequency exponent 0.0");
    assertThat(new TopSampler().describe()).isEqualTo("top, by cosine");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    for (double temperature : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(() -> MultinomialSampler.temperature(temperature))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("temperature is " + temperature + "; use a number above 0.");
    }
    MultinomialSampler sampler = MultinomialSampler.defaults();
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> sampler.withPlausibility(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("plausibility is " + wrong + "; use a finite number, 0 for no preference.");
      assertThatThrownBy(() -> sampler.withFrequencyExponent(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "frequencyExponent is " + wrong + "; use a finite number, 0 for no preference.");
    }
  }

  private static String name(Candidate candidate) {
    return candidate.passage().text();
  }

  private static Candidate candidate(String text, double cosine, double lexical, int frequency) {
    return MinedNegative.of(Passage.of(text), "test")
        .cosine(cosine)
        .cosineQuantile(0.5)
        .lexicalQuantile(lexical)
        .frequency(frequency)
        .build();
  }

  @Test
  void aboveThePeakWeightsFallAsSteeplyAsTheyRise() {
    MultinomialSampler sampler =
        MultinomialSampler.uniform().withPlausibility(10).withPlausibilityPeak(0.8);
    assertThat(sampler.logWeight(candidate("p", 0, 0.7, 1))).isCloseTo(7, within(1e-9));
    assertThat(sampler.logWeight(candidate("p", 0, 0.8, 1))).isCloseTo(8, within(1e-9));
    assertThat(sampler.logWeight(candidate("p", 0, 0.9, 1))).isCloseTo(7, within(1e-9));
    assertThat(sampler.describe())
        .isEqualTo(
            "multinomial, temperature Infinity, plausibility 10.0 up to quantile 0.8, frequency"
                + " exponent 0.0");
  }

  @Test
  void noWeightExceedsTheBoundWhateverThePeak() {
    for (double plausibility : new double[] {-7, -1, 0, 3, 32}) {
      for (double peak : new double[] {0, 0.3, 0.95, 1}) {
        MultinomialSampler sampler =
            MultinomialSampler.uniform().withPlausibility(plausibility).withPlausibilityPeak(peak);
        for (double limit = 0; limit <= 1; limit += 0.05) {
          for (double words = 0; words <= limit; words += 0.05) {
            assertThat(sampler.logWeight(candidate("p", 0, words, 1)))
                .isLessThanOrEqualTo(sampler.logWeightBound(0, limit, 1) + 1e-12);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void aPeakOutsideQuantilesIsRefused(double wrong) {
    assertThatThrownBy(() -> MultinomialSampler.defaults().withPlausibilityPeak(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "plausibilityPeak is " + wrong + "; use a quantile from 0 to 1, 1 for no fall.");
  }
}
