package io.github.easyneg.internal.engine;

import java.util.Arrays;

/** A set of ints that are not negative, open-addressed. */
final class IntSet {
  private static final int FREE = -1;

  // Most sets stay empty, and take no room.
  private int[] slots = new int[0];
  private int size;

  IntSet() {}

  IntSet(IntSet other) {
    this.slots = other.size == 0 ? other.slots : other.slots.clone();
    this.size = other.size;
  }

  boolean contains(int number) {
    return size > 0 && slots[slot(slots, number)] == number;
  }

  void add(int number) {
    if (2 * size >= slots.length) {
      int[] larger = new int[Math.max(16, 2 * slots.length)];
      Arrays.fill(larger, FREE);
      for (int old : slots) {
        if (old != FREE) {
          larger[slot(larger, old)] = old;
        }
      }
      slots = larger;
    }
    int at = slot(slots, number);
    if (slots[at] == FREE) {
      slots[at] = number;
      size++;
    }
  }

  int size() {
    return size;
  }

  private static int slot(int[] slots, int number) {
    int mask = slots.length - 1;
    int at = (number * 0x9E3779B9) >>> 7 & mask;
    while (slots[at] != FREE && slots[at] != number) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
