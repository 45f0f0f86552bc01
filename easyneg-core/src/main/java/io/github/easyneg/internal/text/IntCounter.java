package io.github.easyneg.internal.text;

import io.github.easyneg.internal.io.Memory;

/** Counts ints in an open-addressed table. */
final class IntCounter {
  private int[] keys = new int[1024];
  private int[] counts = new int[1024];
  private int used;

  void increment(int key) {
    if (used * 2 > keys.length) {
      grow();
    }
    int at = find(keys, counts, key);
    if (counts[at] == 0) {
      keys[at] = key;
      used++;
    }
    counts[at]++;
  }

  /** Returns what was counted, kept in {@code memory}; this counter is used up. */
  WordTable table(Memory memory) {
    return new WordTable(memory.keep(keys, keys.length), memory.keep(counts, counts.length));
  }

  private static int find(int[] keys, int[] counts, int key) {
    int mask = keys.length - 1;
    int at = WordTable.home(key, mask);
    while (counts[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    int[] newKeys = new int[2 * keys.length];
    int[] newCounts = new int[newKeys.length];
    for (int i = 0; i < keys.length; i++) {
      if (counts[i] != 0) {
        int at = find(newKeys, newCounts, keys[i]);
        newKeys[at] = keys[i];
        newCounts[at] = counts[i];
      }
    }
    keys = newKeys;
    counts = newCounts;
  }
}
