package io.github.easyneg.spark;

import io.github.easyneg.data.DatasetFormatException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What is done with rows that are not as expected.
 *
 * @param kept whether they stay in the result, with the reason in a column
 * @param limit with more of them than that, mining fails
 */
record BadRowPolicy(boolean kept, long limit) implements Serializable {
  static final BadRowPolicy STOP = new BadRowPolicy(false, 0);

  /** Stops at a bad row, unless it is kept. */
  void reject(DatasetFormatException e) {
    if (!kept) {
      throw e;
    }
  }

  /**
   * Stops where too many rows are not as expected, or none is.
   *
   * @param rejected how many are not
   * @param read how many are
   * @param reasons returns the first of those that are not, each with its reason
   */
  void requireFew(String dataset, long rejected, long read, Supplier<List<String>> reasons) {
    if (!kept || rejected == 0) {
      return;
    }
    if (rejected > limit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d rows of %s are not as expected, and %,d may be; the first of them: %s Correct"
                  + " the rows, or raise the limit of keepBadRows(..).",
              rejected,
              dataset,
              limit,
              String.join(" ", reasons.get())));
    }
    if (read == 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "all %,d rows of %s are not as expected, and mining needs at least one that is; the"
                  + " first of them: %s Correct the rows, or name their shape with readAs(..).",
              rejected,
              dataset,
              String.join(" ", reasons.get())));
    }
  }
}
