package io.github.easyneg.internal.text;

import io.github.easyneg.internal.io.SectionFile;
import io.github.easyneg.internal.io.SectionWriter;
import java.nio.IntBuffer;

/**
 * How many passages hold each word: an open-addressed table, as {@link IntCounter} fills it.
 * Immutable; thread-safe.
 */
final class WordTable {
  private final IntBlocks keys;
  private final IntBlocks counts;
  private final int mask;

  /**
   * Makes a value.
   *
   * @param keys words, as many places as a power of two
   * @param counts how many passages hold each; 0 where a place is free
   */
  WordTable(IntBuffer keys, IntBuffer counts) {
    this.keys = IntBlocks.of(keys);
    this.counts = IntBlocks.of(counts);
    this.mask = keys.capacity() - 1;
  }

  /** Returns the place at which to begin to look for a key. */
  static int home(int key, int mask) {
    return (key * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(mask);
  }

  int get(int key) {
    return counts.get(0, find(key));
  }

  /** Returns how many places the table has. */
  int slots() {
    return mask + 1;
  }

  /** Returns a key's place in the table, or -1 if it was never counted. */
  int slot(int key) {
    int at = find(key);
    return counts.get(0, at) == 0 ? -1 : at;
  }

  /** Returns the key at a place, if it is taken. */
  int keyAt(int slot) {
    return keys.get(0, slot);
  }

  /** Returns the count at a place; 0 where it is free. */
  int countAt(int slot) {
    return counts.get(0, slot);
  }

  /** Writes this as sections. */
  void save(SectionWriter out) {
    out.write(keys.block(0));
    out.end("words");
    out.write(counts.block(0));
    out.end("documents");
  }

  /**
   * Returns what was saved.
   *
   * @throws SectionFile.Damaged if a section is not there
   */
  static WordTable open(SectionFile file) throws SectionFile.Damaged {
    SectionFile.Section words = file.section("words");
    int slots = (int) (words.length() / Integer.BYTES);
    return new WordTable(words.ints(0, slots), file.section("documents").ints(0, slots));
  }

  private int find(int key) {
    int at = home(key, mask);
    while (counts.get(0, at) != 0 && keys.get(0, at) != key) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
