package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says which field of a record is what, for records of a shape that nobody taught: {@code
 * question=user_input,answer=reference,contexts=docs[*].text,positive=0}.
 *
 * <p>At the left one of these, at the right a field, or one inside another by dots, {@code [*]}
 * being each element of a list:
 *
 * <ul>
 *   <li>{@code question}: a text; needed
 *   <li>{@code answer}: a text, or several; may be missing
 *   <li>{@code contexts}: a text, or several
 *   <li>{@code positive}, with {@code contexts}: the number of the context that answers, from 0, or
 *       {@code -1} for none; or the field that holds it, a number or several
 *   <li>{@code positives}, {@code negatives}: texts that answer, and that do not, in place of or
 *       next to {@code contexts}
 *   <li>{@code titles}, {@code ids}: of each context; needs {@code contexts}
 * </ul>
 *
 * @param paths by what they are
 */
public record FieldMap(Map<String, String> paths) {
  private static final List<String> KEYS =
      List.of(
          "question", "answer", "contexts", "positive", "positives", "negatives", "titles", "ids");
  private static final Pattern NUMBER = Pattern.compile("-1|\\d{1,9}");
  private static final String EXAMPLE =
      "question=user_input,answer=reference,contexts=docs[*].text,positive=0";

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a key is unknown, a path is blank, or what a row needs is
   *     missing
   */
  public FieldMap {
    NotNull.check(paths, "paths");
    paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    paths.forEach(
        (key, path) -> {
          if (!KEYS.contains(key)) {
            throw new IllegalArgumentException(
                "a map has no \"" + key + "\"; use " + String.join(", ", KEYS) + ".");
          }
          if (path.isBlank()) {
            throw new IllegalArgumentException(
                "the map has no field for " + key + "; write as in " + EXAMPLE + ".");
          }
        });
    if (!paths.containsKey("question")) {
      throw new IllegalArgumentException("the map has no question; write as in " + EXAMPLE + ".");
    }
    if (paths.containsKey("contexts") != paths.containsKey("positive")) {
      throw new IllegalArgumentException(
          (paths.containsKey("contexts")
                  ? "the map has contexts, but does not say which is the positive; add positive=0,"
                      + " positive=-1 for none, or the field that holds its number"
                  : "the map has positive, but no contexts that it counts; add contexts=FIELD")
              + ", as in "
              + EXAMPLE
              + ".");
    }
    if (!paths.containsKey("contexts")
        && !paths.containsKey("positives")
        && !paths.containsKey("negatives")) {
      throw new IllegalArgumentException(
          "the map has no contexts; write as in " + EXAMPLE + ", or positives=FIELD.");
    }
    if (!paths.containsKey("contexts")
        && (paths.containsKey("titles") || paths.containsKey("ids"))) {
      throw new IllegalArgumentException(
          "the map has titles or ids, but no contexts that they belong to; add contexts=FIELD.");
    }
  }

  /**
   * Reads a map as an option gives it.
   *
   * @throws IllegalArgumentException if it is not {@code key=field,key=field}, a key is there
   *     twice, or the map lacks what a row needs
   */
  public static FieldMap parse(String text) {
    Map<String, String> paths = new LinkedHashMap<>();
    for (String part : split(text)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "the map has \"" + part + "\", which says nothing; write as in " + EXAMPLE + ".");
      }
      String key = part.substring(0, equals).strip();
      if (paths.put(key, part.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("the map has " + key + " twice; give it once.");
      }
    }
    return new FieldMap(paths);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Returns the path of something; empty if the map does not have it. */
  public Optional<String> path(String key) {
    NotNull.check(key, "key");
    return Optional.ofNullable(paths.get(key));
  }

  /** Returns the number that {@code positive} is, if it is one and no field. */
  public Optional<Integer> fixedPositive() {
    return path("positive").filter(path -> NUMBER.matcher(path).matches()).map(Integer::valueOf);
  }

  /** Returns the map as {@link #parse} reads it. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    paths.forEach((key, path) -> parts.add(key + "=" + path));
    return String.join(",", parts);
  }
}
