package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;

/**
 * Turns mined rows into records of training data.
 *
 * <p>Rules, each tested by {@code OutputFormatContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>The records are a function of the row and the labels alone.
 *   <li>All records of a format have the same field names in the same order; a value that a row
 *       lacks is {@code null} or empty, never left out.
 *   <li>Texts appear letter for letter as in the row.
 *   <li>A format may be asked by many threads at a time.
 * </ol>
 */
public interface OutputFormat {

  /** Returns the name by which options and reports know the format. */
  String name();

  /**
   * Returns the records of one row, in the order in which they are written; none if it gives none.
   */
  List<OutputRecord> records(MinedRow row, Labels labels);
}
