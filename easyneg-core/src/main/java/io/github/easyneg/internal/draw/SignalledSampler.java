package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.sample.WeightedSampler;
import java.util.List;

/** Adds what the user's signals say to another sampler's log-weights. */
record SignalledSampler(WeightedSampler sampler, List<Settings.WeightedSignal> signals)
    implements WeightedSampler {

  @Override
  public double logWeight(Candidate candidate) {
    // The engine alone asks, about what it has made; a user's sampler sees its own weights only.
    if (!(candidate instanceof Looked looked)) {
      throw new AssertionError("not a candidate of the engine's: " + candidate.getClass());
    }
    return sampler.logWeight(candidate) + looked.signalWeight();
  }

  @Override
  public double logWeightBound(double cosine, double lexicalQuantile, int frequency) {
    double bound = sampler.logWeightBound(cosine, lexicalQuantile, frequency);
    for (Settings.WeightedSignal opinion : signals) {
      double lo = opinion.weight() * Math.max(0, opinion.quantile().lo());
      double hi = opinion.weight() * Math.min(1, opinion.quantile().hi());
      bound += Math.max(lo, hi);
    }
    return bound;
  }

  @Override
  public String describe() {
    return sampler.describe();
  }
}
