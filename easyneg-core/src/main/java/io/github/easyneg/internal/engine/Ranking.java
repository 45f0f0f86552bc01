package io.github.easyneg.internal.engine;

import java.util.Arrays;

/** A row's background for one signal: its values over the background's passages, sorted. */
final class Ranking {
  /** Moves a value within the buckets from which on the general sort is faster. */
  private static final int CROWDED = 8;

  private final float[] sorted;

  /** Ranks values, none of them NaN; the array is left alone. */
  Ranking(float[] values) {
    this.sorted = new float[values.length];
    sort(values, sorted);
  }

  /**
   * Sorts into {@code sorted} by bucket: a row is ranked for a handful of look-ups, and a general
   * sort would cost as much as all the rest of its draw. Values that crowd into few buckets are
   * left to the general sort.
   */
  private static void sort(float[] values, float[] sorted) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    int n = values.length;
    float scale = (n - 1) / (max - min);
    if (n < 32 || !(scale > 0) || scale == Float.POSITIVE_INFINITY) {
      System.arraycopy(values, 0, sorted, 0, n);
      Arrays.sort(sorted);
      return;
    }
    int[] ends = new int[n + 1];
    for (float value : values) {
      ends[1 + (int) ((value - min) * scale)]++;
    }
    for (int b = 1; b <= n; b++) {
      ends[b] += ends[b - 1];
    }
    for (float value : values) {
      sorted[ends[(int) ((value - min) * scale)]++] = value;
    }
    int moves = 0;
    for (int i = 1; i < n; i++) {
      float value = sorted[i];
      int at = i;
      while (at > 0 && sorted[at - 1] > value) {
        sorted[at] = sorted[at - 1];
        at--;
      }
      sorted[at] = value;
      moves += i - at;
      if (moves > CROWDED * n) {
        Arrays.sort(sorted);
        return;
      }
    }
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

  /** Returns how many values are below {@code value}; without branches that a CPU must guess. */
  private int firstNotBelow(float value) {
    int base = 0;
    int length = sorted.length;
    while (length > 1) {
      int half = length >>> 1;
      base = sorted[base + half - 1] < value ? base + half : base;
      length -= half;
    }
    return base + (sorted[base] < value ? 1 : 0);
  }
}
