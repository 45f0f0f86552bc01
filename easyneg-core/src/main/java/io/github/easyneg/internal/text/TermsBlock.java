package io.github.easyneg.internal.text;

import io.github.easyneg.internal.io.Memory;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The words of {@link Terms#BLOCK} passages, or of fewer at the end, laid out as {@link Terms}
 * says; the upper half of the factors is the number of a passage's words yet, because what a length
 * means depends on all passages.
 *
 * @param words how many words the passages have in all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TermsBlock(LongBuffer heads, IntBuffer terms, int passages, long words) {

  /** Fills a block, passage after passage. For one thread. */
  static final class Filler {
    private final long[] heads = new long[Terms.BLOCK * Terms.STRIDE];
    private int[] filled = new int[64 * Terms.BLOCK];
    private int used;
    private int passages;
    private long words;

    /** Returns how many passages were added. */
    int passages() {
      return passages;
    }

    /** Adds a passage's words, which are sorted here. */
    void add(int[] of) {
      Arrays.sort(of);
      int first = used;
      int distinct = 0;
      for (int w = 0; w < of.length; w++) {
        distinct += w == 0 || of[w] != of[w - 1] ? 1 : 0;
      }
      used += distinct + (distinct + 3) / 4;
      if (used > filled.length) {
        filled = Arrays.copyOf(filled, used + used / 2);
      }
      int at = passages++ * Terms.STRIDE;
      words += of.length;
      int most = addTerms(of, first, distinct, at);
      heads[at + Terms.FACTORS] = ((long) of.length << 32) | Float.floatToRawIntBits(most);
      heads[at + Terms.TERMS] = ((long) first << 32) | distinct;
    }

    /** Returns how often the most frequent word is in the passage. */
    private int addTerms(int[] of, int first, int distinct, int at) {
      int most = 0;
      int term = 0;
      for (int w = 0; w < of.length; term++) {
        int word = of[w];
        int end = w + 1;
        while (end < of.length && of[end] == word) {
          end++;
        }
        // BM25 saturates long before 127 occurrences.
        int count = Math.min(end - w, Byte.MAX_VALUE);
        most = Math.max(most, count);
        filled[first + term] = word;
        filled[first + distinct + term / 4] |= count << (8 * (term % 4));
        heads[at + Terms.place(word)] |= Terms.bit(word);
        heads[at + Terms.otherPlace(word)] |= Terms.otherBit(word);
        if (count > 1) {
          heads[at + Terms.repeatedPlace(word)] |= Terms.repeatedBit(word);
        }
        w = end;
      }
      return most;
    }

    /** Returns what was added, kept in {@code memory}; this filler is used up. */
    TermsBlock block(Memory memory) {
      return new TermsBlock(
          memory.keep(heads, passages * Terms.STRIDE), memory.keep(filled, used), passages, words);
    }
  }
}
