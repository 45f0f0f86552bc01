package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.text.Fold;
import java.util.Arrays;

/**
 * Finds a passage's number by its text: an open-addressed table, some eight bytes a passage.
 *
 * <p>By the hash that a {@code String} keeps; where so many texts share one that it cannot be by
 * chance, by another, which takes a look at each text.
 */
final class TextTable {
  private static final int FREE = -1;

  /** Twice the size leaves runs of some dozen at most. */
  private static final int LONGEST_RUN = 1000;

  private final Passage[] passages;
  private final int[] slots;
  private boolean byOther;

  TextTable(Passage[] passages) {
    this.passages = passages;
    int size = Integer.highestOneBit(Math.max(8, passages.length)) << 1;
    this.slots = new int[size == Integer.MIN_VALUE ? 1 << 30 : size];
    if (!fill(LONGEST_RUN)) {
      this.byOther = true;
      boolean unused = fill(slots.length);
    }
  }

  /** Fills the table, and tells whether no run became longer than {@code most}. */
  private boolean fill(int most) {
    Arrays.fill(slots, FREE);
    for (int i = 0; i < passages.length; i++) {
      String text = passages[i].text();
      int slot = slot(text);
      if (((slot - first(text)) & (slots.length - 1)) > most) {
        return false;
      }
      slots[slot] = i;
    }
    return true;
  }

  /** Returns the number of the passage with this text, or -1. */
  int number(String text) {
    return slots[slot(text)];
  }

  private int slot(String text) {
    int mask = slots.length - 1;
    int at = first(text);
    while (slots[at] != FREE && !passages[slots[at]].text().equals(text)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private int first(String text) {
    int hash = (byOther ? (int) Fold.exactHash(text) : text.hashCode()) * 0x9E3779B9;
    return (hash ^ (hash >>> 16)) & (slots.length - 1);
  }
}
