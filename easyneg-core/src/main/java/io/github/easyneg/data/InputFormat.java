package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.util.List;
import java.util.Optional;

/**
 * How records become rows: by which shape, or which map, and what becomes of titles. Immutable.
 *
 * @param name the shape's name, one of {@link #NAMES}; {@code auto} goes by the first record's
 *     fields
 * @param map fields by name, where {@code name} is {@code map}; where it is {@code auto}, for
 *     records of which no shape is known
 * @param titles how the title of a passage and its text become one text, where the shape has
 *     titles: a pattern with {@code {text}}, and with {@code {title}} or without it
 * @param corpus in which passages are that records name by their ids, as Tevatron's do
 */
public record InputFormat(
    String name, Optional<FieldMap> map, String titles, Optional<Corpus> corpus) {
  /** Joins as the data set germanrag does: title, blank line, text. */
  public static final String TITLE_BLANK_LINE_TEXT = "{title}\n\n{text}";

  /** The names of all shapes, and {@code auto}. */
  public static final List<String> NAMES =
      List.of(
          "auto",
          "germanrag",
          "columns",
          "squad",
          "dpr",
          "dpr-output",
          "flag-embedding",
          "sentence-transformers",
          "tevatron",
          "ragas",
          "llama-index",
          "cohere-rerank",
          "reranker-eval",
          "nemo");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if there is no such shape, a map is missing or not asked for,
   *     or {@code titles} does not hold {@code {text}} once and {@code {title}} at most once
   */
  public InputFormat {
    NotNull.check(corpus, "corpus");
    NotNull.check(titles, "titles");
    if (map.isPresent() ? !name.equals("map") && !name.equals("auto") : name.equals("map")) {
      throw new IllegalArgumentException(
          "the input format is "
              + name
              + "; a map goes with the formats map and auto, and map needs one.");
    }
    if (map.isEmpty() && !NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "unknown input format \""
              + name
              + "\"; use one of "
              + String.join(", ", NAMES)
              + ", or say which field is what with a map.");
    }
    if (titles.split("\\{text}", -1).length != 2 || titles.split("\\{title}", -1).length > 2) {
      throw new IllegalArgumentException(
          "the pattern for titles is \""
              + titles
              + "\"; {text} must be in it once, and {title} once or not at all.");
    }
  }

  /** Goes by the first record's fields; the default. */
  public static InputFormat auto() {
    return of("auto");
  }

  /**
   * Returns the format of a shape.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static InputFormat of(String name) {
    return new InputFormat(name, Optional.empty(), TITLE_BLANK_LINE_TEXT, Optional.empty());
  }

  /** Returns the format of records that a map describes. */
  public static InputFormat mapped(FieldMap map) {
    NotNull.check(map, "map");
    return new InputFormat("map", Optional.of(map), TITLE_BLANK_LINE_TEXT, Optional.empty());
  }

  /**
   * Returns this format with another pattern for titles; {@code {text}} leaves them out.
   *
   * @throws IllegalArgumentException if {@code {text}} is not in it once, or {@code {title}} more
   *     than once
   */
  public InputFormat withTitles(String pattern) {
    NotNull.check(pattern, "pattern");
    return new InputFormat(name, map, pattern, corpus);
  }

  /**
   * Returns this format with a corpus, whose passages records may name by their ids, and which is
   * mined from unless a recipe names another.
   */
  public InputFormat withCorpus(Corpus corpus) {
    NotNull.check(corpus, "corpus");
    return new InputFormat(name, map, titles, Optional.of(corpus));
  }

  /**
   * Returns the format {@code auto} with a map for records of which no shape is known.
   *
   * @throws IllegalArgumentException if this is another format than {@code auto}
   */
  public InputFormat orElse(FieldMap map) {
    NotNull.check(map, "map");
    return new InputFormat(name, Optional.of(map), titles, corpus);
  }

  /** Returns a passage with its title; the text alone where there is no title. */
  public String joined(String title, String text) {
    NotNull.check(text, "text");
    if (title.isBlank()) {
      return text;
    }
    int at = titles.indexOf("{text}");
    return titles.substring(0, at).replace("{title}", title)
        + text
        + titles.substring(at + "{text}".length()).replace("{title}", title);
  }
}
