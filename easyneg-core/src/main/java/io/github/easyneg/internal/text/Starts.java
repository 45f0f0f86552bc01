package io.github.easyneg.internal.text;

import java.util.List;

/**
 * The first two letters of some words: what most other words do not begin with, and so a way to
 * spare them comparisons. Immutable; thread-safe.
 */
final class Starts {
  private static final int LETTERS = 128;

  // [first letter · LETTERS + second], in either case
  private final boolean[] pairs = new boolean[LETTERS * LETTERS];

  private Starts() {}

  /**
   * Makes those of words of two ASCII letters at least, in lower case, of which a dot is any
   * character.
   */
  @SafeVarargs
  static Starts of(List<String>... words) {
    Starts starts = new Starts();
    for (List<String> some : words) {
      for (String word : some) {
        for (char first : bothCases(word.charAt(0))) {
          for (char second : bothCases(word.charAt(1))) {
            starts.pairs[first * LETTERS + second] = true;
          }
        }
      }
    }
    return starts;
  }

  private static char[] bothCases(char c) {
    if (c == '.') {
      char[] all = new char[LETTERS];
      for (char each = 0; each < LETTERS; each++) {
        all[each] = each;
      }
      return all;
    }
    return new char[] {c, Character.toUpperCase(c)};
  }

  /**
   * Tells whether one of the words may begin at {@code from}, in whatever case; {@code false} is
   * certain.
   */
  boolean mayBeAt(String text, int from) {
    if (from + 1 >= text.length()) {
      return false;
    }
    int first = text.charAt(from);
    int second = text.charAt(from + 1);
    // Of letters beyond ASCII some are others in another case: a long s is an s.
    return first >= LETTERS || second >= LETTERS || pairs[first * LETTERS + second];
  }
}
