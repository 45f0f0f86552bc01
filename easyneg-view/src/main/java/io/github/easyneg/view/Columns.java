package io.github.easyneg.view;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * One line of numbers for each negative of an audit, in the order of the file, by column. What is
 * not known is NaN.
 */
final class Columns {
  /** A number that negatives can be filtered and sorted by. */
  enum Column {
    COSINE_QUANTILE,
    LEXICAL_QUANTILE,
    COSINE,
    DISTRACTING,
    LENGTH,
    REUSE;

    /** Returns the name that the page knows it by, such as {@code cosineQuantile}. */
    String key() {
      StringBuilder key = new StringBuilder();
      for (String word : name().split("_", -1)) {
        String small = word.toLowerCase(java.util.Locale.ROOT);
        key.append(
            key.isEmpty() ? small : Character.toUpperCase(small.charAt(0)) + small.substring(1));
      }
      return key.toString();
    }
  }

  private final Map<Column, float[]> values = new EnumMap<>(Column.class);
  private int[] passages = new int[1024];
  private int[] pools = new int[1024];
  private int size;

  Columns() {
    for (Column column : Column.values()) {
      values.put(column, new float[passages.length]);
    }
  }

  void add(Map<Column, Float> numbers, int passage, int pool) {
    if (size == passages.length) {
      int more = 2 * size;
      passages = Arrays.copyOf(passages, more);
      pools = Arrays.copyOf(pools, more);
      values.replaceAll((column, all) -> Arrays.copyOf(all, more));
    }
    size++;
    values.keySet().forEach(c -> set(c, size - 1, numbers.getOrDefault(c, Float.NaN)));
    passages[size - 1] = passage;
    pools[size - 1] = pool;
  }

  int size() {
    return size;
  }

  float value(Column column, int negative) {
    return column(column)[negative];
  }

  void set(Column column, int negative, float value) {
    column(column)[negative] = value;
  }

  private float[] column(Column column) {
    return Objects.requireNonNull(values.get(column));
  }

  int passage(int negative) {
    return passages[negative];
  }

  int pool(int negative) {
    return pools[negative];
  }

  /**
   * Returns the risk that a negative answers its question after all, in [0, 1]: the distracting
   * effect where a reader gave one, else the mean of the two quantiles.
   */
  float risk(int negative) {
    float distracting = value(Column.DISTRACTING, negative);
    return Float.isNaN(distracting)
        ? (value(Column.COSINE_QUANTILE, negative) + value(Column.LEXICAL_QUANTILE, negative)) / 2
        : distracting;
  }
}
