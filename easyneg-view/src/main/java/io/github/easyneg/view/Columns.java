package io.github.easyneg.view;

import java.util.Arrays;

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

  private final float[][] values = new float[Column.values().length][1024];
  private int[] passages = new int[1024];
  private int[] pools = new int[1024];
  private int size;

  void add(float[] numbers, int passage, int pool) {
    if (size == passages.length) {
      int more = 2 * size;
      passages = Arrays.copyOf(passages, more);
      pools = Arrays.copyOf(pools, more);
      for (int c = 0; c < values.length; c++) {
        values[c] = Arrays.copyOf(values[c], more);
      }
    }
    for (int c = 0; c < values.length; c++) {
      values[c][size] = numbers[c];
    }
    passages[size] = passage;
    pools[size] = pool;
    size++;
  }

  int size() {
    return size;
  }

  float value(Column column, int negative) {
    return values[column.ordinal()][negative];
  }

  void set(Column column, int negative, float value) {
    values[column.ordinal()][negative] = value;
  }

  int passage(int negative) {
    return passages[negative];
  }

  int pool(int negative) {
    return pools[negative];
  }

  /**
   * Returns how much speaks for a negative's answering its question after all, in [0, 1]: the
   * distracting effect where a reader gave one, else the mean of the two quantiles.
   */
  float risk(int negative) {
    float distracting = value(Column.DISTRACTING, negative);
    return Float.isNaN(distracting)
        ? (value(Column.COSINE_QUANTILE, negative) + value(Column.LEXICAL_QUANTILE, negative)) / 2
        : distracting;
  }
}
