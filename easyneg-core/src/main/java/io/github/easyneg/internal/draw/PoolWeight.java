package io.github.easyneg.internal.draw;

import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.sample.WeightedSampler;
import java.util.List;

/** The weight of all of a row's pool, of which each negative's share is told. */
final class PoolWeight {
  private PoolWeight() {}

  /**
   * Returns a weight's share of the pool's, at most 1 where that is an estimate; NaN where the
   * background holds nothing of the pool, so that there is no estimate.
   */
  static double share(double logWeight, double logPoolWeight) {
    return logPoolWeight == Double.NEGATIVE_INFINITY
        ? Double.NaN
        : Math.min(1, StrictMath.exp(logWeight - logPoolWeight));
  }

  /**
   * Estimates the logarithm of the pool's weight: exact if the background is the whole corpus, else
   * from some of it, because the figure is told, not used. A narrow pool may have nothing of so
   * few; then all of the background is looked at.
   */
  static double log(RowView view, Pool pool, WeightedSampler sampler) {
    double estimated = log(view, pool, sampler, view.sample());
    return estimated == Double.NEGATIVE_INFINITY
        ? log(view, pool, sampler, view.background())
        : estimated;
  }

  private static double log(
      RowView view, Pool pool, WeightedSampler sampler, RowView.Sample sample) {
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = 0; i < sample.size(); i++) {
      Look look = sample.look(i);
      if (view.outside(pool, look).isEmpty()) {
        double weight = sampler.logWeight(look);
        if (weight > max) {
          sum = sum * StrictMath.exp(max - weight) + 1;
          max = weight;
        } else {
          sum += StrictMath.exp(weight - max);
        }
      }
    }
    return max
        + StrictMath.log(sum)
        + StrictMath.log((double) view.corpus().candidates() / sample.size());
  }

  /** Returns the logarithm of the weight of candidates that are all there are. */
  static double log(List<Candidate> candidates, WeightedSampler sampler) {
    double max = Double.NEGATIVE_INFINITY;
    for (Candidate candidate : candidates) {
      max = Math.max(max, sampler.logWeight(candidate));
    }
    double sum = 0;
    for (Candidate candidate : candidates) {
      sum += StrictMath.exp(sampler.logWeight(candidate) - max);
    }
    return max + StrictMath.log(sum);
  }
}
