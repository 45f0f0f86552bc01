package io.github.easyneg.publish;

import io.github.easyneg.format.CorpusFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.internal.io.OwnText;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the {@code README.md} of a data set folder says: the front matter that the Hugging Face Hub
 * and {@code datasets.load_dataset} read, and a few lines for people.
 *
 * <p>Immutable; each call returns another card.
 */
public final class DatasetCard {
  /** What {@code datasets} accepts as the name of a split. */
  private static final Pattern SPLIT_NAME = Pattern.compile("\\w+(\\.\\w+)*");

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

  private static final Pattern LICENSE = Pattern.compile("[a-z0-9][a-z0-9.+-]*");

  private static final long[] SIZE_LIMITS = {
    1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };
  private static final List<String> SIZES =
      List.of(
          "n<1K",
          "1K<n<10K",
          "10K<n<100K",
          "100K<n<1M",
          "1M<n<10M",
          "10M<n<100M",
          "100M<n<1B",
          "n>1B");

  private final String name;
  private final OutputFormat format;
  private final Settings settings;

  /**
   * A file of the data set.
   *
   * @param split its name for {@code load_dataset}
   * @param file its name in the folder
   * @param records how many records it has
   */
  record Part(String split, String file, long records) {}

  /** What was set. Each call changes a copy, which nobody else has by then. */
  private static final class Settings extends Copied<Settings> {
    private List<Part> parts = List.of();
    private List<Part> corpus = List.of();
    private List<String> languages = List.of();
    private Optional<String> license = Optional.empty();
    private List<String> sources = List.of();
    private Optional<Features> features = Optional.empty();
  }

  private DatasetCard(String name, OutputFormat format, Settings settings) {
    this.name = name;
    this.format = format;
    this.settings = settings;
  }

  private DatasetCard with(Consumer<Settings> change) {
    return new DatasetCard(name, format, settings.with(change));
  }

  /**
   * Returns a card without files.
   *
   * @param name what people call the data set
   * @param format of its records
   */
  public static DatasetCard of(String name, OutputFormat format) {
    NotNull.check(format, "format");
    NotNull.check(name, "name");
    return new DatasetCard(name, format, new Settings());
  }

  /**
   * Adds a file.
   *
   * @param split its name for {@code load_dataset}, such as {@code train}: letters, digits and
   *     {@code _}, in parts that dots divide
   * @param file its name in the folder, such as {@code train.jsonl}
   * @param records how many records it has
   * @throws IllegalArgumentException if the name of the split is not as said, or taken
   */
  public DatasetCard split(String split, String file, long records) {
    NotNull.check(split, "split");
    NotNull.check(file, "file");
    if (!SPLIT_NAME.matcher(split).matches()) {
      throw new IllegalArgumentException(
          "the split \""
              + split
              + "\" has a name that load_dataset rejects; use letters, digits and _, such as"
              + " train.");
    }
    if (settings.parts.stream().anyMatch(part -> part.split().equals(split))) {
      throw new IllegalArgumentException(
          "there are two files for the split \"" + split + "\"; give one of them another name.");
    }
    return with(s -> s.parts = plus(s.parts, new Part(split, file, records)));
  }

  /**
   * Names the file of passages of a split that {@link CorpusFormat} asks for, in a configuration of
   * their own, {@code corpus}.
   *
   * @param split the split of the records whose passages they are
   * @param file its name in the folder, such as {@code train.corpus.jsonl}
   */
  public DatasetCard corpus(String split, String file) {
    NotNull.check(file, "file");
    NotNull.check(split, "split");
    return with(s -> s.corpus = plus(s.corpus, new Part(split, file, 0)));
  }

  private static List<Part> plus(List<Part> parts, Part part) {
    return Stream.concat(parts.stream(), Stream.of(part)).toList();
  }

  /**
   * Says which languages the texts are in.
   *
   * @param codes ISO 639 codes of two or three letters, such as {@code de}; each is listed once
   * @throws IllegalArgumentException if one is no such code
   */
  public DatasetCard languages(String... codes) {
    NotNull.checkAll(codes, "codes");
    for (String code : codes) {
      if (!LANGUAGE.matcher(code).matches()) {
        throw new IllegalArgumentException(
            "the language \""
                + code
                + "\" is not a code of two or three lower-case letters; write it as in de.");
      }
    }
    return with(s -> s.languages = Stream.of(codes).distinct().toList());
  }

  /**
   * Says under which licence the texts are.
   *
   * @param id the Hub's name of it, such as {@code cc-by-4.0}, or {@code other}
   * @throws IllegalArgumentException if no name there is written so
   */
  public DatasetCard license(String id) {
    NotNull.check(id, "id");
    if (!LICENSE.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "the licence \""
              + id
              + "\" is not written as the Hub names one, in lower-case letters, digits, '.', '+'"
              + " and '-'; write it as in cc-by-4.0.");
    }
    return with(s -> s.license = Optional.of(id));
  }

  /** Says from which data sets of the Hub it was made, such as {@code DiscoResearch/germanrag}. */
  public DatasetCard sources(String... ids) {
    NotNull.checkAll(ids, "ids");
    return with(s -> s.sources = List.of(ids));
  }

  /**
   * Declares the columns of the records and their types, as learnt from the records that were
   * written. By default those that the format has by itself, which is all but what {@code
   * germanrag} hands on from the source.
   */
  public DatasetCard features(Features features) {
    NotNull.check(features, "features");
    return with(s -> s.features = Optional.of(features));
  }

  /** Returns the names of all files that the card lists. */
  List<String> files() {
    List<String> files = new ArrayList<>(settings.parts.stream().map(Part::file).toList());
    settings.corpus.stream().map(Part::file).forEach(files::add);
    return files;
  }

  /** Returns the text of {@code README.md}. */
  public String text() {
    return OwnText.markdown(frontMatter() + people());
  }

  private String frontMatter() {
    StringBuilder yaml = new StringBuilder("---\n");
    yaml.append("pretty_name: ").append(Yaml.quoted(name)).append('\n');
    list(yaml, "language", settings.languages);
    settings.license.ifPresent(id -> yaml.append("license: ").append(Yaml.quoted(id)).append('\n'));
    list(yaml, "task_categories", List.of("question-answering"));
    list(yaml, "tags", List.of("rag", "easy-negatives"));
    list(yaml, "size_categories", List.of(size()));
    list(yaml, "source_datasets", settings.sources);
    features(yaml);
    yaml.append("configs:\n- config_name: default\n  data_files:\n");
    for (Part part : settings.parts) {
      file(yaml, part.split(), part.file());
    }
    if (!settings.corpus.isEmpty()) {
      yaml.append("- config_name: corpus\n  data_files:\n");
      settings.corpus.forEach(part -> file(yaml, part.split(), part.file()));
    }
    return yaml.append("---\n").toString();
  }

  /** Writes the columns' types, where all columns have one. */
  private void features(StringBuilder yaml) {
    Optional<String> own = settings.features.orElseGet(() -> Features.of(format)).yaml("  ");
    if (own.isEmpty()) {
      return;
    }
    yaml.append("dataset_info:\n- config_name: default\n  features:\n").append(own.get());
    if (!settings.corpus.isEmpty() && format instanceof CorpusFormat passages) {
      Features.ofCorpus(passages)
          .yaml("  ")
          .ifPresent(
              columns -> yaml.append("- config_name: corpus\n  features:\n").append(columns));
    }
  }

  private static void list(StringBuilder yaml, String key, List<String> values) {
    if (values.isEmpty()) {
      return;
    }
    yaml.append(key).append(":\n");
    values.forEach(value -> yaml.append("- ").append(Yaml.quoted(value)).append('\n'));
  }

  private static void file(StringBuilder yaml, String split, String file) {
    yaml.append("  - split: ").append(Yaml.quoted(split)).append('\n');
    yaml.append("    path: ").append(Yaml.quoted(file)).append('\n');
  }

  private String size() {
    long records = settings.parts.stream().mapToLong(Part::records).sum();
    int size = 0;
    while (size < SIZE_LIMITS.length && records >= SIZE_LIMITS[size]) {
      size++;
    }
    return SIZES.get(size);
  }

  private String people() {
    StringBuilder text = new StringBuilder("\n# " + name.replaceAll("\\R", " ") + "\n\n");
    text.append(
            "Questions with contexts that answer them and contexts that do not, among them easy")
        .append(" negatives that\nEasyNegatives mined. Records are in the format `")
        .append(format.name())
        .append("`.\n\n| split | records |\n|---|---:|\n");
    for (Part part : settings.parts) {
      text.append(String.format(Locale.ROOT, "| %s | %,d |\n", part.split(), part.records()));
    }
    if (!settings.sources.isEmpty()) {
      text.append("\nMade from ").append(String.join(", ", settings.sources)).append(".\n");
    }
    return text.append("\n```python\nfrom datasets import load_dataset\n\n")
        .append("data = load_dataset(\"path/to/this/folder\")\n```\n")
        .toString();
  }
}
