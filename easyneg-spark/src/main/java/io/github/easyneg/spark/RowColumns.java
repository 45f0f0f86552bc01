package io.github.easyneg.spark;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.source.RecordsAsRows;
import io.github.easyneg.internal.text.Excerpt;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Takes Spark's rows for ours, by the names of their columns. Thread-safe. */
final class RowColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String dataset;
  private final String readAs;
  private final String[] names;
  private transient volatile @Nullable RecordsAsRows converter;

  private RowColumns(String dataset, String readAs, String[] names) {
    this.dataset = dataset;
    this.readAs = readAs;
    this.names = names;
  }

  /**
   * Checks the columns.
   *
   * @param readAs the name of a shape, or {@code auto}
   * @throws IllegalArgumentException if rows with such columns cannot be mined
   */
  static RowColumns of(String dataset, String readAs, StructType schema) {
    RowColumns columns = new RowColumns(dataset, readAs, schema.fieldNames());
    Optional<String> title = columns.converter().title();
    for (StructField field : schema.fields()) {
      if (title.isEmpty()) {
        ColumnTypes.check(field);
      }
    }
    if (title.isEmpty()) {
      ColumnTypes.requireAll(schema);
    }
    return columns;
  }

  /**
   * Checks that no column has the name of one that the result adds.
   *
   * @param rejected whether the result says why rows were rejected
   * @throws IllegalArgumentException if one has
   */
  static void requireRoom(StructType schema, boolean rejected) {
    for (String name : schema.fieldNames()) {
      if (Set.of("negatives", "missing", "reason").contains(name)
          || (rejected && name.equals("rejected"))) {
        throw new IllegalArgumentException(
            "the rows have a column " + name + ", which the result adds; rename it, or drop it.");
      }
    }
  }

  String dataset() {
    return dataset;
  }

  /** Returns what the rows are taken for, if it is worth a word. */
  List<String> notes() {
    return converter().title().map(title -> "read as " + title).stream().toList();
  }

  private RecordsAsRows converter() {
    RecordsAsRows known = converter;
    if (known == null) {
      known = RecordsAsRows.of(InputFormat.of(readAs), new LinkedHashSet<>(Arrays.asList(names)));
      converter = known;
    }
    return known;
  }

  /**
   * Returns a row.
   *
   * @throws DatasetFormatException if it is not as expected; the message says what the row holds,
   *     because a number means nothing to who reads it
   */
  QaRow row(Row row, int part, long number) {
    try {
      return converter().row(fields(row));
    } catch (IllegalArgumentException e) {
      throw rejected(String.valueOf(e.getMessage()), row, part, number);
    }
  }

  /**
   * Returns why a row is rejected.
   *
   * @param problem in words, as a sentence
   */
  DatasetFormatException rejected(String problem, Row row, int part, long number) {
    return new DatasetFormatException(
        String.format(
            Locale.ROOT,
            "a row of %s: %s The row is %s (partition %d, row %d of it).",
            dataset,
            problem,
            Excerpt.message(beginning(row)),
            part,
            number));
  }

  /** Returns the columns, each cut where it is long. */
  private String beginning(Row row) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      columns.add(names[i] + "=" + Excerpt.shown(String.valueOf(value(row.get(i)))));
    }
    return columns.toString();
  }

  /** Returns the columns that are not null: Spark does not tell null from what is not there. */
  private Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      Object value = value(row.get(i));
      if (value != null) {
        fields.put(names[i], value);
      }
    }
    return fields;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? new BigDecimal(value.toString()) : value.toString();
    }
    if (value instanceof Row row) {
      return struct(row);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      CollectionConverters.asJava(map)
          .forEach((name, field) -> fields.put(String.valueOf(name), value(field)));
      return fields;
    }
    if (value instanceof Iterable<?> list) {
      List<@Nullable Object> values = new ArrayList<>();
      CollectionConverters.asJava(list).forEach(element -> values.add(value(element)));
      return values;
    }
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof byte[] bytes) {
      // An object, which is refused where a text, a number or a list is expected, and kept whole
      return Map.of("base64", Base64.getEncoder().encodeToString(bytes));
    }
    if (value instanceof Timestamp time) {
      // Its own words are in the zone of this machine.
      return time.toInstant().toString();
    }
    // Dates and times, as ISO 8601 has them
    return value.toString();
  }

  private static Map<String, Object> struct(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    String[] names = row.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      Object value = value(row.get(i));
      if (value != null) {
        fields.put(names[i], value);
      }
    }
    return fields;
  }
}
