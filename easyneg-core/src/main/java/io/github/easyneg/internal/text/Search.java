package io.github.easyneg.internal.text;

import java.util.function.IntUnaryOperator;

/**
 * Finds a sequence of numbers in another in linear time, whatever they repeat: Knuth, Morris and
 * Pratt, "Fast Pattern Matching in Strings", 1977 (https://doi.org/10.1137/0206024).
 */
final class Search {
  private Search() {}

  /** Tells whether a text holds a pattern; the empty one is in every text. */
  static boolean holds(int[] text, int[] pattern) {
    return holds(text.length, i -> text[i], pattern);
  }

  /** Tells whether a text holds a pattern, character by character. */
  static boolean holds(String text, String pattern) {
    return holds(text.length(), text::charAt, pattern.chars().toArray());
  }

  private static boolean holds(int length, IntUnaryOperator text, int[] pattern) {
    int[] fallbacks = fallbacks(pattern);
    int matched = 0;
    for (int i = 0; i < length && matched < pattern.length; i++) {
      int next = text.applyAsInt(i);
      while (matched > 0 && pattern[matched] != next) {
        matched = fallbacks[matched - 1];
      }
      matched += pattern[matched] == next ? 1 : 0;
    }
    return matched == pattern.length;
  }

  /** Returns, for each beginning of the pattern, how long its longest proper border is. */
  private static int[] fallbacks(int[] pattern) {
    int[] fallbacks = new int[pattern.length];
    int matched = 0;
    for (int i = 1; i < pattern.length; i++) {
      while (matched > 0 && pattern[matched] != pattern[i]) {
        matched = fallbacks[matched - 1];
      }
      matched += pattern[matched] == pattern[i] ? 1 : 0;
      fallbacks[i] = matched;
    }
    return fallbacks;
  }
}
