package io.github.easyneg.internal.engine;

import java.util.Arrays;

/**
 * A row's background for one signal: its values over the background's passages, sorted. Used again
 * from row to row.
 */
final class Ranking {
  /** Moves a value within the buckets from which on the general sort is faster. */
  private static final int CROWDED = 8;

  private final float[] sorted;
  // Bucket b holds the values v with (int) ((v - min) * scale) = b and ends before ends[b]; no
  // buckets
  // where the values crowd together
  private final int[] ends;
  private boolean bucketed;
  private float min;
  private float scale;

  /** Makes room for {@code size} values. */
  Ranking(int size) {
    this.sorted = new float[size];
    this.ends = new int[size + 1];
  }

  /**
   * Ranks values, none of them NaN, in place of those before; the array is left alone.
   *
   * <p>Sorts by bucket, and keeps the buckets to look values up: a row is ranked for some dozen
   * look-ups, and a general sort and binary searches would cost as much as all the rest of its
   * draw.
   *
   * @param values as many as there is room for
   */
  void rank(float[] values) {
    int n = sorted.length;
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    this.min = lowest;
    this.scale = (n - 1) / (highest - lowest);
    this.bucketed = n >= 32 && scale > 0 && scale < Float.POSITIVE_INFINITY;
    if (!bucketed || !sortByBucket(values)) {
      System.arraycopy(values, 0, sorted, 0, n);
      Arrays.sort(sorted);
    }
  }

  /** Sorts {@code values} into {@code sorted}; returns false if they crowd into few buckets. */
  private boolean sortByBucket(float[] values) {
    int n = sorted.length;
    Arrays.fill(ends, 0);
    for (float value : values) {
      ends[1 + bucket(value)]++;
    }
    for (int b = 1; b <= n; b++) {
      ends[b] += ends[b - 1];
    }
    // From here on ends[b] is where bucket b's next value goes, and in the end where it ends.
    for (float value : values) {
      sorted[ends[bucket(value)]++] = value;
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
        return false;
      }
    }
    return true;
  }

  private int bucket(float value) {
    return (int) ((value - min) * scale);
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

  /** Returns how many values are below {@code value}. */
  private int firstNotBelow(float value) {
    if (value <= min) {
      return 0;
    }
    int n = sorted.length;
    if (value > sorted[n - 1]) {
      return n;
    }
    if (!bucketed) {
      int at = Arrays.binarySearch(sorted, value);
      while (at > 0 && sorted[at - 1] == value) {
        at--;
      }
      return at < 0 ? -at - 1 : at;
    }
    int bucket = bucket(value);
    int at = bucket == 0 ? 0 : ends[bucket - 1];
    while (sorted[at] < value) {
      at++;
    }
    return at;
  }
}
