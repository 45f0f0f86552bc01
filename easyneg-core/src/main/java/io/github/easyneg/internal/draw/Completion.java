package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.text.Mixture;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.WeightedSampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Completes a race where few passages hold a word of the question, without looking at all.
 *
 * <p>In such a row nearly every passage has nothing in common with the question, and so the same
 * quantile of words, far below that of the few that have; with a steep preference for words its
 * weight is a millionth of theirs. Once the few are drawn or rejected, proposals in proportion to
 * the highest weight find nothing more. So the two kinds are drawn side by side, each at a rate
 * that suits it. Seen in continuous time, as {@link RowDraw} does:
 *
 * <ul>
 *   <li>each passage that holds a word of the question is looked at, and comes first at a time of
 *       its own, exponential with a rate of its weight;
 *   <li>of all passages, some are proposed at random, at a rate of their number times a bound of
 *       the weight of a passage without words in common, and accepted with probability weight /
 *       bound; those with words in common are passed over.
 * </ul>
 *
 * <p>Both are Poisson processes, independent of each other, whose rate for each passage is its
 * weight. So the passages in the order of their times are again a multinomial draw without
 * replacement.
 */
final class Completion {
  private static final int TOGETHER = 16;

  // Children of a key that no part of a mix and no widening has.
  private static final int WITH_WORDS = -1;
  private static final int WITHOUT_WORDS = -2;

  private final RowView view;
  private final Pool pool;
  private final WeightedSampler sampler;
  private final IntPredicate excluded;
  private final int[] passages = new int[TOGETHER];
  private final int[] places = new int[TOGETHER];
  private final float[] cosines = new float[TOGETHER];
  private final Optional<int[]> pooled;
  private final double[] quantiles = new double[TOGETHER];
  private long looks;

  // Written so that the compiler cannot leave out what brings passages into the cache.
  @SuppressWarnings("UnusedVariable")
  private long fetched;

  /** What is done with a passage that is drawn. */
  interface Drawing {
    /** Considers a passage and tells whether more are wanted. */
    boolean draw(Seen seen, double logWeight);
  }

  private record Timed(Seen seen, double logWeight, double logTime) {}

  /**
   * Prepares a completion.
   *
   * @param excluded what is not to be drawn
   * @param pooled all that is left of the pool, ascending, if it is known
   */
  Completion(
      RowView view,
      Pool pool,
      WeightedSampler sampler,
      IntPredicate excluded,
      Optional<int[]> pooled) {
    this.view = view;
    this.pool = pool;
    this.sampler = sampler;
    this.excluded = excluded;
    this.pooled = pooled;
  }

  /** Tells whether so few passages hold words of the question that a completion is worth it. */
  static boolean suits(RowView view, Mixture mixture) {
    return 4 * mixture.holders() <= view.corpus().size();
  }

  /**
   * Returns how many passages were looked at, one that holds several words of the question once for
   * each of them; and those that would have been, had it not been known what is left of the pool.
   */
  long looks() {
    return looks;
  }

  /**
   * Draws.
   *
   * @param maxCosine a cosine that no passage of the pool exceeds
   * @param limit how many passages may be proposed
   * @return whether the draw ended: all that were wanted, or all there are, were drawn
   */
  boolean draw(Mixture mixture, DrawKey key, double maxCosine, long limit, Drawing drawing) {
    looks += (long) mixture.holders();
    int[] holding =
        pooled.isPresent()
            ? Arrays.stream(pooled.get()).filter(p -> view.lexicalScore(p) > 0).toArray()
            : mixture.holding();
    List<Timed> few = withWords(holding, key.derive(WITH_WORDS));
    double words = view.quantileOfScore(0);
    double bound = sampler.logWeightBound(maxCosine, words, view.corpus().maxFrequency());
    if (!pool.lexicalQuantile().holds(words) || bound == Double.NEGATIVE_INFINITY) {
      for (Timed timed : few) {
        if (!drawing.draw(timed.seen, timed.logWeight)) {
          return true;
        }
      }
      return true;
    }
    return Double.isFinite(bound)
        && merge(few, key.derive(WITHOUT_WORDS), words, bound, limit, drawing);
  }

  /** Returns the passages of the pool that hold words of the question, by their times. */
  private List<Timed> withWords(int[] holding, DrawKey key) {
    List<Timed> timed = new ArrayList<>();
    view.require(
        () ->
            Arrays.stream(holding)
                .filter(
                    passage ->
                        !excluded.test(passage)
                            && pool.lexicalQuantile().holds(view.lexicalQuantile(passage)))
                .toArray());
    for (int from = 0; from < holding.length; from += TOGETHER) {
      int count = inPoolByWords(holding, from);
      view.cosines(passages, count, cosines);
      for (int i = 0; i < count; i++) {
        if (!view.hasVector(passages[i])) {
          continue;
        }
        Look look = view.look(passages[i], cosines[i], quantiles[i]);
        double weight = sampler.logWeight(look);
        if (weight > Double.NEGATIVE_INFINITY && view.outside(pool, look).isEmpty()) {
          Seen seen = look.keep();
          double logTime = StrictMath.log(-StrictMath.log(key.uniform(seen.passage()))) - weight;
          timed.add(new Timed(seen, weight, logTime));
        }
      }
    }
    timed.sort(Comparator.comparingDouble(Timed::logTime).thenComparingInt(t -> t.seen().number()));
    return timed;
  }

  /** Keeps those of the next passages that are in the pool by their words, with their quantiles. */
  private int inPoolByWords(int[] holding, int from) {
    int together = Math.min(TOGETHER, holding.length - from);
    System.arraycopy(holding, from, passages, 0, together);
    fetched += view.lexical().fetchForBound(passages, together);
    fetched += view.lexical().fetch(passages, together);
    int count = 0;
    for (int i = 0; i < together; i++) {
      int passage = passages[i];
      if (!excluded.test(passage)) {
        double quantile = view.lexicalQuantile(passage);
        if (pool.lexicalQuantile().holds(quantile)) {
          passages[count] = passage;
          quantiles[count++] = quantile;
        }
      }
    }
    return count;
  }

  /** Draws both kinds in the order of their times, until the limit. */
  private boolean merge(
      List<Timed> few, DrawKey key, double words, double bound, long limit, Drawing drawing) {
    if (pooled.isPresent() && pooled.get().length == 0) {
      looks += limit;
      return false;
    }
    int n = view.corpus().size();
    int next = 0;
    double waited = 0;
    for (long first = 0; first < limit; first += TOGETHER) {
      int count = proposeWithoutWords(key, first, (int) Math.min(TOGETHER, limit - first));
      int left = 0;
      for (int place = 0; place < Math.min(TOGETHER, limit - first); place++) {
        // Without one of the few to wait for, nobody asks for the time.
        if (next < few.size()) {
          waited -= StrictMath.log(DrawKey.toUniform(key.random(3 * (first + place) + 1)));
          double logTime = StrictMath.log(waited) - StrictMath.log(n) - bound;
          for (; next < few.size() && few.get(next).logTime < logTime; next++) {
            if (!drawing.draw(few.get(next).seen, few.get(next).logWeight)) {
              return true;
            }
          }
        }
        looks++;
        if (left < count && places[left] == place && !view.hasVector(passages[left])) {
          left++;
        } else if (left < count && places[left] == place) {
          Look look = view.look(passages[left], cosines[left], words);
          left++;
          double weight = sampler.logWeight(look);
          double uniform = DrawKey.toUniform(key.random(3 * (first + place) + 2));
          if (weight >= bound + StrictMath.log(uniform)
              && !excluded.test(look.number())
              && view.outside(pool, look).isEmpty()
              && !drawing.draw(look.keep(), weight)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Proposes passages, keeps those without words in common with the question, with cosines. */
  private int proposeWithoutWords(DrawKey key, long first, int count) {
    for (int i = 0; i < count; i++) {
      long random = key.random(3 * (first + i));
      passages[i] = (int) Math.multiplyHigh(random >>> 1, 2L * view.corpus().size());
    }
    fetched += view.lexical().fetchForBound(passages, count);
    int left = 0;
    for (int i = 0; i < count; i++) {
      int passage = passages[i];
      if (!excluded.test(passage) && view.lexicalScore(passage) == 0) {
        passages[left] = passage;
        places[left++] = i;
      }
    }
    view.cosines(passages, left, cosines);
    return left;
  }
}
