package io.github.easyneg.internal.source;

import io.github.easyneg.internal.json.Described;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a field must be, and what to say where it is something else. */
final class Values {
  private static final String INDEX =
      "; use the index of the context that answers the question, or -1 for \"no positive\".";

  private Values() {}

  static IllegalArgumentException wrong(String path, String expected, @Nullable Object found) {
    return new IllegalArgumentException(
        path + " must be " + expected + ", found " + describe(found) + ".");
  }

  static String text(String path, @Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(path, "a text", value);
  }

  static boolean flag(String path, @Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(path, "true or false", value);
  }

  static List<String> texts(String path, @Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw wrong(path, "an array of texts", value);
    }
    List<String> texts = new ArrayList<>();
    for (Object element : list) {
      texts.add(text(path + "[" + texts.size() + "]", element));
    }
    return texts;
  }

  /** Reads a text or a list of texts; what is missing or null has none. */
  static List<String> textOrTexts(String path, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof String text ? List.of(text) : texts(path, value);
  }

  /** Reads a text, a list of texts, or SQuAD's {@code {"text": [...]}}; null is not an answer. */
  static List<String> answers(String path, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof String text) {
      return List.of(text);
    }
    if (value instanceof Map<?, ?> map) {
      if (!map.containsKey("text")) {
        throw new IllegalArgumentException(
            path + ".text is missing; an answer is a text, a list of texts, or {\"text\": [...]}.");
      }
      return texts(path + ".text", map.get("text")).stream().distinct().toList();
    }
    if (value instanceof List<?>) {
      return texts(path, value).stream().distinct().toList();
    }
    throw wrong(path, "a text", value);
  }

  /** Returns the objects of a list. */
  static List<Map<?, ?>> objects(String path, @Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw wrong(path, "an array of objects", value);
    }
    List<Map<?, ?>> objects = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> map)) {
        throw wrong(path + "[" + objects.size() + "]", "an object", element);
      }
      objects.add(map);
    }
    return objects;
  }

  /** Reads one index or a list of them; -1 alone is none. */
  static List<Integer> indices(String path, @Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      int index = index(path, value);
      return index == -1 ? List.of() : List.of(index);
    }
    List<Integer> indices = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (Object element : list) {
      int index = index(path + "[" + indices.size() + "]", element);
      if (!seen.add(index)) {
        throw new IllegalArgumentException(
            path + " names context " + index + " twice; name each once.");
      }
      indices.add(index);
    }
    return indices;
  }

  private static int index(String path, @Nullable Object value) {
    if (value instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    if (value instanceof Long || value instanceof BigInteger) {
      throw new IllegalArgumentException(
          path + " is " + value + ", which no row has as many contexts for" + INDEX);
    }
    if (value instanceof BigDecimal real) {
      // A table that cannot hold a missing whole number makes 0.0 of 0.
      BigDecimal number = real.stripTrailingZeros();
      if (number.scale() <= 0 && number.precision() - number.scale() < 10) {
        return number.intValueExact();
      }
    }
    throw new IllegalArgumentException(
        path + " must be a whole number, found " + describe(value) + INDEX);
  }

  static void requireInRange(String path, Collection<Integer> indices, int contexts) {
    for (int index : indices) {
      if (index < 0 || index >= contexts) {
        throw new IllegalArgumentException(
            path
                + " is "
                + index
                + " but contexts has "
                + contexts
                + (contexts == 1 ? " entry" : " entries")
                + "; use "
                + (contexts == 1 ? "0" : "0.." + (contexts - 1))
                + ", or -1 for \"no positive\".");
      }
    }
  }

  /** Returns an id, which may be a number; empty where it is missing, null or blank. */
  static Optional<String> id(String path, @Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String || value instanceof Long || value instanceof BigInteger) {
      return Optional.of(value.toString()).filter(id -> !id.isBlank());
    }
    throw wrong(path, "a text, a whole number or null", value);
  }

  /** Returns a title, empty where there is none. */
  static String title(String path, @Nullable Object value) {
    return value == null ? "" : text(path, value);
  }

  /** Returns a value in words, cut after 40 characters. */
  static String describe(@Nullable Object value) {
    return Described.value(value);
  }
}
