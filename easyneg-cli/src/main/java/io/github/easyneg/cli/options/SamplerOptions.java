package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.NegativeSampler;
import io.github.easyneg.sample.TopSampler;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How candidates are drawn from the pool. */
final class SamplerOptions {
  @Option(
      names = "--sampler",
      paramLabel = "NAME",
      description =
          "How candidates are drawn: multinomial, uniform (all equally likely), or top (the"
              + " closest, not random) (default: ${DEFAULT-VALUE}).")
  private Kind sampler = Kind.multinomial;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Multinomial: weight exp(cosine / T); lower values favour the closest passages (default:"
              + " 1).")
  private @Nullable Double temperature;

  @Option(
      names = "--plausibility",
      paramLabel = "W",
      description =
          "Multinomial: preference for passages that share words with the question; 0 for none"
              + " (default: 32).")
  private @Nullable Double plausibility;

  @Option(
      names = "--plausibility-peak",
      paramLabel = "Q",
      description =
          "Multinomial: the word quantile above which the preference falls again, as steeply as it"
              + " rises below; for pools without an upper bound of words (default: 1, no fall).")
  private @Nullable Double plausibilityPeak;

  @Option(
      names = "--frequency-exponent",
      paramLabel = "E",
      description =
          "Multinomial: preference for passages that occur often; word2vec's is 0.75 (default: 0).")
  private @Nullable Double frequencyExponent;

  private enum Kind {
    multinomial,
    uniform,
    top
  }

  /** Returns the sampler. */
  NegativeSampler sampler() {
    if (sampler != Kind.multinomial) {
      requireAbsent("--temperature", temperature);
      requireAbsent("--plausibility", plausibility);
      requireAbsent("--plausibility-peak", plausibilityPeak);
      requireAbsent("--frequency-exponent", frequencyExponent);
      return sampler == Kind.top ? new TopSampler() : MultinomialSampler.uniform();
    }
    MultinomialSampler multinomial = MultinomialSampler.defaults();
    if (temperature != null) {
      multinomial = multinomial.withTemperature(temperature);
    }
    if (plausibility != null) {
      multinomial = multinomial.withPlausibility(plausibility);
    }
    if (plausibilityPeak != null) {
      multinomial = multinomial.withPlausibilityPeak(plausibilityPeak);
    }
    if (frequencyExponent != null) {
      multinomial = multinomial.withFrequencyExponent(frequencyExponent);
    }
    return multinomial;
  }

  private void requireAbsent(String option, @Nullable Double value) {
    if (value != null) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "%s %s has no effect with --sampler %s; leave it out, or use --sampler multinomial.",
              option,
              value,
              sampler),
          option,
          "--sampler");
    }
  }
}
