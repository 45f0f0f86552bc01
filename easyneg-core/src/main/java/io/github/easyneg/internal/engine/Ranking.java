package io.github.easyneg.internal.engine;

import java.util.Arrays;

/** A row's background for one signal: its values over the background's passages, sorted. */
final class Ranking {
  private final float[] sorted;

  /** Takes the array over and sorts it. */
  Ranking(float[] values) {
    Arrays.sort(values);
    this.sorted = values;
  }

  /** Returns the share of the background below {@code value}, ties counted half, in [0, 1]. */
  double quantile(float value) {
    int below = firstNotBelow(value);
    int notAbove = below;
    if (below < sorted.length && sorted[below] == value) {
      notAbove = firstNotBelow(Math.nextUp(value));
    }
    return (below + notAbove) / (2.0 * sorted.length);
  }

  /** Returns a number that no value with a quantile of at most {@code quantile} exceeds. */
  double upperBound(double quantile) {
    int at = (int) Math.floor(quantile * sorted.length);
    return at < sorted.length ? sorted[at] : Double.POSITIVE_INFINITY;
  }

  private int firstNotBelow(float value) {
    int lo = 0;
    int hi = sorted.length;
    while (lo < hi) {
      int middle = (lo + hi) >>> 1;
      if (sorted[middle] < value) {
        lo = middle + 1;
      } else {
        hi = middle;
      }
    }
    return lo;
  }
}
