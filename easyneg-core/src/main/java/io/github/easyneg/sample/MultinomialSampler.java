package io.github.easyneg.sample;

import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.mine.Candidate;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Successive multinomial draws without replacement, the default: each draw takes a candidate with
 * probability proportional to
 *
 * <pre>
 * exp(cosine / temperature) · exp(plausibility · words) · frequency^frequencyExponent
 * </pre>
 *
 * among those not drawn yet. {@code words} is the lexical quantile up to the plausibility's peak,
 * and falls as steeply above it: {@code 2 · peak - lexicalQuantile}. By default the peak is 1.
 *
 * <p>The idea of drawing negatives from a multinomial, and of the frequency's exponent (0.75
 * there), is word2vec's: Mikolov et al., "Distributed Representations of Words and Phrases and
 * their Compositionality", 2013 (https://arxiv.org/abs/1310.4546).
 *
 * <p>Immutable; thread-safe.
 */
public final class MultinomialSampler implements WeightedSampler {
  private final Settings settings;

  // The settings again, each a step nearer: they are asked of every candidate.
  private final double temperature;
  private final double plausibility;
  private final double plausibilityPeak;
  private final double frequencyExponent;

  /** What was set. Each call changes a copy, which nobody else has by then. */
  private static final class Settings extends Copied<Settings> {
    private double temperature = 1;
    private double plausibility = 32;
    private double plausibilityPeak = 1;
    private double frequencyExponent;
  }

  private MultinomialSampler(Settings settings) {
    this.settings = settings;
    this.temperature = settings.temperature;
    this.plausibility = settings.plausibility;
    this.plausibilityPeak = settings.plausibilityPeak;
    this.frequencyExponent = settings.frequencyExponent;
  }

  private MultinomialSampler with(Consumer<Settings> change) {
    return new MultinomialSampler(settings.with(change));
  }

  /** Returns the default: temperature 1, plausibility 32, frequency exponent 0. */
  public static MultinomialSampler defaults() {
    return new MultinomialSampler(new Settings());
  }

  /** Returns a sampler that gives every candidate of the pool the same probability. */
  public static MultinomialSampler uniform() {
    return defaults().withTemperature(Double.POSITIVE_INFINITY).withPlausibility(0);
  }

  /**
   * Returns the softmax of cosine / temperature alone: plausibility 0, frequency exponent 0.
   *
   * @param temperature above 0; lower values favour the closest candidates; infinity is {@link
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
    return with(s -> s.temperature = temperature);
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
    return with(s -> s.plausibility = plausibility);
  }

  /**
   * Returns this sampler with weights that are highest at a lexical quantile and fall again above
   * it, as steeply as they rise below: a soft bound where a pool has a hard one. Pools that let
   * everything above through, as {@code Pool.quantiles(0.30, 0.95)} does, are meant for it.
   *
   * @param quantile in [0, 1]; 1, the default, is no fall
   * @throws IllegalArgumentException if {@code quantile} is outside
   */
  public MultinomialSampler withPlausibilityPeak(double quantile) {
    if (!(quantile >= 0 && quantile <= 1)) {
      throw OptionException.is(
          "plausibilityPeak", quantile, "use a quantile from 0 to 1, 1 for no fall.");
    }
    return with(s -> s.plausibilityPeak = quantile);
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
    return with(s -> s.frequencyExponent = exponent);
  }

  @Override
  public double logWeight(Candidate candidate) {
    return logWeight(
        candidate.cosine(),
        words(candidate.lexicalQuantile()),
        // Not asked for without need: it is far away in memory.
        frequencyExponent == 0 ? 1 : candidate.frequency());
  }

  @Override
  public double logWeightBound(double cosine, double lexicalQuantile, int frequency) {
    double words =
        plausibility >= 0
            ? Math.min(lexicalQuantile, plausibilityPeak)
            : Math.min(0, words(lexicalQuantile));
    return logWeight(cosine, words, frequencyExponent > 0 ? frequency : 1);
  }

  private double words(double lexicalQuantile) {
    return lexicalQuantile <= plausibilityPeak
        ? lexicalQuantile
        : 2 * plausibilityPeak - lexicalQuantile;
  }

  private double logWeight(double cosine, double words, int frequency) {
    double logFrequency = frequency == 1 ? 0 : StrictMath.log(frequency);
    return cosine / temperature + plausibility * words + frequencyExponent * logFrequency;
  }

  @Override
  public String describe() {
    String peak = plausibilityPeak == 1 ? "" : " up to quantile " + plausibilityPeak;
    return String.format(
        Locale.ROOT,
        "multinomial, temperature %s, plausibility %s%s, frequency exponent %s",
        temperature,
        plausibility,
        peak,
        frequencyExponent);
  }
}
