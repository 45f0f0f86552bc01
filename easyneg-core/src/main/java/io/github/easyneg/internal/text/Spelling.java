package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * One spelling.
 *
 * @param words for each word hashes, any of which will do
 * @param signAt which of them are signs such as {@code €}, which are no words: bit w for word w
 * @param read what of a text it is looked for in
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Spelling(int[][] words, long signAt, Read read) {

  /** What of a text a spelling is looked for in. */
  enum Read {
    WORDS,
    /** Words, and the signs of {@link Units}. */
    SIGNS,
    /** Words, of which a single letter is one only before a dot, and commas. */
    NAMES,
    /** Words, dots, colons, and the stroke of a fraction that is no part of a number. */
    FORMATS,
    /** Words, of which one in small letters behind an article is none. */
    EPITHETS
  }

  /** Tells whether a word is a sign. */
  boolean isSign(int w) {
    return w < Long.SIZE && (signAt >>> w & 1) != 0;
  }

  /** Returns the signs that are words of a text that this is looked for in. */
  String signs() {
    return switch (read) {
      case WORDS, EPITHETS -> "";
      case SIGNS -> Units.SIGNS;
      case NAMES -> Names.COMMA;
      case FORMATS -> Formats.SIGNS;
    };
  }

  /** Tells whether a text has all words of this, in any order; signs are not looked for. */
  boolean mayBeIn(int[] text) {
    for (int w = 0; w < words.length; w++) {
      if (!isSign(w) && !isAnyIn(words[w], text)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAnyIn(int[] word, int[] text) {
    for (int next : text) {
      for (int one : word) {
        if (one == next) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells whether each text that has the words of another, in any order, has the words of this. */
  boolean isImpliedBy(Spelling other) {
    for (int w = 0; w < words.length; w++) {
      if (!isSign(w) && !isImplied(words[w], other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isImplied(int[] word, Spelling other) {
    for (int w = 0; w < other.words.length; w++) {
      if (!other.isSign(w) && holdsAll(word, other.words[w])) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsAll(int[] word, int[] others) {
    if (word == others) {
      return true;
    }
    for (int other : others) {
      boolean held = false;
      for (int i = 0; i < word.length && !held; i++) {
        held = word[i] == other;
      }
      if (!held) {
        return false;
      }
    }
    return true;
  }

  /** Returns those of some spellings that tell which texts may hold one: implied by no others. */
  static List<Spelling> leastOf(List<Spelling> all) {
    List<Spelling> least = new ArrayList<>();
    for (Spelling spelling : all) {
      if (!spelling.impliesOneOf(least)) {
        least.removeIf(spelling::isImpliedBy);
        least.add(spelling);
      }
    }
    return List.copyOf(least);
  }

  private boolean impliesOneOf(List<Spelling> kept) {
    for (Spelling one : kept) {
      if (one.isImpliedBy(this)) {
        return true;
      }
    }
    return false;
  }
}
