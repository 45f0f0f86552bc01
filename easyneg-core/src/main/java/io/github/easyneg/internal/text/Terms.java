package io.github.easyneg.internal.text;

import java.util.Arrays;

/**
 * The words of each passage. What is asked of a passage stands together in memory, because looking
 * at a passage at random costs as much as the places that it is spread over.
 *
 * <p>First comes a signature: 1024 bits that say which words may stand in the passage, and 256 more
 * for words that may stand there more than once. Words can share bits, so that a set bit is not
 * certain; a clear one is. Most questions end there. These are Bloom filters, with two bits a word
 * and with one: Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", 1970
 * (https://doi.org/10.1145/362686.362692). Of the words that a passage of 40 does not hold, 0.6 %
 * seem to be in it, of those that one of 200 does not hold a tenth.
 *
 * <p>Filled block by block, each by one thread; once all are filled, any thread may read.
 */
final class Terms {
  /** Passages in a block. */
  static final int BLOCK = 1 << 12;

  private static final int BLOCK_BITS = 12;
  private static final int SIGNATURE = 16;
  private static final int REPEATED = 4;
  private static final int FACTORS = SIGNATURE + REPEATED;
  private static final int TERMS = FACTORS + 1;
  private static final int STRIDE = TERMS + 1;

  // [block][of each passage: signature, signature of repeated words, length part and greatest count
  // as floats, where its terms start and how many there are]
  private final long[][] heads;
  // [block][of each passage: terms, ascending; and how often each occurs, four to an int]
  private final int[][] terms;

  Terms(int passages) {
    int blocks = (passages + BLOCK - 1) >>> BLOCK_BITS;
    this.heads = new long[blocks][];
    this.terms = new int[blocks][];
    for (int b = 0; b < blocks; b++) {
      heads[b] = new long[Math.min(BLOCK, passages - (b << BLOCK_BITS)) * STRIDE];
    }
  }

  int blocks() {
    return heads.length;
  }

  /** Fills a block; its passages must be added in order. */
  final class Filler {
    private final int block;
    private int[] filled = new int[64 * BLOCK];
    private int used;

    Filler(int block) {
      this.block = block;
    }

    /** Adds a passage's words, which are sorted here. */
    void add(int passage, int[] words) {
      Arrays.sort(words);
      int first = used;
      int distinct = 0;
      for (int w = 0; w < words.length; w++) {
        distinct += w == 0 || words[w] != words[w - 1] ? 1 : 0;
      }
      used += distinct + (distinct + 3) / 4;
      if (used > filled.length) {
        filled = Arrays.copyOf(filled, used + used / 2);
      }
      long[] head = heads[block];
      int at = at(passage);
      int most = 0;
      int term = 0;
      for (int w = 0; w < words.length; term++) {
        int word = words[w];
        int end = w + 1;
        while (end < words.length && words[end] == word) {
          end++;
        }
        // BM25 saturates long before 127 occurrences.
        int count = Math.min(end - w, Byte.MAX_VALUE);
        most = Math.max(most, count);
        filled[first + term] = word;
        filled[first + distinct + term / 4] |= count << (8 * (term % 4));
        head[at + place(word)] |= bit(word);
        head[at + otherPlace(word)] |= otherBit(word);
        if (count > 1) {
          head[at + repeatedPlace(word)] |= repeatedBit(word);
        }
        w = end;
      }
      head[at + FACTORS] = Float.floatToRawIntBits(most);
      head[at + TERMS] = ((long) first << 32) | distinct;
    }

    void close() {
      terms[block] = Arrays.copyOf(filled, used);
    }
  }

  /** Sets what a passage's length adds to a count in BM25's denominator. */
  void setLengthPart(int passage, float lengthPart) {
    int at = at(passage) + FACTORS;
    long[] head = heads[passage >>> BLOCK_BITS];
    head[at] = ((long) Float.floatToRawIntBits(lengthPart) << 32) | (int) head[at];
  }

  /** Brings a passage's signature into the processor's cache; what it returns says nothing. */
  long fetchSignature(int passage) {
    long[] head = heads[passage >>> BLOCK_BITS];
    int at = at(passage);
    return head[at] + head[at + SIGNATURE / 2] + head[at + TERMS];
  }

  /** Brings a passage's words into the processor's cache; what it returns says nothing. */
  int fetchTerms(int passage) {
    int[] block = terms[passage >>> BLOCK_BITS];
    int first = first(passage);
    int size = size(passage);
    return size == 0 ? 0 : block[first] + block[first + size / 2] + block[first + size];
  }

  /** Returns the distinct words of a passage, ascending. */
  int[] of(int passage) {
    int first = first(passage);
    return Arrays.copyOfRange(terms[passage >>> BLOCK_BITS], first, first + size(passage));
  }

  /** Counts each distinct word of a passage. */
  void countInto(IntCounter counter, int passage) {
    int[] block = terms[passage >>> BLOCK_BITS];
    int first = first(passage);
    for (int i = first; i < first + size(passage); i++) {
      counter.increment(block[i]);
    }
  }

  /** Returns how many distinct words a passage has. */
  int size(int passage) {
    return (int) heads[passage >>> BLOCK_BITS][at(passage) + TERMS];
  }

  /** Returns the {@code t}-th distinct word of a passage. */
  int word(int passage, int t) {
    return terms[passage >>> BLOCK_BITS][first(passage) + t];
  }

  /** Returns {@link #factor} of the {@code t}-th distinct word of a passage. */
  float factorAt(int passage, int t) {
    int[] block = terms[passage >>> BLOCK_BITS];
    int counts = block[first(passage) + size(passage) + t / 4];
    float count = (counts >>> (8 * (t % 4))) & Byte.MAX_VALUE;
    long factors = heads[passage >>> BLOCK_BITS][at(passage) + FACTORS];
    return count / (count + Float.intBitsToFloat((int) (factors >>> 32)));
  }

  /** Tells whether a word stands in a passage. */
  boolean holds(int passage, int word) {
    return mayHold(passage, word) && find(passage, word) >= 0;
  }

  /** Returns count / (count + length part), BM25's factor of a word in a passage; 0 if absent. */
  float factor(int passage, int word) {
    int found = mayHold(passage, word) ? find(passage, word) : -1;
    return found < 0 ? 0 : factorAt(passage, found);
  }

  /**
   * Returns an upper bound, rounding aside, of the sum of the weights of those words that stand in
   * a passage, each multiplied by its factor.
   *
   * @param size how many of the words to take
   */
  float weightAtMost(int passage, int[] words, float[] weights, int size) {
    long[] head = heads[passage >>> BLOCK_BITS];
    int at = at(passage);
    long factors = head[at + FACTORS];
    float lengthPart = Float.intBitsToFloat((int) (factors >>> 32));
    float most = Float.intBitsToFloat((int) factors);
    float once = 1 / (1 + lengthPart);
    float often = most / (most + lengthPart);
    float sum = 0;
    for (int w = 0; w < size; w++) {
      int word = words[w];
      // No branches here: they would be guesses.
      float factor = (head[at + repeatedPlace(word)] & repeatedBit(word)) == 0 ? once : often;
      long both =
          (head[at + place(word)] >>> (word >>> 22))
              & (head[at + otherPlace(word)] >>> (word >>> 12))
              & 1;
      sum += both * weights[w] * factor;
    }
    return sum;
  }

  /**
   * Returns an upper bound, rounding aside, of the sum of the weights of those words in a passage.
   */
  float sumAtMost(int passage, int[] words, float[] weights) {
    long[] head = heads[passage >>> BLOCK_BITS];
    int at = at(passage);
    float sum = 0;
    for (int w = 0; w < words.length; w++) {
      int word = words[w];
      long both =
          (head[at + place(word)] >>> (word >>> 22))
              & (head[at + otherPlace(word)] >>> (word >>> 12))
              & 1;
      sum += both * weights[w];
    }
    return sum;
  }

  /**
   * Tells whether the words that stand in both passages are at least a share of those that stand in
   * either.
   */
  boolean share(int one, int other, double share) {
    int size = size(one);
    int otherSize = size(other);
    int atMost = Math.min(size - missing(one, other), otherSize - missing(other, one));
    if (jaccard(atMost, size + otherSize) < share) {
      return false;
    }
    int[] a = terms[one >>> BLOCK_BITS];
    int[] b = terms[other >>> BLOCK_BITS];
    int i = first(one);
    int iEnd = i + size;
    int j = first(other);
    int jEnd = j + otherSize;
    int both = 0;
    while (i < iEnd && j < jEnd) {
      int compared = Integer.compare(a[i], b[j]);
      if (compared == 0) {
        both++;
      }
      if (compared <= 0) {
        i++;
      }
      if (compared >= 0) {
        j++;
      }
    }
    return jaccard(both, size + otherSize) >= share;
  }

  private static double jaccard(int both, int sizes) {
    return sizes == 0 ? 1 : (double) both / (sizes - both);
  }

  /** Returns at least how many of {@code one}'s words do not stand in {@code other}. */
  int missing(int one, int other) {
    long[] a = heads[one >>> BLOCK_BITS];
    long[] b = heads[other >>> BLOCK_BITS];
    int bits = 0;
    for (int n = 0; n < SIGNATURE; n++) {
      bits += Long.bitCount(a[at(one) + n] & ~b[at(other) + n]);
    }
    // Each missing word accounts for two bits at most.
    return (bits + 1) / 2;
  }

  private boolean mayHold(int passage, int word) {
    long[] head = heads[passage >>> BLOCK_BITS];
    int at = at(passage);
    return (head[at + place(word)] & bit(word)) != 0
        && (head[at + otherPlace(word)] & otherBit(word)) != 0;
  }

  /**
   * Returns which of a passage's words a word is, or -1. A binary search that halves whatever it
   * finds, so that the processor has no branch to guess: wrong guesses took a fifth of the time of
   * all mining.
   */
  private int find(int passage, int word) {
    int[] ascending = terms[passage >>> BLOCK_BITS];
    int first = first(passage);
    int size = size(passage);
    int at = first;
    for (int left = size; left > 1; ) {
      int half = left >>> 1;
      at = ascending[at + half] <= word ? at + half : at;
      left -= half;
    }
    return size > 0 && ascending[at] == word ? at - first : -1;
  }

  private int first(int passage) {
    return (int) (heads[passage >>> BLOCK_BITS][at(passage) + TERMS] >>> 32);
  }

  private static int at(int passage) {
    return (passage & (BLOCK - 1)) * STRIDE;
  }

  // Words are hashes, any of whose bits are as good as others: from the left, four say in which
  // long
  // and six which bit, twice; shifts take the last six of what is left. Repeated words use others.

  private static int place(int word) {
    return word >>> 28;
  }

  private static long bit(int word) {
    return 1L << (word >>> 22);
  }

  private static int otherPlace(int word) {
    return (word >>> 18) & (SIGNATURE - 1);
  }

  private static long otherBit(int word) {
    return 1L << (word >>> 12);
  }

  private static int repeatedPlace(int word) {
    return SIGNATURE + ((word >>> 10) & (REPEATED - 1));
  }

  private static long repeatedBit(int word) {
    return 1L << (word >>> 4);
  }
}
