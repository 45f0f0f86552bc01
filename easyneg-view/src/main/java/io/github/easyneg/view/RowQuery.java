package io.github.easyneg.view;

import io.github.easyneg.mine.Marks;
import io.github.easyneg.view.Columns.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/**
 * Which rows to show, and in which order. A row is shown where one of its negatives passes all
 * filters on negatives, and the row all filters on rows.
 *
 * @param text what a text of the row must hold, whatever its case; empty for all rows
 * @param ranges numbers that a negative must have, both ends included
 * @param pool the pool that a negative was drawn from; empty for any
 * @param guard a guard that rejected candidates of the row; empty for any row
 * @param mark what a negative is marked as; {@code none} for unmarked ones, empty for any
 * @param order {@code risk}, {@code row}, or a column's key; a column behind a minus ascends
 */
record RowQuery(
    String text, Map<Column, Range> ranges, String pool, String guard, String mark, String order) {
  /** Both ends are included. */
  record Range(float from, float to) {
    boolean holds(float value) {
      return value >= from && value <= to;
    }
  }

  RowQuery {
    ranges = Map.copyOf(ranges);
  }

  /**
   * Reads the parameters of an address.
   *
   * @throws IllegalArgumentException if a number is invalid, or an order is unknown
   */
  static RowQuery of(Map<String, String> parameters) {
    Map<Column, Range> ranges = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      String from = parameters.getOrDefault(column.key() + "From", "");
      String to = parameters.getOrDefault(column.key() + "To", "");
      if (!from.isEmpty() || !to.isEmpty()) {
        ranges.put(
            column,
            new Range(
                from.isEmpty() ? Float.NEGATIVE_INFINITY : Float.parseFloat(from),
                to.isEmpty() ? Float.POSITIVE_INFINITY : Float.parseFloat(to)));
      }
    }
    RowQuery query =
        new RowQuery(
            parameters.getOrDefault("text", ""),
            ranges,
            parameters.getOrDefault("pool", ""),
            parameters.getOrDefault("guard", ""),
            parameters.getOrDefault("mark", ""),
            parameters.getOrDefault("order", "risk"));
    if (!query.order.equals("risk") && !query.order.equals("row")) {
      column(query.order);
    }
    return query;
  }

  @com.google.errorprone.annotations.CanIgnoreReturnValue
  private static Column column(String order) {
    String key = order.startsWith("-") ? order.substring(1) : order;
    return Arrays.stream(Column.values())
        .filter(column -> column.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("order is '" + order + "', which is not a column."));
  }

  /**
   * Returns the places of the rows to show, in order.
   *
   * @param holdsText tells of a row's place whether the row holds the text
   * @param marked tells what a negative is marked as
   */
  int[] rows(
      AuditIndex index,
      IntPredicate holdsText,
      java.util.function.IntFunction<Optional<Marks.Verdict>> marked) {
    List<Integer> found = new ArrayList<>();
    for (int row = 0; row < index.rows().size(); row++) {
      if ((guard.isEmpty() || index.rejectedBy(row, guard))
          && negativePasses(index, row, marked)
          && (text.isEmpty() || holdsText.test(row))) {
        found.add(row);
      }
    }
    if (!order.equals("row")) {
      double[] keys = keys(index);
      found.sort(Comparator.comparingDouble(row -> keys[row]));
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean negativePasses(
      AuditIndex index, int row, java.util.function.IntFunction<Optional<Marks.Verdict>> marked) {
    if (ranges.isEmpty() && pool.isEmpty() && mark.isEmpty()) {
      return true;
    }
    for (int n = index.firstNegative(row); n < index.firstNegative(row + 1); n++) {
      if (passes(index, n) && (mark.isEmpty() || word(marked.apply(n)).equals(mark))) {
        return true;
      }
    }
    return false;
  }

  private static String word(Optional<Marks.Verdict> verdict) {
    return verdict.map(Marks.Verdict::word).orElse("none");
  }

  /** Tells whether a negative passes the filters on numbers and pools. */
  private boolean passes(AuditIndex index, int negative) {
    if (!pool.isEmpty() && index.columns().pool(negative) != index.poolNumber(pool)) {
      return false;
    }
    for (Map.Entry<Column, Range> range : ranges.entrySet()) {
      if (!range.getValue().holds(index.columns().value(range.getKey(), negative))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns a number for each row, by which rows are sorted: once for all, as a sort asks again and
   * again. Rows without negatives come last, and equal ones stay in the order of the file.
   */
  private double[] keys(AuditIndex index) {
    boolean ascends = order.startsWith("-");
    IntToDoubleFunction number = number(index.columns());
    double[] keys = new double[index.rows().size()];
    for (int row = 0; row < keys.length; row++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int n = index.firstNegative(row); n < index.firstNegative(row + 1); n++) {
        double value = number.applyAsDouble(n);
        if (!Double.isNaN(value) && passes(index, n)) {
          most = Math.max(most, ascends ? -value : value);
        }
      }
      keys[row] = -most;
    }
    return keys;
  }

  private IntToDoubleFunction number(Columns columns) {
    if (order.equals("risk")) {
      return columns::risk;
    }
    Column column = column(order);
    return negative -> columns.value(column, negative);
  }
}
