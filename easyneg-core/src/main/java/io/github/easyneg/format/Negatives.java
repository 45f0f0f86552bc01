package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts that do not answer a row's question, and those that do, each once. */
final class Negatives {
  private Negatives() {}

  /** Returns those that came with the row and are written, in its order. */
  static List<String> own(MinedRow mined) {
    return mined.ownNegatives().stream().map(mined.row().contexts()::get).distinct().toList();
  }

  /** The same as passages, with the ids that the data set gives them. */
  static List<Passage> ownPassages(MinedRow mined) {
    return passages(mined.row(), mined.ownNegatives());
  }

  /** Returns the texts that answer the row's question, each once, as passages. */
  static List<Passage> positives(QaRow row) {
    return passages(row, row.positives());
  }

  private static List<Passage> passages(QaRow row, List<Integer> indices) {
    Map<String, Passage> byText = new LinkedHashMap<>();
    for (int index : indices) {
      Passage known = byText.get(row.contexts().get(index));
      if (known == null || known.sourceId().isEmpty()) {
        byText.put(row.contexts().get(index), row.passage(index));
      }
    }
    return List.copyOf(byText.values());
  }

  /** Returns those that were mined, in the order of their draw. */
  static List<String> mined(MinedRow mined) {
    return mined.negatives().stream().map(negative -> negative.passage().text()).toList();
  }

  /** The same as passages. */
  static List<Passage> minedPassages(MinedRow mined) {
    return mined.negatives().stream().map(MinedNegative::passage).toList();
  }

  /** Returns the row's own, then the mined ones, as passages. */
  static List<Passage> allPassages(MinedRow mined) {
    List<Passage> all = new ArrayList<>(ownPassages(mined));
    all.addAll(minedPassages(mined));
    return all;
  }

  /** Returns the row's own, then the mined ones. */
  static List<String> all(MinedRow mined) {
    List<String> all = new ArrayList<>(own(mined));
    all.addAll(mined(mined));
    return all;
  }
}
