package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text's words as they are written, the same folded, and of which kinds each is. What is nothing
 * when it is folded is no word. Immutable.
 */
final class Wording {
  private final String text;
  private final List<String> written;
  private final List<String> folded;
  private final int[] kinds;
  private final int allKinds;

  private Wording(String text, List<String> written, List<String> folded) {
    this.text = text;
    this.written = written;
    this.folded = folded;
    this.kinds = new int[folded.size()];
    int all = 0;
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = Vocabulary.kinds(folded.get(i));
      all |= kinds[i];
    }
    this.allKinds = all;
  }

  static Wording of(String text) {
    if (Fold.isPlain(text)) {
      List<String> written = Words.split(text);
      String lower = text.toLowerCase(Locale.ROOT);
      return new Wording(text, written, lower.equals(text) ? written : Words.split(lower));
    }
    List<String> written = Words.written(text);
    List<String> folded = new ArrayList<>(written.size());
    for (String word : written) {
      folded.add(Fold.caseOf(word));
    }
    if (folded.contains("")) {
      written.removeIf(word -> Fold.caseOf(word).isEmpty());
      folded.removeIf(String::isEmpty);
    }
    return new Wording(text, written, folded);
  }

  String text() {
    return text;
  }

  int size() {
    return kinds.length;
  }

  List<String> written() {
    return written;
  }

  List<String> folded() {
    return folded;
  }

  String written(int i) {
    return written.get(i);
  }

  String folded(int i) {
    return folded.get(i);
  }

  /** Tells whether a word is of one of some kinds of the {@link Vocabulary}. */
  boolean is(int i, int some) {
    return (kinds[i] & some) != 0;
  }

  /** Tells whether one of the words is. */
  boolean holds(int some) {
    return (allKinds & some) != 0;
  }
}
