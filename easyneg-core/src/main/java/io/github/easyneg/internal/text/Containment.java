package io.github.easyneg.internal.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One text, to be asked which other texts hold most of it or lie in it: parents and children of
 * chunks, windows that overlap, the same paragraph under another heading.
 *
 * <p>Two things must be so. Of what is unusual in the text, word by word, weighted by the square of
 * its inverse document frequency, at least a share is in the other: what all passages have, a frame
 * that data were made with, counts for next to nothing. And of its runs of three words (shingles:
 * Broder, "On the Resemblance and Containment of Documents", 1997,
 * https://doi.org/10.1109/SEQUEN.1997.666900) at least that share is in the other, in that order.
 * The first is known from the index, in some hundred nanoseconds; the second is looked at only
 * where the first is so.
 *
 * <p>A heading, which is what is before the first blank line or line end, if it is short, does not
 * count: the same text can be under any. Used by one thread.
 */
public final class Containment {
  /** Words in a run. */
  private static final int RUN = 3;

  /** The longest heading, in characters. */
  private static final int HEADING = 200;

  /** Where less than this share of a passage's words is in the text, it does not lie in it. */
  private static final double WORTH_READING = 0.3;

  private final LexicalIndex index;
  private final int passage;
  private final String text;
  private final double share;
  private final LexicalIndex.Weighted all;
  private int @Nullable [] body;
  private LexicalIndex.@Nullable Weighted ofBody;

  /**
   * Prepares one passage.
   *
   * @param passage its number in the index
   * @param share how much of one must be in the other, in (0, 1]
   */
  public Containment(LexicalIndex index, int passage, String text, double share) {
    this.index = index;
    this.passage = passage;
    this.text = text;
    this.share = share;
    this.all = index.weighted(passage);
  }

  /** Tells whether most of this text is in another passage, or most of that in this one. */
  public boolean overlaps(int other, String otherText) {
    if (other == passage) {
      return true;
    }
    // A heading can be half of the words, and need not be in the other.
    boolean mayHold = all.mayBeIn(other, share / 2);
    boolean mayLieIn =
        index.sharedWordsAtMost(/* passage= */ other, /* other= */ passage)
            >= WORTH_READING * index.distinctWords(other);
    return (mayHold && isIn(other, otherText)) || (mayLieIn && holds(otherText));
  }

  private boolean isIn(int other, String otherText) {
    int[] words = body();
    LexicalIndex.Weighted weighted = ofBody == null ? index.weighted(words) : ofBody;
    this.ofBody = weighted;
    return weighted.sharedWith(other) >= share && inCommon(words, Words.of(otherText)) >= share;
  }

  private boolean holds(String otherText) {
    int[] words = Words.of(body(otherText));
    return index.weighted(words.clone()).sharedWith(passage) >= share
        && inCommon(words, Words.of(text)) >= share;
  }

  private int[] body() {
    int[] words = body == null ? Words.of(body(text)) : body;
    this.body = words;
    return words;
  }

  /** Returns a text without its heading; the whole of it where nothing else is there. */
  static String body(String text) {
    String stripped = text.strip();
    int blank = stripped.indexOf("\n\n");
    int windows = stripped.indexOf("\r\n\r\n");
    int end = blank < 0 || (windows >= 0 && windows < blank) ? windows : blank;
    if (end < 0 || end > HEADING) {
      end = stripped.indexOf('\n');
    }
    return end < 0 || end > HEADING ? stripped : stripped.substring(end).strip();
  }

  /** Returns the share of the distinct runs of words of one text that are in another. */
  private static double inCommon(int[] words, int[] others) {
    int size = Math.min(RUN, words.length);
    int[] runs = runs(words, size);
    int[] otherRuns = runs(others, size);
    int both = 0;
    for (int run : runs) {
      both += Arrays.binarySearch(otherRuns, run) >= 0 ? 1 : 0;
    }
    return runs.length == 0 ? 0 : (double) both / runs.length;
  }

  /** Returns the distinct runs of some words, as hashes, ascending. */
  private static int[] runs(int[] words, int size) {
    if (size == 0 || words.length < size) {
      return new int[0];
    }
    int[] runs = new int[words.length - size + 1];
    for (int i = 0; i < runs.length; i++) {
      int hash = 1;
      for (int w = i; w < i + size; w++) {
        hash = hash * 0x9E3779B1 + words[w];
      }
      runs[i] = hash;
    }
    return Arrays.stream(runs).sorted().distinct().toArray();
  }
}
