package io.github.easyneg.internal.settings;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.Excerpt;

/** How messages name a row: by its number, or by its question where a number says nothing. */
public final class RowName {
  private RowName() {}

  /**
   * A data set whose rows are read by many processes at once, each of which counts its own: nobody
   * finds a row by a number.
   */
  public interface ByQuestion {}

  /**
   * Names a row in words, to begin a message with or to go on with.
   *
   * @param number the row's place in {@code dataset}, from 1
   */
  public static String of(Dataset dataset, long number, QaRow row) {
    return dataset instanceof ByQuestion
        ? "the row with the question \"" + Excerpt.shown(row.question()) + "\""
        : "row " + dataset.sourceNumber(number);
  }
}
