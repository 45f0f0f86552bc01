package io.github.easyneg.internal.text;

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

  int get(int key) {
    return counts[find(keys, counts, key)];
  }

  /** Returns how many places the table has. */
  int slots() {
    return keys.length;
  }

  /** Returns a key's place in the table, or -1 if it was never counted. */
  int slot(int key) {
    int at = find(keys, counts, key);
    return counts[at] == 0 ? -1 : at;
  }

  /** Returns the key at a place, if it is taken. */
  int keyAt(int slot) {
    return keys[slot];
  }

  /** Returns the count at a place; 0 where it is free. */
  int countAt(int slot) {
    return counts[slot];
  }

  private static int find(int[] keys, int[] counts, int key) {
    int mask = keys.length - 1;
    int at = (key * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(mask);
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
