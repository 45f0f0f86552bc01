package io.github.easyneg.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows that must stay together because they share a text: a union-find forest, paths halved. */
final class RowGroups {
  private final Map<Long, Integer> rowByText = new HashMap<>();
  private int[] parents = new int[1024];
  private int size;

  /**
   * Rows that stay together.
   *
   * @param root the row that stands for the group
   * @param rows how many they are
   * @param hash decides the order, whatever order the rows came in
   */
  record Group(int root, int rows, long hash) {}

  /** Adds a row, connected to those that have the text with this hash. */
  void add(long text) {
    if (size == parents.length) {
      parents = Arrays.copyOf(parents, 2 * size);
    }
    parents[size] = size;
    size++;
    connect(text);
  }

  /** Connects the row that was added last to those that have the text with this hash. */
  void connect(long text) {
    Integer other = rowByText.putIfAbsent(text, size - 1);
    if (other != null) {
      int a = root(size - 1);
      int b = root(other);
      parents[Math.max(a, b)] = Math.min(a, b);
    }
  }

  /** Returns the row that stands for the group of {@code row}. */
  int root(int row) {
    int at = row;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** Hashes the seed with the least key of each group's rows, and sorts by that. */
  List<Group> inOrderOf(long seed, long[] keys) {
    int[] rows = new int[size];
    long[] least = new long[size];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int row = 0; row < size; row++) {
      int root = root(row);
      rows[root]++;
      least[root] = Math.min(least[root], keys[row]);
    }
    List<Group> groups = new ArrayList<>();
    for (int root = 0; root < size; root++) {
      if (rows[root] > 0) {
        long hash =
            Texts.digest().add(Long.toString(seed)).add(Long.toString(least[root])).toLong();
        groups.add(new Group(root, rows[root], hash));
      }
    }
    groups.sort(Comparator.comparingLong(Group::hash));
    return groups;
  }
}
