package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Corpus;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.WeightedSampler;

/**
 * The proposals of a race, some at a time. Each is a passage anywhere in memory: looking at several
 * together lets the processor wait for all of them at once.
 *
 * <p>A proposal that its words alone rule out is gone before its vector is looked at: first by a
 * bound of how many it can have in common with the question, then by how many it has.
 */
final class Proposals {
  private static final int TOGETHER = 16;

  private final int[] passages = new int[TOGETHER];
  private final double[] thresholds = new double[TOGETHER];
  private final double[] words = new double[TOGETHER];
  private final int[] places = new int[TOGETHER];
  private final float[] cosines = new float[TOGETHER];
  private int left;

  // Written so that the compiler cannot leave out what brings passages into the cache.
  @SuppressWarnings("UnusedVariable")
  private long fetched;

  /** What a race asks of its proposals. */
  record Race(
      Pool pool,
      WeightedSampler sampler,
      DrawKey key,
      double maxCosine,
      double maxWords,
      double bound) {}

  /**
   * Makes the proposals from the {@code first} to before {@code limit}, as many as fit, and keeps
   * those that their words do not rule out.
   *
   * @return how many were made
   */
  int propose(RowView view, Race race, long first, long limit) {
    int count = (int) Math.min(TOGETHER, limit - first);
    Corpus corpus = view.corpus();
    for (int i = 0; i < count; i++) {
      long random = race.key.random(2 * (first + i));
      passages[i] = (int) Math.multiplyHigh(random >>> 1, 2L * corpus.size());
    }
    fetched += view.lexical().fetchForBound(passages, count);
    int maybe = 0;
    for (int i = 0; i < count; i++) {
      int passage = passages[i];
      double threshold =
          race.bound + StrictMath.log(DrawKey.toUniform(race.key.random(2 * (first + i) + 1)));
      double atMost = Math.min(view.lexicalQuantileAtMost(passage), race.maxWords);
      passages[maybe] = passage;
      thresholds[maybe] = threshold;
      places[maybe] = i;
      // No branch here: it would be a guess.
      maybe += couldReach(race, atMost, corpus.maxFrequency(), threshold) ? 1 : 0;
    }
    fetched += view.lexical().fetch(passages, maybe);
    left = 0;
    for (int i = 0; i < maybe; i++) {
      double quantile = view.lexicalQuantile(passages[i]);
      if (race.pool.lexicalQuantile().holds(quantile)
          && couldReach(race, quantile, corpus.frequency(passages[i]), thresholds[i])) {
        passages[left] = passages[i];
        thresholds[left] = thresholds[i];
        places[left] = places[i];
        words[left++] = quantile;
      }
    }
    view.cosines(passages, left, cosines);
    return count;
  }

  private static boolean couldReach(Race race, double words, int frequency, double threshold) {
    double bound = race.sampler.logWeightBound(race.maxCosine, words, frequency);
    // A bound that is not a number rules nothing out.
    return !(bound < threshold);
  }

  /** Returns how many proposals are left. */
  int size() {
    return left;
  }

  /** Returns the passage of the {@code i}-th that is left. */
  int passage(int i) {
    return passages[i];
  }

  /** Returns the log-weight from which on it is accepted. */
  double threshold(int i) {
    return thresholds[i];
  }

  /** Returns its place among those that were made together. */
  int place(int i) {
    return places[i];
  }

  /** Looks at it. */
  Look look(RowView view, int i) {
    return view.look(passages[i], cosines[i], words[i]);
  }
}
