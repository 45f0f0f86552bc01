package io.github.easyneg.format;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;

/** The texts that do not answer a row's question, each once. */
final class Negatives {
  private Negatives() {}

  /** Returns those that came with the row, in its order. */
  static List<String> own(QaRow row) {
    return row.hardNegatives().stream().map(row.contexts()::get).distinct().toList();
  }

  /** Returns those that were mined, in the order of their draw. */
  static List<String> mined(MinedRow mined) {
    return mined.negatives().stream().map(negative -> negative.passage().text()).toList();
  }

  /** Returns the row's own, then the mined ones. */
  static List<String> all(MinedRow mined) {
    List<String> all = new ArrayList<>(own(mined.row()));
    all.addAll(mined(mined));
    return all;
  }
}
