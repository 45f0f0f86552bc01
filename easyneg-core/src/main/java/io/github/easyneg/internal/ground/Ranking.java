package io.github.easyneg.internal.ground;

import java.util.Arrays;

/**
 * A row's background for one signal: its values over the background's passages, in order as far as
 * questions need it. Used again from row to row.
 *
 * <p>A row is ranked for some dozen look-ups. Sorting would cost as much as all the rest of its
 * draw, so values are put into buckets of about one value each, and a look-up counts within one.
 * Where many values share a bucket, as ties do, it is sorted when it is first looked into; most
 * never are. Of the lowest value ties are counted instead.
 */
public final class Ranking {
  /** Values in a bucket from which on it is sorted before it is looked into. */
  private static final int CROWDED = 16;

  /** Values from which on buckets are worth it. */
  private static final int MANY = 32;

  // Bucket after bucket, each larger than those before; bucket b holds the values v with
  // (int) ((v - min) * scale) = b, and ends before ends[b]. Sorted throughout if there are no
  // buckets
  private final float[] values;
  private final int[] ends;
  private final int[] bucketOf;
  private final boolean[] sorted;
  private boolean bucketed;
  private float min;
  private float max;
  private float scale;

  /** How many values are {@link #min}; 0 until it is asked for. */
  private int lowestCount;

  private float lastValue = Float.NaN;
  private double lastQuantile;

  /** Makes room for {@code size} values. */
  public Ranking(int size) {
    this.values = new float[size];
    this.ends = new int[size + 1];
    this.bucketOf = new int[size];
    this.sorted = new boolean[size];
  }

  /** Returns how many values are ranked. */
  public int size() {
    return values.length;
  }

  /**
   * Ranks values, none of them NaN, in place of those before; the array is left alone.
   *
   * @param unsorted of which the first are ranked, as many as there is room for
   */
  public void rank(float[] unsorted) {
    int n = values.length;
    lastValue = Float.NaN;
    lowestCount = 0;
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      float value = unsorted[i];
      // Branches, not Math.min: new extremes are rare, and a branch does not wait for the last one.
      if (value < lowest) {
        lowest = value;
      }
      if (value > highest) {
        highest = value;
      }
    }
    this.min = lowest;
    this.max = highest;
    this.scale = (n - 1) / (highest - lowest);
    this.bucketed = n >= MANY && scale > 0 && scale < Float.POSITIVE_INFINITY;
    if (bucketed) {
      intoBuckets(unsorted);
    } else {
      System.arraycopy(unsorted, 0, values, 0, n);
      Arrays.sort(values);
    }
  }

  private void intoBuckets(float[] unsorted) {
    int n = values.length;
    Arrays.fill(ends, 0);
    for (int i = 0; i < n; i++) {
      int bucket = bucket(unsorted[i]);
      bucketOf[i] = bucket;
      ends[bucket + 1]++;
    }
    for (int b = 1; b <= n; b++) {
      ends[b] += ends[b - 1];
    }
    // From here on ends[b] is where bucket b's next value goes, and in the end where it ends.
    for (int i = 0; i < n; i++) {
      values[ends[bucketOf[i]]++] = unsorted[i];
    }
    Arrays.fill(sorted, false);
  }

  private int bucket(float value) {
    return (int) ((value - min) * scale);
  }

  /** Returns the share of the background below {@code value}, ties counted half, in [0, 1]. */
  public double quantile(float value) {
    // Ties come in a row, zero above all.
    if (value != lastValue) {
      lastQuantile = quantileOf(value);
      lastValue = value;
    }
    return lastQuantile;
  }

  private double quantileOf(float value) {
    int n = values.length;
    if (value < min) {
      return 0;
    }
    if (value > max) {
      return 1;
    }
    int twice;
    if (value == min) {
      // Most passages may have nothing in common with a question: no need to sort them.
      twice = lowestCount();
    } else if (!bucketed) {
      twice = searched(value, 0, n);
    } else {
      int bucket = bucket(value);
      int from = start(bucket);
      int to = ends[bucket];
      if (to - from <= CROWDED) {
        twice = counted(value, from, to);
      } else {
        sort(bucket);
        twice = searched(value, from, to);
      }
    }
    return twice / (2.0 * n);
  }

  private int lowestCount() {
    if (lowestCount == 0) {
      int end = bucketed ? ends[0] : values.length;
      for (int i = 0; i < end; i++) {
        lowestCount += values[i] == min ? 1 : 0;
      }
    }
    return lowestCount;
  }

  private int start(int bucket) {
    return bucket == 0 ? 0 : ends[bucket - 1];
  }

  private void sort(int bucket) {
    if (!sorted[bucket]) {
      int from = start(bucket);
      int to = ends[bucket];
      if (to - from > CROWDED) {
        Arrays.sort(values, from, to);
      } else {
        insert(from, to);
      }
      sorted[bucket] = true;
    }
  }

  /** Sorts a few values by insertion. */
  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      float value = values[i];
      int at = i;
      for (; at > from && values[at - 1] > value; at--) {
        values[at] = values[at - 1];
      }
      values[at] = value;
    }
  }

  /** Returns the values below {@code value} plus those not above it, where they are not sorted. */
  private int counted(float value, int from, int to) {
    int twice = 2 * from;
    for (int i = from; i < to; i++) {
      twice += (values[i] < value ? 1 : 0) + (values[i] <= value ? 1 : 0);
    }
    return twice;
  }

  /** The same where they are sorted. */
  private int searched(float value, int from, int to) {
    int below = firstNotBelow(value, from, to);
    boolean ties = below < to && values[below] == value;
    return below + (ties ? firstNotBelow(Math.nextUp(value), below, to) : below);
  }

  private int firstNotBelow(float value, int from, int to) {
    int lo = from;
    int hi = to;
    while (lo < hi) {
      int middle = (lo + hi) >>> 1;
      if (values[middle] < value) {
        lo = middle + 1;
      } else {
        hi = middle;
      }
    }
    return lo;
  }

  /** Returns a number that no value with a quantile of at most {@code quantile} exceeds. */
  public double upperBound(double quantile) {
    int at = place(quantile);
    if (at >= values.length) {
      return Double.POSITIVE_INFINITY;
    }
    if (bucketed) {
      sort(bucket(values[at]));
    }
    return values[at];
  }

  /**
   * Returns the highest quantile that a value can have and that is at most {@code quantile}. Ties
   * leave gaps: where nine tenths of the background are one value, nothing has a quantile between
   * 0.45 and 0.9.
   */
  public double highestAtMost(double quantile) {
    int n = values.length;
    int at = place(quantile);
    if (at >= n) {
      return 1;
    }
    int from = 0;
    int to = n;
    if (bucketed) {
      // Whatever is there before sorting is of the bucket that the value looked for is of.
      int bucket = bucket(values[at]);
      sort(bucket);
      from = start(bucket);
      to = ends[bucket];
    }
    int below = firstNotBelow(values[at], from, to);
    double tie = searched(values[at], from, to) / (2.0 * n);
    return tie <= quantile ? tie : (double) below / n;
  }

  /**
   * Returns how many values may lie below one whose quantile is at most so much. A product that is
   * rounded down may be one too few: 0.29 times 100 is below 29.
   */
  private int place(double quantile) {
    int n = values.length;
    int at = (int) Math.floor(quantile * n);
    return at < n && (at + 1) / (double) n <= quantile ? at + 1 : at;
  }
}
