package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How records become rows: by which shape, or which map, and what becomes of titles. Immutable. */
public final class InputFormat {
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

  private final String name;
  private final Optional<FieldMap> map;
  private final String titles;
  private final Optional<Corpus> corpus;

  /** Of each input, in order; empty where one format is for all. */
  private final List<InputFormat> perInput;

  private InputFormat(String name, Optional<FieldMap> map, String titles, Optional<Corpus> corpus) {
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
    this.name = name;
    this.map = map;
    this.titles = titles;
    this.corpus = corpus;
    this.perInput = List.of();
  }

  private InputFormat(List<InputFormat> perInput) {
    InputFormat first = perInput.get(0);
    this.name = perInput.stream().map(InputFormat::name).collect(Collectors.joining(","));
    this.map = Optional.empty();
    this.titles = first.titles;
    this.corpus = first.corpus;
    this.perInput = List.copyOf(perInput);
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
    NotNull.check(name, "name");
    return new InputFormat(name, Optional.empty(), TITLE_BLANK_LINE_TEXT, Optional.empty());
  }

  /** Returns the format of records that a map describes. */
  public static InputFormat mapped(FieldMap map) {
    NotNull.check(map, "map");
    return new InputFormat("map", Optional.of(map), TITLE_BLANK_LINE_TEXT, Optional.empty());
  }

  /**
   * Returns the format that takes the first input as the first of some formats says, the second as
   * the second, and so on; with the pattern for titles and the corpus of the first.
   *
   * @throws IllegalArgumentException if there is none, or one of them has formats of its own
   */
  public static InputFormat perInput(List<InputFormat> formats) {
    NotNull.check(formats, "formats");
    if (formats.isEmpty() || formats.stream().anyMatch(one -> !one.perInput.isEmpty())) {
      throw new IllegalArgumentException(
          "formats is " + formats + "; name the format of each input, one at least.");
    }
    InputFormat first = formats.get(0);
    return new InputFormat(
        formats.stream().map(one -> one.with(first.titles, first.corpus)).toList());
  }

  private InputFormat with(String ofTitles, Optional<Corpus> ofCorpus) {
    return perInput.isEmpty()
        ? new InputFormat(name, map, ofTitles, ofCorpus)
        : new InputFormat(perInput.stream().map(one -> one.with(ofTitles, ofCorpus)).toList());
  }

  /**
   * Returns this format with another pattern for titles; {@code {text}} leaves them out.
   *
   * @throws IllegalArgumentException if {@code {text}} is not in it once, or {@code {title}} more
   *     than once
   */
  public InputFormat withTitles(String pattern) {
    NotNull.check(pattern, "pattern");
    return with(pattern, corpus);
  }

  /**
   * Returns this format with a corpus, whose passages records may name by their ids, and which is
   * mined from unless a recipe names another.
   */
  public InputFormat withCorpus(Corpus corpus) {
    NotNull.check(corpus, "corpus");
    return with(titles, Optional.of(corpus));
  }

  /**
   * Returns the format {@code auto} with a map for records of which no shape is known.
   *
   * @throws IllegalArgumentException if this is another format than {@code auto}
   */
  public InputFormat orElse(FieldMap map) {
    NotNull.check(map, "map");
    if (!perInput.isEmpty()) {
      throw new IllegalArgumentException(
          "the input format is " + name + ", for each input its own; a map goes with one for all.");
    }
    return new InputFormat(name, Optional.of(map), titles, corpus);
  }

  /**
   * Returns the shape's name, one of {@link #NAMES}, or {@code map}; {@code auto} goes by the first
   * record's fields. Of formats per input, their names with commas between them.
   */
  public String name() {
    return name;
  }

  /** Returns the format of each input, in order; nothing where this one is for all. */
  public List<InputFormat> perInput() {
    return perInput;
  }

  /**
   * Returns which field is what, where the name is {@code map}; where it is {@code auto}, for
   * records of which no shape is known.
   */
  public Optional<FieldMap> map() {
    return map;
  }

  /**
   * Returns how the title of a passage and its text become one text, where the shape has titles: a
   * pattern with {@code {text}}, and with {@code {title}} or without it.
   */
  public String titles() {
    return titles;
  }

  /** Returns in which passages records find those that they name by their ids, as Tevatron's do. */
  public Optional<Corpus> corpus() {
    return corpus;
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

  private List<Object> parts() {
    return List.of(name, map, titles, corpus, perInput);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InputFormat that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return "InputFormat" + parts();
  }
}
