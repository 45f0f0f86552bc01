package io.github.easyneg.internal.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text to be found in others as whole words: {@code 10,000} is found in {@code 10 000 Einwohner},
 * {@code Wien} is not found in {@code Wiener}. It is found in other spellings too, which {@link
 * Spellings} lists.
 *
 * <p>Where it has no words at all (a currency sign, say), or is written in a script without spaces,
 * it is found as a substring of the folded text instead.
 */
public final class Phrase {
  private final List<int[][]> spellings;
  private final @Nullable String substring;

  private Phrase(List<int[][]> spellings, @Nullable String substring) {
    this.spellings = spellings;
    this.substring = substring;
  }

  /** Makes a phrase of {@code text}. */
  public static Phrase of(String text) {
    int[] words = Words.of(text);
    String folded = words.length > 0 && Fold.isPlain(text) ? "" : Fold.all(text);
    boolean asSubstring = words.length == 0 || Words.hasSpacelessScript(folded);
    return asSubstring
        ? new Phrase(List.of(), folded)
        : new Phrase(Spellings.of(text, words), null);
  }

  /** Tells whether there is nothing to find: white space alone, or nothing. */
  public boolean isEmpty() {
    return substring != null && substring.isEmpty();
  }

  /** Tells whether {@code text} holds the phrase. An empty phrase is in no text. */
  public boolean isIn(String text) {
    if (isEmpty()) {
      return false;
    }
    if (substring != null) {
      return Fold.all(text).contains(substring);
    }
    int[] words = Words.of(text);
    for (int[][] spelling : spellings) {
      if (isIn(spelling, words)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether a passage with these terms may hold the phrase; {@code false} is certain, {@code
   * true} is not.
   */
  public boolean mayBeIn(LexicalIndex index, int passage) {
    if (substring != null) {
      return true;
    }
    for (int[][] spelling : spellings) {
      if (mayBeIn(spelling, index, passage)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBeIn(int[][] spelling, LexicalIndex index, int passage) {
    for (int[] word : spelling) {
      boolean held = false;
      for (int i = 0; i < word.length && !held; i++) {
        held = index.holds(passage, word[i]);
      }
      if (!held) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIn(int[][] spelling, int[] text) {
    for (int start = 0; start + spelling.length <= text.length; start++) {
      int i = 0;
      while (i < spelling.length && isOneOf(spelling[i], text[start + i])) {
        i++;
      }
      if (i == spelling.length) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneOf(int[] words, int word) {
    for (int one : words) {
      if (one == word) {
        return true;
      }
    }
    return false;
  }
}
