package io.github.easyneg.internal.text;

/**
 * For each passage, 1024 bits that say which words may stand in it, and 256 more for words that may
 * stand there more than once. Words can share bits, so that a set bit is not certain; a clear one
 * is. Most questions asked of a passage end here, in place of a search in its terms.
 *
 * <p>Bloom filters, with two bits a word and with one: Bloom, "Space/Time Trade-offs in Hash Coding
 * with Allowable Errors", 1970 (https://doi.org/10.1145/362686.362692). Of a passage of 40 words
 * 0.6 % of the words that it does not hold seem to be in it, of one of 200 words a tenth.
 */
final class Signatures {
  private static final int LONGS = 16;
  private static final int REPEATED_LONGS = 4;
  private static final int STRIDE = LONGS + REPEATED_LONGS;
  private static final int BLOCK_BITS = 12;
  private static final int BLOCK = 1 << BLOCK_BITS;

  // [block][passage of the block * STRIDE ..]
  private final long[][] blocks;

  /** Makes signatures without words; different passages may be filled by different threads. */
  Signatures(int passages) {
    this.blocks = new long[(passages + BLOCK - 1) >>> BLOCK_BITS][];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new long[Math.min(BLOCK, passages - (b << BLOCK_BITS)) * STRIDE];
    }
  }

  /** Notes that a word stands in a passage {@code count} times. */
  void add(int passage, int word, int count) {
    long[] block = block(passage);
    block[place(passage, word)] |= bit(word);
    block[otherPlace(passage, word)] |= otherBit(word);
    if (count > 1) {
      block[repeatedPlace(passage, word)] |= repeatedBit(word);
    }
  }

  /** Tells whether {@code word} may stand in {@code passage}. */
  boolean mayHold(int passage, int word) {
    long[] block = block(passage);
    return (block[place(passage, word)] & bit(word)) != 0
        && (block[otherPlace(passage, word)] & otherBit(word)) != 0;
  }

  /**
   * Returns an upper bound of the sum of the weights of those words that stand in a passage, each
   * multiplied by {@code once} where it stands there once, and by {@code often} where it stands
   * there more often.
   */
  float weightAtMost(int passage, int[] words, float[] weights, float once, float often) {
    long[] block = block(passage);
    float sum = 0;
    for (int w = 0; w < words.length; w++) {
      int word = words[w];
      // No branches here: they would be guesses.
      float factor = (block[repeatedPlace(passage, word)] & repeatedBit(word)) == 0 ? once : often;
      long both =
          block[place(passage, word)] >>> (word >>> 22)
              & block[otherPlace(passage, word)] >>> (word >>> 12)
              & 1;
      sum += both * weights[w] * factor;
    }
    return sum;
  }

  /** Returns at least how many of {@code one}'s words do not stand in {@code other}. */
  int missing(int one, int other) {
    long[] a = block(one);
    long[] b = block(other);
    int i = place(one, 0);
    int j = place(other, 0);
    int bits = 0;
    for (int n = 0; n < LONGS; n++) {
      bits += Long.bitCount(a[i + n] & ~b[j + n]);
    }
    // Each missing word clears two bits at most.
    return (bits + 1) / 2;
  }

  private long[] block(int passage) {
    return blocks[passage >>> BLOCK_BITS];
  }

  // Words are hashes, any of whose bits are as good as others: from the left, four say in which long
  // and six which bit, twice; shifts take the last six of what is left. The others are those of
  // repeated words.

  private static int place(int passage, int word) {
    return (passage & (BLOCK - 1)) * STRIDE + (word >>> 28);
  }

  private static long bit(int word) {
    return 1L << (word >>> 22);
  }

  private static int otherPlace(int passage, int word) {
    return (passage & (BLOCK - 1)) * STRIDE + (word >>> 18 & (LONGS - 1));
  }

  private static long otherBit(int word) {
    return 1L << (word >>> 12);
  }

  private static int repeatedPlace(int passage, int word) {
    return (passage & (BLOCK - 1)) * STRIDE + LONGS + (word >>> 10 & (REPEATED_LONGS - 1));
  }

  private static long repeatedBit(int word) {
    return 1L << (word >>> 4);
  }
}
