package io.github.easyneg.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How many negatives have a number in each of equally wide bins, and what share of random passages
 * would.
 */
final class NegativeHistogram {
  private static final int BINS = 20;

  private NegativeHistogram() {}

  /** Of quantiles, in [0, 1]: those of random passages are spread evenly, by definition. */
  static Map<String, Object> ofQuantiles(float[] values) {
    double[] even = new double[BINS];
    Arrays.fill(even, 1.0 / BINS);
    return of(values, 0, 1, even);
  }

  /**
   * Of any numbers.
   *
   * @param random the same of random passages; empty if that is not known
   */
  static Map<String, Object> of(float[] values, int[] random) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Float.isNaN(value) ? low : Math.min(low, value);
      high = Float.isNaN(value) ? high : Math.max(high, value);
    }
    for (int value : random) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (low > high) {
      return Map.of("bins", List.of());
    }
    high = high > low ? high : low + 1;
    double[] shares = new double[random.length == 0 ? 0 : BINS];
    for (int value : random) {
      shares[bin(value, low, high)] += 1.0 / random.length;
    }
    return of(values, low, high, shares);
  }

  private static Map<String, Object> of(float[] values, float low, float high, double[] random) {
    int[] counts = new int[BINS];
    int known = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        counts[bin(value, low, high)]++;
        known++;
      }
    }
    List<Map<String, Object>> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      bins.add(
          Map.of(
              "from",
              (double) low + (high - low) * b / BINS,
              "to",
              (double) low + (high - low) * (b + 1) / BINS,
              "count",
              counts[b],
              "random",
              random.length == 0 ? 0.0 : random[b] * known));
    }
    return Map.of("bins", bins, "known", known);
  }

  private static int bin(float value, float low, float high) {
    return Math.max(0, Math.min(BINS - 1, (int) ((value - low) / (high - low) * BINS)));
  }
}
