package io.github.easyneg.publish;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The type of a column's values, as {@code datasets} has types. */
sealed interface ColumnType {

  /** A value without parts. */
  enum Plain implements ColumnType {
    /** Nothing but {@code null}. */
    NULL("'null'"),
    BOOL("bool"),
    INT("int64"),
    FLOAT("float64"),
    STRING("string");

    final String dtype;

    Plain(String dtype) {
      this.dtype = dtype;
    }
  }

  /** A list. */
  record ListOf(ColumnType element) implements ColumnType {}

  /** An object with fields. */
  record Struct(Map<String, ColumnType> fields) implements ColumnType {}

  /** Returns the type of a value; empty if no column can have it, or not along with its like. */
  static Optional<ColumnType> of(@Nullable Object value) {
    if (value == null) {
      return Optional.of(Plain.NULL);
    }
    if (value instanceof String) {
      return Optional.of(Plain.STRING);
    }
    if (value instanceof Boolean) {
      return Optional.of(Plain.BOOL);
    }
    if (value instanceof Integer || value instanceof Long) {
      return Optional.of(Plain.INT);
    }
    if (value instanceof Double || value instanceof BigDecimal) {
      return Optional.of(Plain.FLOAT);
    }
    if (value instanceof BigInteger whole) {
      return whole.bitLength() < Long.SIZE ? Optional.of(Plain.INT) : Optional.empty();
    }
    if (value instanceof List<?> list) {
      Optional<ColumnType> element = Optional.of(Plain.NULL);
      for (Object one : list) {
        element = both(element, of(one));
      }
      return element.map(ListOf::new);
    }
    return value instanceof Map<?, ?> map ? struct(map) : Optional.empty();
  }

  private static Optional<ColumnType> struct(Map<?, ?> map) {
    Map<String, ColumnType> fields = new LinkedHashMap<>();
    for (Map.Entry<?, ?> field : map.entrySet()) {
      Optional<ColumnType> type = of(field.getValue());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.put(String.valueOf(field.getKey()), type.get());
    }
    return Optional.of(new Struct(fields));
  }

  /** Returns the type that holds values of both types; empty if there is none. */
  static Optional<ColumnType> both(Optional<ColumnType> one, Optional<ColumnType> other) {
    return one.flatMap(a -> other.flatMap(b -> both(a, b)));
  }

  private static Optional<ColumnType> both(ColumnType one, ColumnType other) {
    if (one.equals(other) || other == Plain.NULL) {
      return Optional.of(one);
    }
    if (one == Plain.NULL) {
      return Optional.of(other);
    }
    if (one instanceof ListOf a && other instanceof ListOf b) {
      return both(a.element(), b.element()).map(ListOf::new);
    }
    if (one instanceof Struct a && other instanceof Struct b) {
      return both(a, b);
    }
    boolean numbers =
        (one == Plain.INT && other == Plain.FLOAT) || (one == Plain.FLOAT && other == Plain.INT);
    return numbers ? Optional.of(Plain.FLOAT) : Optional.empty();
  }

  private static Optional<ColumnType> both(Struct one, Struct other) {
    Map<String, ColumnType> fields = new LinkedHashMap<>(one.fields());
    for (Map.Entry<String, ColumnType> field : other.fields().entrySet()) {
      ColumnType known = fields.getOrDefault(field.getKey(), Plain.NULL);
      Optional<ColumnType> type = both(known, field.getValue());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.put(field.getKey(), type.get());
    }
    return Optional.of(new Struct(fields));
  }
}
