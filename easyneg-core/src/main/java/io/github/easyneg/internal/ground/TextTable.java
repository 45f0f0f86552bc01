package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import java.util.Arrays;

/** Finds a passage's number by its text: an open-addressed table, some eight bytes a passage. */
final class TextTable {
  private static final int FREE = -1;

  private final Passage[] passages;
  private final int[] slots;

  TextTable(Passage[] passages) {
    this.passages = passages;
    int size = Integer.highestOneBit(Math.max(8, passages.length)) << 1;
    this.slots = new int[size == Integer.MIN_VALUE ? 1 << 30 : size];
    Arrays.fill(slots, FREE);
    for (int i = 0; i < passages.length; i++) {
      slots[slot(passages[i].text())] = i;
    }
  }

  /** Returns the number of the passage with this text, or -1. */
  int number(String text) {
    return slots[slot(text)];
  }

  private int slot(String text) {
    int mask = slots.length - 1;
    int hash = text.hashCode() * 0x9E3779B9;
    int at = (hash ^ (hash >>> 16)) & mask;
    while (slots[at] != FREE && !passages[slots[at]].text().equals(text)) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
