package io.github.easyneg.data;

import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

  private final Parts parts;

  /** The parts while they are set; each call changes one of them by name, in a copy. */
  private static final class Parts extends Copied<Parts> {
    private String name = "auto";
    private Optional<FieldMap> map = Optional.empty();
    private String titles = TITLE_BLANK_LINE_TEXT;
    private Optional<Corpus> corpus = Optional.empty();

    /** Of each input, in order; empty where one format is for all. */
    private List<InputFormat> perInput = List.of();
  }

  private InputFormat(Parts parts) {
    requireNamed(parts.name, parts.map);
    String titles = parts.titles;
    if (titles.split("\\{text}", -1).length != 2 || titles.split("\\{title}", -1).length > 2) {
      throw new IllegalArgumentException(
          "the pattern for titles is \""
              + titles
              + "\"; {text} must be in it once, and {title} once or not at all.");
    }
    this.parts = parts;
  }

  private static void requireNamed(String name, Optional<FieldMap> map) {
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
  }

  private InputFormat with(Consumer<Parts> change) {
    return new InputFormat(parts.with(change));
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
    return new InputFormat(new Parts().with(p -> p.name = name));
  }

  /** Returns the format of records that a map describes. */
  public static InputFormat mapped(FieldMap map) {
    NotNull.check(map, "map");
    return new InputFormat(
        new Parts()
            .with(
                p -> {
                  p.name = "map";
                  p.map = Optional.of(map);
                }));
  }

  /**
   * Returns the format that takes the first input as the first of some formats says, the second as
   * the second, and so on; with the pattern for titles and the corpus of the first.
   *
   * @throws IllegalArgumentException if there is none, or one of them has formats of its own
   */
  public static InputFormat perInput(List<InputFormat> formats) {
    NotNull.check(formats, "formats");
    if (formats.isEmpty() || formats.stream().anyMatch(one -> !one.parts.perInput.isEmpty())) {
      throw new IllegalArgumentException(
          "formats is " + formats + "; name the format of each input, one at least.");
    }
    InputFormat first = formats.get(0);
    return new InputFormat(
        new Parts()
            .with(
                p -> {
                  p.titles = first.titles();
                  p.corpus = first.corpus();
                  p.perInput = List.copyOf(formats);
                }));
  }

  /**
   * Returns this format with another pattern for titles; {@code {text}} leaves them out.
   *
   * @throws IllegalArgumentException if {@code {text}} is not in it once, or {@code {title}} more
   *     than once
   */
  public InputFormat withTitles(String pattern) {
    NotNull.check(pattern, "pattern");
    return with(p -> p.titles = pattern);
  }

  /**
   * Returns this format with a corpus, whose passages records may name by their ids, and which is
   * mined from unless a recipe names another.
   */
  public InputFormat withCorpus(Corpus corpus) {
    NotNull.check(corpus, "corpus");
    return with(p -> p.corpus = Optional.of(corpus));
  }

  /**
   * Returns the format {@code auto} with a map for records of which no shape is known.
   *
   * @throws IllegalArgumentException if this is another format than {@code auto}
   */
  public InputFormat orElse(FieldMap map) {
    NotNull.check(map, "map");
    if (!parts.perInput.isEmpty()) {
      throw new IllegalArgumentException(
          "the input format is "
              + name()
              + ", for each input its own; a map goes with one for all.");
    }
    return with(p -> p.map = Optional.of(map));
  }

  /**
   * Returns the shape's name, one of {@link #NAMES}, or {@code map}; {@code auto} goes by the first
   * record's fields. Of formats per input, their names with commas between them.
   */
  public String name() {
    return parts.perInput.isEmpty()
        ? parts.name
        : parts.perInput.stream().map(InputFormat::name).collect(Collectors.joining(","));
  }

  /** Returns the format of each input, in order; nothing where this one is for all. */
  public List<InputFormat> perInput() {
    return parts.perInput.stream()
        .map(
            one ->
                one.with(
                    p -> {
                      p.titles = parts.titles;
                      p.corpus = parts.corpus;
                    }))
        .toList();
  }

  /**
   * Returns which field is what, where the name is {@code map}; where it is {@code auto}, for
   * records of which no shape is known.
   */
  public Optional<FieldMap> map() {
    return parts.map;
  }

  /**
   * Returns how the title of a passage and its text become one text, where the shape has titles: a
   * pattern with {@code {text}}, and with {@code {title}} or without it.
   */
  public String titles() {
    return parts.titles;
  }

  /** Returns in which passages records find those that they name by their ids, as Tevatron's do. */
  public Optional<Corpus> corpus() {
    return parts.corpus;
  }

  /** Returns a passage with its title; the text alone where there is no title. */
  public String joined(String title, String text) {
    NotNull.check(text, "text");
    if (title.isBlank()) {
      return text;
    }
    int at = parts.titles.indexOf("{text}");
    return parts.titles.substring(0, at).replace("{title}", title)
        + text
        + parts.titles.substring(at + "{text}".length()).replace("{title}", title);
  }

  private List<Object> all() {
    return List.of(parts.name, parts.map, parts.titles, parts.corpus, parts.perInput);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InputFormat that && all().equals(that.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  @Override
  public String toString() {
    return "InputFormat" + all();
  }
}
