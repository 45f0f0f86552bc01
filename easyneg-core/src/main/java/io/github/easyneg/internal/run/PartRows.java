package io.github.easyneg.internal.run;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.ground.PartFacts;
import io.github.easyneg.internal.ground.RowReader;
import java.util.Locale;

/**
 * The rows of a part as they are read again, in one of many processes. Makes sure that they are
 * still those that were counted before. For one thread.
 */
final class PartRows {
  private final PartFacts.Size expected;
  private final long first;
  private long rows;
  private long checksum;

  /**
   * Begins a part.
   *
   * @param first the number of its first row, from 1
   * @param expected what was counted of it before
   */
  PartRows(long first, PartFacts.Size expected) {
    this.first = first;
    this.expected = expected;
  }

  /** Takes the next row. */
  RowReader.Numbered next(QaRow row) {
    long content = row.key();
    checksum += content;
    return new RowReader.Numbered(row, first + rows++, content);
  }

  /**
   * Ends the part.
   *
   * @throws IllegalStateException if the rows are not those that were counted before
   */
  void end() {
    if (rows != expected.rows() || checksum != expected.checksum()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the data set changed between two readings: part %d has %s. Mine from data that stay"
                  + " as they are: a source that is drawn by chance, or whose order is not given,"
                  + " is to be written to a file, or checkpointed, first.",
              expected.part(),
              rows == expected.rows()
                  ? "other rows now"
                  : rows + " rows, and had " + expected.rows()));
    }
  }
}
