package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.text.Mixture;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.sample.WeightedSampler;
import java.util.Arrays;

/**
 * How much weight a passage of a row's pool can have, as a share of the highest there is, given how
 * much it has in common with the question: a staircase from the pool's highest quantile of words
 * down, each step {@code 1 / 128} wide. What lies below the last step is taken as one.
 *
 * <p>Used by one thread, for one pool after another.
 */
final class Envelope {
  private static final int STEPS = 32;
  private static final double STEP = 1.0 / 128;

  /** A proposal from lists costs more than one from anywhere, about so much. */
  private static final double LISTS_COST = 1.5;

  // A passage whose quantile is at most that of step k has at most shares[k]; one whose quantile is
  // above it scores at least scores[k].
  private final double[] shares = new double[STEPS + 1];
  private final double[] scores = new double[STEPS + 1];

  // Logarithms of the shares, which rarely change from row to row
  private final double[] logShares = new double[STEPS + 1];
  private double withoutWords;

  Envelope() {
    Arrays.fill(shares, 1);
  }

  /** Fits the staircase. */
  void fit(RowView view, Proposals.Race race) {
    for (int k = 0; k <= STEPS; k++) {
      double quantile = race.maxWords() - k * STEP;
      double logShare = logShare(race, Math.max(quantile, 0), view);
      if (logShare != logShares[k]) {
        logShares[k] = logShare;
        shares[k] = StrictMath.exp(logShare);
      }
      scores[k] = quantile > 0 ? view.scoreAbove(quantile) : 0;
    }
    double words = Math.min(view.quantileOfScore(0), race.maxWords());
    withoutWords = StrictMath.exp(logShare(race, words, view));
  }

  private static double logShare(Proposals.Race race, double words, RowView view) {
    WeightedSampler sampler = race.sampler();
    double bound = sampler.logWeightBound(race.maxCosine(), words, view.corpus().maxFrequency());
    // A bound that is not a number rules nothing out.
    return Double.isNaN(bound) ? 0 : Math.min(0, bound - race.bound());
  }

  /**
   * Returns a score that every passage has whose share of the highest weight is at least so much.
   */
  double scoreAtLeast(double share) {
    if (share > shares[0]) {
      return Double.POSITIVE_INFINITY;
    }
    // A binary search without a branch that the processor would have to guess.
    int k = 0;
    for (int left = STEPS + 1; left > 1; ) {
      int half = left >>> 1;
      k = shares[k + half] >= share ? k + half : k;
      left -= half;
    }
    return k < STEPS ? scores[k + 1] : 0;
  }

  /**
   * Chooses densities that are nowhere below the share of the highest weight that a passage can
   * have, and whose total is low: a straight line in BM25 above the staircase. It may start from
   * any step, {@code holding}; its slope follows. From the highest step it is flat: where the
   * question's words are so rare that hardly a passage with one lies in the pool, it is the only
   * one. Where no line is much below 1, all passages are proposed alike.
   */
  void choose(RowView view, Pool pool, Mixture mixture) {
    int passages = view.corpus().size();
    view.begin(mixture, pool);
    double least = passages / LISTS_COST;
    boolean anywhere = true;
    double holding = 1;
    double slope = 0;
    for (int k = 0; k <= STEPS; k += STEPS / 8) {
      double steepest = slope(k);
      double total =
          withoutWords * passages + shares[k] * mixture.holders() + steepest * mixture.scores();
      if (total < least) {
        anywhere = false;
        least = total;
        holding = shares[k];
        slope = steepest;
      }
    }
    if (anywhere) {
      mixture.chooseAnywhere();
    } else {
      mixture.choose(withoutWords, holding, slope);
    }
  }

  /** Returns the slope of the lowest line that starts from the height of a step. */
  private double slope(int start) {
    double slope = 0;
    for (int k = 0; k < start; k++) {
      double above = shares[k] - shares[start];
      if (above > 0) {
        slope = Math.max(slope, above / scores[k + 1]);
      }
    }
    return slope;
  }
}
