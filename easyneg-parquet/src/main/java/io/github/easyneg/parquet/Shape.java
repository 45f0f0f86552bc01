package io.github.easyneg.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the values of a field look like, as far as records have shown. */
sealed interface Shape {
  /** Only nulls and empty lists so far. */
  record Unknown() implements Shape {}

  /** Values without parts. */
  enum Leaf implements Shape {
    TEXT("text"),
    FLAG("true or false"),
    WHOLE("a whole number"),
    REAL("a number");

    private final String words;

    Leaf(String words) {
      this.words = words;
    }
  }

  /** A list, all elements of which look alike. */
  record Elements(Shape element) implements Shape {}

  /** An object, by field name in the order of their first appearance. */
  record Group(Map<String, Shape> fields) implements Shape {}

  Shape UNKNOWN = new Unknown();

  /**
   * Returns the shape of one value.
   *
   * @throws IllegalArgumentException if Parquet cannot hold it
   */
  static Shape of(String path, @Nullable Object value) {
    if (value == null) {
      return UNKNOWN;
    }
    if (value instanceof String) {
      return Leaf.TEXT;
    }
    if (value instanceof Boolean) {
      return Leaf.FLAG;
    }
    if (value instanceof Integer || value instanceof Long) {
      return Leaf.WHOLE;
    }
    if (value instanceof BigInteger big) {
      if (big.bitLength() >= Long.SIZE) {
        throw new IllegalArgumentException(
            path + " is " + big + ", which has more than 64 bits; write .jsonl instead.");
      }
      return Leaf.WHOLE;
    }
    if (value instanceof Double || value instanceof BigDecimal) {
      return Leaf.REAL;
    }
    if (value instanceof List<?> list) {
      Shape element = UNKNOWN;
      for (Object each : list) {
        element = merge(path, element, of(path, each));
      }
      return new Elements(element);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Shape> fields = new LinkedHashMap<>();
      map.forEach(
          (name, each) ->
              fields.put(String.valueOf(name), of(inside(path, String.valueOf(name)), each)));
      return new Group(fields);
    }
    throw new IllegalArgumentException(
        path
            + " is a "
            + value.getClass().getName()
            + ", which records do not hold; see OutputRecord for the types that they do.");
  }

  /**
   * Returns the shape of both.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Shape merge(String path, Shape a, Shape b) {
    if (a.equals(b) || b instanceof Unknown) {
      return a;
    }
    if (a instanceof Unknown) {
      return b;
    }
    if (a instanceof Elements one && b instanceof Elements other) {
      return new Elements(merge(path, one.element(), other.element()));
    }
    if (a instanceof Group one && b instanceof Group other) {
      Map<String, Shape> fields = new LinkedHashMap<>(one.fields());
      other
          .fields()
          .forEach(
              (name, shape) ->
                  fields.merge(name, shape, (x, y) -> merge(inside(path, name), x, y)));
      return new Group(fields);
    }
    if (isNumber(a) && isNumber(b)) {
      return Leaf.REAL;
    }
    throw new IllegalArgumentException(
        path
            + " is "
            + words(b)
            + " here and "
            + words(a)
            + " in an earlier record; a Parquet column has one type, so write .jsonl instead.");
  }

  /** Treats what was always null as text: a column must have some type. */
  static Shape settled(Shape shape) {
    if (shape instanceof Elements list) {
      return new Elements(settled(list.element()));
    }
    if (shape instanceof Group group) {
      Map<String, Shape> fields = new LinkedHashMap<>();
      group.fields().forEach((name, field) -> fields.put(name, settled(field)));
      return new Group(fields);
    }
    return shape instanceof Leaf ? shape : Leaf.TEXT;
  }

  static String inside(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static boolean isNumber(Shape shape) {
    return shape == Leaf.WHOLE || shape == Leaf.REAL;
  }

  private static String words(Shape shape) {
    if (shape instanceof Leaf leaf) {
      return leaf.words;
    }
    return shape instanceof Elements ? "a list" : "an object";
  }
}
