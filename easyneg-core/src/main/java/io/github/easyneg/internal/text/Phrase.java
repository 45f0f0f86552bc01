package io.github.easyneg.internal.text;

import org.jspecify.annotations.Nullable;

/**
 * A text to be found in others as whole words: {@code 10,000} is found in {@code 10 000 Einwohner},
 * {@code Wien} is not found in {@code Wiener}.
 *
 * <p>Where it has no words at all (a currency sign, say), or is written in a script without spaces,
 * it is found as a substring of the folded text instead.
 */
public final class Phrase {
  private final int[] words;
  private final @Nullable String substring;

  private Phrase(int[] words, @Nullable String substring) {
    this.words = words;
    this.substring = substring;
  }

  /** Makes a phrase of {@code text}. */
  public static Phrase of(String text) {
    int[] words = Words.of(text);
    if (words.length > 0 && Fold.isPlain(text)) {
      // Most answers: no need to fold them for this.
      return new Phrase(words, null);
    }
    String folded = Fold.all(text);
    boolean asSubstring = words.length == 0 || Words.hasSpacelessScript(folded);
    return new Phrase(words, asSubstring ? folded : null);
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
    return substring != null ? Fold.all(text).contains(substring) : isIn(Words.of(text));
  }

  /**
   * Tells whether a passage with these terms may hold the phrase; {@code false} is certain, {@code
   * true} is not.
   */
  public boolean mayBeIn(LexicalIndex index, int passage) {
    if (substring != null) {
      return true;
    }
    for (int word : words) {
      if (!index.holds(passage, word)) {
        return false;
      }
    }
    return true;
  }

  private boolean isIn(int[] text) {
    for (int start = 0; start + words.length <= text.length; start++) {
      int i = 0;
      while (i < words.length && text[start + i] == words[i]) {
        i++;
      }
      if (i == words.length) {
        return true;
      }
    }
    return false;
  }
}
