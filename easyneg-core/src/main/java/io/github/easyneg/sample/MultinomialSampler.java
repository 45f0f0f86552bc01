package io.github.easyneg.sample;

import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.mine.Candidate;
import java.util.Locale;

/**
 * Successive multinomial draws without replacement, the default: each draw takes a candidate with
 * probability proportional to
 *
 * <pre>
 * exp(cosine / temperature) · exp(plausibility · lexicalQuantile) · frequency^frequencyExponent
 * </pre>
 *
 * among those not drawn yet.
 *
 * <p>The idea of drawing negatives from a multinomial, and of the frequency's exponent (0.75
 * there), is word2vec's: Mikolov et al., "Distributed Representations of Words and Phrases and
 * their Compositionality", 2013 (https://arxiv.org/abs/1310.4546).
 *
 * <p>Immutable; any thread may draw.
 */
public final class MultinomialSampler implements WeightedSampler {
  private static final double DEFAULT_TEMPERATURE = 1;
  private static final double DEFAULT_PLAUSIBILITY = 32;

  private final double temperature;
  private final double plausibility;
  private final double frequencyExponent;

  private MultinomialSampler(double temperature, double plausibility, double frequencyExponent) {
    this.temperature = temperature;
    this.plausibility = plausibility;
    this.frequencyExponent = frequencyExponent;
  }

  /** Returns the default: temperature 1, plausibility 32, frequency exponent 0. */
  public static MultinomialSampler defaults() {
    return new MultinomialSampler(DEFAULT_TEMPERATURE, DEFAULT_PLAUSIBILITY, 0);
  }

  /** Returns a sampler that gives every candidate of the pool the same probability. */
  public static MultinomialSampler uniform() {
    return new MultinomialSampler(Double.POSITIVE_INFINITY, 0, 0);
  }

  /**
   * Returns the softmax of cosine / temperature alone: plausibility 0, frequency exponent 0.
   *
   * @param temperature above 0; the lower, the surer the closest candidate; infinity is {@link
   *     #uniform}
   * @throws IllegalArgumentException if {@code temperature} is not above 0
   */
  public static MultinomialSampler temperature(double temperature) {
    return uniform().withTemperature(temperature);
  }

  /**
   * Returns this sampler with another temperature.
   *
   * @param temperature above 0
   * @throws IllegalArgumentException if {@code temperature} is not above 0
   */
  public MultinomialSampler withTemperature(double temperature) {
    if (!(temperature > 0)) {
      throw OptionException.is("temperature", temperature, "use a number above 0.");
    }
    return new MultinomialSampler(temperature, plausibility, frequencyExponent);
  }

  /**
   * Returns this sampler with another preference for passages that sound like the question.
   *
   * @param plausibility any finite number; 0 is no preference, 32 makes a passage of lexical
   *     quantile 0.95 e^1.6 = 5 times as likely as one of 0.9, and 1,800,000 times as likely as one
   *     of 0.5
   * @throws IllegalArgumentException if {@code plausibility} is not finite
   */
  public MultinomialSampler withPlausibility(double plausibility) {
    if (!Double.isFinite(plausibility)) {
      throw OptionException.is(
          "plausibility", plausibility, "use a finite number, 0 for no preference.");
    }
    return new MultinomialSampler(temperature, plausibility, frequencyExponent);
  }

  /**
   * Returns this sampler with another preference for passages that occur often.
   *
   * @param exponent any finite number; 0 is no preference, 0.75 is word2vec's
   * @throws IllegalArgumentException if {@code exponent} is not finite
   */
  public MultinomialSampler withFrequencyExponent(double exponent) {
    if (!Double.isFinite(exponent)) {
      throw OptionException.is(
          "frequencyExponent", exponent, "use a finite number, 0 for no preference.");
    }
    return new MultinomialSampler(temperature, plausibility, exponent);
  }

  @Override
  public double logWeight(Candidate candidate) {
    return logWeight(
        candidate.cosine(),
        candidate.lexicalQuantile(),
        // Not asked for without need: it is far away in memory.
        frequencyExponent == 0 ? 1 : candidate.frequency());
  }

  @Override
  public double logWeightBound(double cosine, double lexicalQuantile, int frequency) {
    return logWeight(
        cosine, plausibility >= 0 ? lexicalQuantile : 0, frequencyExponent > 0 ? frequency : 1);
  }

  private double logWeight(double cosine, double lexicalQuantile, int frequency) {
    double logFrequency = frequency == 1 ? 0 : StrictMath.log(frequency);
    return cosine / temperature + plausibility * lexicalQuantile + frequencyExponent * logFrequency;
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "multinomial, temperature %s, plausibility %s, frequency exponent %s",
        temperature,
        plausibility,
        frequencyExponent);
  }
}
