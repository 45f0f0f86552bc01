package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.text.LexicalIndex;

/**
 * The distinct passages, numbered in the order of their ids, and what is known of each by itself:
 * in Java's heap, or in a ground file. Immutable; thread-safe.
 */
interface Passages {
  int size();

  /** Returns a passage with the id that the data set gives to it and to no other text. */
  Passage passage(int number);

  /** Returns the first 64 bits of a passage's id. */
  long idStart(int number);

  /**
   * Returns a hash of the passage's text that ignores Unicode form, letter case and white space.
   */
  long folded(int number);

  /** Returns the number of the passage with this text, or a negative number. */
  int numberOfText(String text);

  /** Returns the number of the passage with this id, or a negative number. */
  int numberOfId(String id);

  /** Returns which words are in each. */
  LexicalIndex lexical(Workers workers);

  /** Returns what is known of the ids that the data set gives. */
  SourceIds sourceIds();

  /**
   * What is known of the passages' own ids.
   *
   * @param any whether the data set gives any
   * @param ambiguous how many of them it gives to several texts, so that they name none
   */
  record SourceIds(boolean any, int ambiguous) {}
}
