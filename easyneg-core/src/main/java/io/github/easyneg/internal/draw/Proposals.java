package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.text.LexicalIndex;
import io.github.easyneg.internal.text.Mixture;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.WeightedSampler;
import java.util.function.IntPredicate;

/**
 * The proposals of a race, some at a time. Each is a passage anywhere in memory: looking at several
 * together lets the processor wait for all of them at once.
 *
 * <p>A passage is proposed with a probability in proportion to its density, of which {@link
 * Envelope} makes sure that it is nowhere below the share of the highest weight that the passage
 * can have, and is accepted with probability (weight / highest weight) / density: rejection
 * sampling (von Neumann, "Various techniques used in connection with random digits", 1951), whose
 * outcome does not depend on the densities. Steep weights need fewer proposals this way, since
 * those that have words in common with the question come more often.
 *
 * <p>A proposal that its words alone rule out is gone before its vector is looked at: first by a
 * bound of how many it can have in common with the question, then by how many it has.
 */
final class Proposals {
  private static final int TOGETHER = 16;

  private final Envelope envelope = new Envelope();
  private final Mixture mixture;
  private final int[] passages = new int[TOGETHER];
  private final int[] parts = new int[TOGETHER];
  private final double[] at = new double[TOGETHER];
  private final double[] uniforms = new double[TOGETHER];
  private final double[] thresholds = new double[TOGETHER];
  private final double[] words = new double[TOGETHER];
  private final int[] places = new int[TOGETHER];
  private final float[] cosines = new float[TOGETHER];
  private int left;

  // Written so that the compiler cannot leave out what brings passages into the cache.
  @SuppressWarnings("UnusedVariable")
  private long fetched;

  Proposals(LexicalIndex index) {
    this.mixture = new Mixture(index);
  }

  /**
   * What a race asks of its proposals.
   *
   * @param byFrequency whether weights depend on how often a passage occurs
   */
  record Race(
      Pool pool,
      WeightedSampler sampler,
      DrawKey key,
      double maxCosine,
      double maxWords,
      double bound,
      boolean byFrequency) {}

  /** Begins a race. */
  void begin(RowView view, Race race) {
    envelope.fit(view, race);
    envelope.choose(view, race.pool, mixture);
  }

  /**
   * Makes the proposals from the {@code first} to before {@code limit}, as many as fit, and keeps
   * those that their words do not rule out.
   *
   * @param skipped what would be rejected, or is known not to lie in the pool
   * @return how many were made
   */
  int propose(RowView view, Race race, long first, long limit, IntPredicate skipped) {
    int count = (int) Math.min(TOGETHER, limit - first);
    choose(race, first, count);
    fetched += view.lexical().fetchForBound(passages, count);
    int maybe = 0;
    for (int i = 0; i < count; i++) {
      int passage = passages[i];
      if (skipped.test(passage)) {
        continue;
      }
      double uniform = DrawKey.toUniform(race.key.random(2 * (first + i) + 1));
      double needed = envelope.scoreAtLeast(uniform * mixture.densityAtLeast(parts[i]));
      passages[maybe] = passage;
      uniforms[maybe] = uniform;
      places[maybe] = i;
      // No branch here: it would be a guess.
      maybe += view.scoreAtMost(passage) >= needed ? 1 : 0;
    }
    fetched += view.lexical().fetch(passages, maybe);
    left = 0;
    for (int i = 0; i < maybe; i++) {
      int passage = passages[i];
      double quantile = view.quantileOfScore(mixture.bm25(passage));
      if (race.pool.lexicalQuantile().holds(quantile)) {
        double threshold = race.bound + StrictMath.log(uniforms[i] * mixture.density());
        if (couldReach(race, quantile, mostFrequent(view, race, passage), threshold)) {
          passages[left] = passage;
          thresholds[left] = threshold;
          places[left] = places[i];
          words[left++] = quantile;
        }
      }
    }
    view.cosines(passages, left, cosines);
    return count;
  }

  private void choose(Race race, long first, int count) {
    double total = mixture.total();
    for (int i = 0; i < count; i++) {
      at[i] = total * DrawKey.toUniform(race.key.random(2 * (first + i)));
      parts[i] = mixture.part(at[i]);
    }
    for (int i = 0; i < count; i++) {
      passages[i] = mixture.passage(parts[i], at[i]);
    }
  }

  /**
   * Returns how often a passage occurs at most: exactly only where it matters, as it is far away.
   */
  private static int mostFrequent(RowView view, Race race, int passage) {
    return race.byFrequency ? view.corpus().frequency(passage) : view.corpus().maxFrequency();
  }

  /** Returns the mixture that proposals are made from, of the race's question. */
  Mixture mixture() {
    return mixture;
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
