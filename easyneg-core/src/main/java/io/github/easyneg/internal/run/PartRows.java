package io.github.easyneg.internal.run;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.PartFacts;
import io.github.easyneg.internal.ground.RowReader;
import java.util.Locale;
import java.util.Optional;

/**
 * The rows of a part as they are read again, in one of many processes. Makes sure that they are
 * still those that were counted before, if they were. For one thread.
 */
public final class PartRows {
  private final Optional<PartFacts.Size> expected;
  private final long first;
  private long rows;
  private long checksum;
  private long sequence;

  private PartRows(long first, Optional<PartFacts.Size> expected) {
    this.first = first;
    this.expected = expected;
  }

  /**
   * Begins a part.
   *
   * @param first the number of its first row, from 1
   * @param expected what was counted of it before
   */
  public static PartRows of(long first, PartFacts.Size expected) {
    return new PartRows(first, Optional.of(expected));
  }

  /** Begins a part that nobody has counted; its first row is row 1. */
  public static PartRows any() {
    return new PartRows(1, Optional.empty());
  }

  /** Takes the next row. */
  RowReader.Numbered next(QaRow row) {
    long content = row.key();
    checksum += content;
    sequence = NumberedPassages.Census.sequence(sequence, content);
    return new RowReader.Numbered(row, first + rows++, content);
  }

  /**
   * Ends the part, whose rows may have come in any order: what each of them draws is the same, and
   * they are numbered in the order in which they come.
   *
   * @throws IllegalStateException if the rows are not those that were counted before
   */
  void end() {
    expected.ifPresent(this::requireSameRows);
  }

  /**
   * Ends the part, whose rows are known by their numbers from another reading.
   *
   * @throws IllegalStateException if the rows are not those that were counted before, in that order
   */
  void endInOrder() {
    end();
    expected.ifPresent(this::requireSameOrder);
  }

  private void requireSameRows(PartFacts.Size before) {
    if (rows != before.rows() || checksum != before.checksum()) {
      throw changed(
          before,
          rows == before.rows()
              ? "has other rows now"
              : "has " + rows + " rows, and had " + before.rows());
    }
  }

  private void requireSameOrder(PartFacts.Size before) {
    if (sequence != before.sequence()) {
      throw changed(before, "has its rows in another order");
    }
  }

  private static IllegalStateException changed(PartFacts.Size before, String how) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "the data set changed between two readings: part %d %s. Mine from data that stay as"
                + " they are: a source that is drawn by chance, or whose order is not given, as"
                + " after a shuffle, is to be written to a file, or checkpointed, first.",
            before.part(),
            how));
  }
}
