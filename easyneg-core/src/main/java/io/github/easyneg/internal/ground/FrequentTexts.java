package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.text.Fold;
import java.util.Arrays;

/** Texts that were there many times, verbatim, each by 64 bits of a hash. Immutable. */
final class FrequentTexts {
  private final long[] hashes;

  private FrequentTexts(long[] hashes) {
    this.hashes = hashes;
  }

  /** Returns texts by their hashes, as {@link #hashes} gave them. */
  static FrequentTexts of(long[] hashes) {
    return new FrequentTexts(hashes);
  }

  /** Returns the hashes, ascending; not to be changed. */
  long[] hashes() {
    return hashes;
  }

  boolean contains(String text) {
    return hashes.length > 0 && Arrays.binarySearch(hashes, Fold.exactHash(text)) >= 0;
  }

  /** Collects texts; eight bytes for each. */
  static final class Builder {
    private long[] hashes = new long[64];
    private int size;

    void add(String text) {
      add(Fold.exactHash(text));
    }

    /** Adds the hash of a text. */
    void add(long hash) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * size);
      }
      hashes[size++] = hash;
    }

    /** Returns all that were added, each of which is known to be frequent. */
    FrequentTexts buildFrequent() {
      return build(1);
    }

    /** Returns those that were added at least {@code times} times. */
    FrequentTexts build(int times) {
      long[] sorted = Arrays.copyOf(hashes, size);
      Arrays.sort(sorted);
      int kept = 0;
      for (int i = times - 1; i < size; i++) {
        boolean first = kept == 0 || sorted[kept - 1] != sorted[i];
        if (first && sorted[i] == sorted[i - times + 1]) {
          sorted[kept++] = sorted[i];
        }
      }
      return new FrequentTexts(Arrays.copyOf(sorted, kept));
    }
  }
}
