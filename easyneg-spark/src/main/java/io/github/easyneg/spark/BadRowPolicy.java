package io.github.easyneg.spark;

import io.github.easyneg.data.DatasetFormatException;
import java.io.Serializable;
import java.util.Locale;

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

  void requireFew(long rejected) {
    if (kept && rejected > limit) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%,d rows are not as expected, and %,d may be; see the rows, or raise the limit of"
                  + " keepBadRows(..).",
              rejected,
              limit));
    }
  }
}
