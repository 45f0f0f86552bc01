package io.github.easyneg.internal.text;

import io.github.easyneg.internal.io.SectionFile;
import io.github.easyneg.internal.io.SectionWriter;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * The words of each passage. What is asked of a passage is together in memory, because looking at a
 * passage at random costs as much as the places that it is spread over.
 *
 * <p>First comes a signature: 1024 bits that say which words may be in the passage, and 256 more
 * for words that may be there more than once. Words can share bits, so that a set bit is not
 * certain; a clear one is. Most questions end there. These are Bloom filters, with two bits a word
 * and with one: Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", 1970
 * (https://doi.org/10.1145/362686.362692). Of the words that a passage of 40 does not hold, 0.6 %
 * seem to be in it, of those that one of 200 does not hold a tenth.
 *
 * <p>In buffers, of the heap or of a mapped file: what is asked does not depend on where they are.
 * Immutable; thread-safe.
 */
final class Terms {
  /** Passages in a block. */
  static final int BLOCK = 1 << 12;

  private static final int BLOCK_BITS = 12;
  private static final int SIGNATURE = 16;
  private static final int REPEATED = 4;
  static final int FACTORS = SIGNATURE + REPEATED;
  static final int TERMS = FACTORS + 1;
  static final int STRIDE = TERMS + 1;

  // [block] of each passage: signature, signature of repeated words, length part and greatest count
  // as floats, where its terms start and how many there are
  private final LongBlocks heads;
  // [block] of each passage: terms, ascending; and how often each occurs, four to an int
  private final IntBlocks terms;

  /** Makes a value of what was laid out before. */
  Terms(LongBuffer[] heads, IntBuffer[] terms) {
    this.heads = LongBlocks.of(heads);
    this.terms = IntBlocks.of(terms);
  }

  /** Makes a value of all passages' blocks, in order. */
  static Terms of(List<TermsBlock> blocks) {
    long passages = 0;
    double words = 0;
    for (TermsBlock block : blocks) {
      passages += block.passages();
      words += block.words();
    }
    float average = (float) Math.max(words / Math.max(passages, 1), 1e-9);
    for (TermsBlock block : blocks) {
      LongBuffer heads = block.heads();
      for (int at = FACTORS; at < heads.capacity(); at += STRIDE) {
        long factors = heads.get(at);
        float lengthPart = LexicalIndex.lengthPart((int) (factors >>> 32), average);
        heads.put(
            at, ((long) Float.floatToRawIntBits(lengthPart) << 32) | (factors & 0xFFFF_FFFFL));
      }
    }
    return new Terms(
        blocks.stream().map(TermsBlock::heads).toArray(LongBuffer[]::new),
        blocks.stream().map(TermsBlock::terms).toArray(IntBuffer[]::new));
  }

  /** Returns how many blocks so many passages have. */
  static int blocks(int passages) {
    return (int) (((long) passages + BLOCK - 1) >>> BLOCK_BITS);
  }

  /** Writes this as sections. */
  void save(SectionWriter out) {
    for (int b = 0; b < heads.count(); b++) {
      out.write(heads.block(b));
    }
    out.end("heads");
    long[] starts = new long[terms.count() + 1];
    for (int b = 0; b < terms.count(); b++) {
      IntBuffer block = terms.block(b);
      out.write(block);
      starts[b + 1] = starts[b] + block.capacity();
    }
    out.end("terms");
    out.write(LongBuffer.wrap(starts));
    out.end("blocks");
  }

  /**
   * Returns what was saved.
   *
   * @throws SectionFile.Damaged if a section is not there
   */
  static Terms open(SectionFile file) throws SectionFile.Damaged {
    SectionFile.Section heads = file.section("heads");
    SectionFile.Section terms = file.section("terms");
    SectionFile.Section starts = file.section("blocks");
    int passages = (int) (heads.length() / Long.BYTES / STRIDE);
    LongBuffer[] headBlocks = new LongBuffer[blocks(passages)];
    IntBuffer[] termBlocks = new IntBuffer[headBlocks.length];
    for (int b = 0; b < headBlocks.length; b++) {
      int size = Math.min(BLOCK, passages - b * BLOCK);
      headBlocks[b] = heads.longs((long) b * BLOCK * STRIDE, size * STRIDE);
      long start = starts.longAt(b);
      termBlocks[b] = terms.ints(start, (int) (starts.longAt(b + 1) - start));
    }
    return new Terms(headBlocks, termBlocks);
  }

  /** Returns how many passages there are. */
  int passages() {
    int last = heads.count() - 1;
    return last < 0 ? 0 : last * BLOCK + heads.block(last).capacity() / STRIDE;
  }

  /** Brings a passage's signature into the processor's cache; what it returns says nothing. */
  long fetchSignature(int passage) {
    int block = passage >>> BLOCK_BITS;
    int at = at(passage);
    return heads.get(block, at)
        + heads.get(block, at + SIGNATURE / 2)
        + heads.get(block, at + SIGNATURE)
        + heads.get(block, at + TERMS);
  }

  /** Brings a passage's words into the processor's cache; what it returns says nothing. */
  int fetchTerms(int passage) {
    int block = passage >>> BLOCK_BITS;
    int first = first(passage);
    int size = size(passage);
    return size == 0
        ? 0
        : terms.get(block, first)
            + terms.get(block, first + size / 4)
            + terms.get(block, first + size / 2)
            + terms.get(block, first + size * 3 / 4)
            + terms.get(block, first + size);
  }

  /** Returns the distinct words of a passage, ascending. */
  int[] of(int passage) {
    int[] words = new int[size(passage)];
    terms.block(passage >>> BLOCK_BITS).get(first(passage), words);
    return words;
  }

  /** Writes the distinct words of a passage, and returns an array that holds them first. */
  int[] copy(int passage, int[] words) {
    int size = size(passage);
    int[] room = size <= words.length ? words : new int[2 * size];
    terms.block(passage >>> BLOCK_BITS).get(first(passage), room, 0, size);
    return room;
  }

  /** Counts each distinct word of a passage. */
  void countInto(IntCounter counter, int passage) {
    int block = passage >>> BLOCK_BITS;
    int first = first(passage);
    for (int i = first; i < first + size(passage); i++) {
      counter.increment(terms.get(block, i));
    }
  }

  /** Returns how many distinct words a passage has. */
  int size(int passage) {
    return (int) heads.get(passage >>> BLOCK_BITS, at(passage) + TERMS);
  }

  /** Returns {@link #factor} of the {@code t}-th distinct word of a passage. */
  float factorAt(int passage, int t) {
    int block = passage >>> BLOCK_BITS;
    int counts = terms.get(block, first(passage) + size(passage) + t / 4);
    float count = (counts >>> (8 * (t % 4))) & Byte.MAX_VALUE;
    long factors = heads.get(passage >>> BLOCK_BITS, at(passage) + FACTORS);
    return count / (count + Float.intBitsToFloat((int) (factors >>> 32)));
  }

  /** Tells whether a word is in a passage. */
  boolean holds(int passage, int word) {
    return mayHold(passage, word) && find(passage, word) >= 0;
  }

  /** Returns count / (count + length part), BM25's factor of a word in a passage; 0 if absent. */
  float factor(int passage, int word) {
    int found = mayHold(passage, word) ? find(passage, word) : -1;
    return found < 0 ? 0 : factorAt(passage, found);
  }

  /**
   * Returns an upper bound, rounding aside, of the sum of the weights of those words that are in a
   * passage, each multiplied by its factor.
   *
   * @param size how many of the words to take
   */
  float weightAtMost(int passage, int[] words, float[] weights, int size) {
    int block = passage >>> BLOCK_BITS;
    int at = at(passage);
    long factors = heads.get(block, at + FACTORS);
    float lengthPart = Float.intBitsToFloat((int) (factors >>> 32));
    float most = Float.intBitsToFloat((int) factors);
    float once = 1 / (1 + lengthPart);
    // Of a passage without words it would be 0 / 0.
    float often = most > 1 ? most / (most + lengthPart) : once;
    float all = 0;
    float repeated = 0;
    for (int w = 0; w < size; w++) {
      int word = words[w];
      // No branches here: they would be guesses. What a bit says becomes all bits of a mask.
      int held =
          -(int)
              ((heads.get(block, at + place(word)) >>> (word >>> 22))
                  & (heads.get(block, at + otherPlace(word)) >>> (word >>> 12))
                  & 1);
      int more = held & -(int) ((heads.get(block, at + repeatedPlace(word)) >>> (word >>> 4)) & 1);
      int weight = Float.floatToRawIntBits(weights[w]);
      all += Float.intBitsToFloat(held & weight);
      repeated += Float.intBitsToFloat(more & weight);
    }
    return all * once + repeated * (often - once);
  }

  /**
   * Returns an upper bound, rounding aside, of the sum of the weights of those words in a passage.
   */
  float sumAtMost(int passage, int[] words, float[] weights) {
    int block = passage >>> BLOCK_BITS;
    int at = at(passage);
    float sum = 0;
    for (int w = 0; w < words.length; w++) {
      int word = words[w];
      long both =
          (heads.get(block, at + place(word)) >>> (word >>> 22))
              & (heads.get(block, at + otherPlace(word)) >>> (word >>> 12))
              & 1;
      sum += both * weights[w];
    }
    return sum;
  }

  /**
   * Tells whether the words that are in both passages are at least a share of those that are in
   * either.
   */
  boolean share(int one, int other, double share) {
    int size = size(one);
    int otherSize = size(other);
    int atMost = Math.min(size - missing(one, other), otherSize - missing(other, one));
    if (jaccard(atMost, size + otherSize) < share) {
      return false;
    }
    int oneBlock = one >>> BLOCK_BITS;
    int otherBlock = other >>> BLOCK_BITS;
    int i = first(one);
    int iEnd = i + size;
    int j = first(other);
    int jEnd = j + otherSize;
    int both = 0;
    while (i < iEnd && j < jEnd) {
      int compared = Integer.compare(terms.get(oneBlock, i), terms.get(otherBlock, j));
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

  /** Returns at least how many of {@code one}'s words are not in {@code other}. */
  int missing(int one, int other) {
    int oneBlock = one >>> BLOCK_BITS;
    int otherBlock = other >>> BLOCK_BITS;
    int bits = 0;
    for (int n = 0; n < SIGNATURE; n++) {
      bits +=
          Long.bitCount(heads.get(oneBlock, at(one) + n) & ~heads.get(otherBlock, at(other) + n));
    }
    // Each missing word accounts for two bits at most.
    return (bits + 1) / 2;
  }

  private boolean mayHold(int passage, int word) {
    int block = passage >>> BLOCK_BITS;
    int at = at(passage);
    return (heads.get(block, at + place(word)) & bit(word)) != 0
        && (heads.get(block, at + otherPlace(word)) & otherBit(word)) != 0;
  }

  /**
   * Returns which of a passage's words a word is, or -1. A binary search that halves whatever it
   * finds, so that the processor has no branch to guess: wrong guesses took a fifth of the time of
   * all mining.
   */
  private int find(int passage, int word) {
    int block = passage >>> BLOCK_BITS;
    int first = first(passage);
    int size = size(passage);
    int at = first;
    for (int left = size; left > 1; ) {
      int half = left >>> 1;
      at = terms.get(block, at + half) <= word ? at + half : at;
      left -= half;
    }
    return size > 0 && terms.get(block, at) == word ? at - first : -1;
  }

  private int first(int passage) {
    return (int) (heads.get(passage >>> BLOCK_BITS, at(passage) + TERMS) >>> 32);
  }

  private static int at(int passage) {
    return (passage & (BLOCK - 1)) * STRIDE;
  }

  // Words are hashes, any of whose bits are as good as others: from the left, four say in which
  // long
  // and six which bit, twice; shifts take the last six of what is left. Repeated words use others.

  static int place(int word) {
    return word >>> 28;
  }

  static long bit(int word) {
    return 1L << (word >>> 22);
  }

  static int otherPlace(int word) {
    return (word >>> 18) & (SIGNATURE - 1);
  }

  static long otherBit(int word) {
    return 1L << (word >>> 12);
  }

  static int repeatedPlace(int word) {
    return SIGNATURE + ((word >>> 10) & (REPEATED - 1));
  }

  static long repeatedBit(int word) {
    return 1L << (word >>> 4);
  }
}
