package io.github.easyneg.report;

import io.github.easyneg.internal.text.NotNull;
import java.util.List;

/**
 * How often cosines, or distracting effects, fell where, in 2,000 bins of equal width over [-1, 1].
 *
 * @param counts of each bin, lowest first; 2,000 of them
 */
public record Histogram(List<Long> counts) {
  /** The number of bins. */
  public static final int BINS = 2000;

  /**
   * Copies the counts.
   *
   * @throws IllegalArgumentException if there are not 2,000
   */
  public Histogram {
    NotNull.check(counts, "counts");
    counts = List.copyOf(counts);
    if (counts.size() != BINS) {
      throw new IllegalArgumentException(
          "a histogram has " + BINS + " bins, found " + counts.size() + ".");
    }
  }

  /** Returns the bin of a cosine. */
  public static int bin(double cosine) {
    return (int) Math.max(0, Math.min(BINS - 1, Math.floor((cosine + 1) / 2 * BINS)));
  }

  /** Returns how many cosines were counted. */
  public long total() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns the cosine below which a share of the values lies, to within 0.001; NaN if nothing was
   * counted.
   *
   * @param share in [0, 1]
   */
  public double quantile(double share) {
    long total = total();
    if (total == 0) {
      return Double.NaN;
    }
    double wanted = share * total;
    long seen = 0;
    for (int bin = 0; bin < BINS; bin++) {
      seen += counts.get(bin);
      if (seen > 0 && seen >= wanted) {
        return (bin + 0.5) / BINS * 2 - 1;
      }
    }
    return 1;
  }
}
