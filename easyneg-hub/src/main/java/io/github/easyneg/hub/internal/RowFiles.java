package io.github.easyneg.hub.internal;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out by the names of a data set repository's files which of them hold rows, of which
 * configuration and split, much as Python's {@code datasets} does.
 *
 * @see <a href="https://huggingface.co/docs/datasets/repository_structure">Structure your
 *     repository</a>
 */
final class RowFiles {
  /** Files that repositories hold in addition to their rows. */
  private static final Set<String> NO_ROWS =
      Set.of("dataset_infos.json", "dataset_info.json", "state.json", "config.json");

  /** Types of files that hold rows; the first one that exists is used, as others describe it. */
  private static final List<String> TYPES = List.of(".jsonl", ".parquet", ".json", ".csv", ".tsv");

  private static final Pattern SHARD =
      Pattern.compile("[-_.]?(\\d{4,6})(-of-(\\d{4,6}))?(-[0-9a-f]{16})?(?=\\.)");

  /** Words that name a split, and the split. */
  private static final List<List<String>> SPLITS =
      List.of(
          List.of("train", "training"),
          List.of("validation", "valid", "val", "dev", "development"),
          List.of("test", "testing", "eval", "evaluation"));

  private RowFiles() {}

  /** Files of rows by configuration and split. */
  record Found(TreeMap<String, TreeMap<String, TreeSet<String>>> byConfig) {
    Found() {
      this(new TreeMap<>());
    }

    void add(String config, String split, String file) {
      boolean unused =
          byConfig
              .computeIfAbsent(config, name -> new TreeMap<>())
              .computeIfAbsent(split, name -> new TreeSet<>())
              .add(file);
    }

    boolean isEmpty() {
      return byConfig.isEmpty();
    }
  }

  /** Returns the files that hold rows. */
  static List<String> of(Collection<String> files) {
    List<String> all =
        files.stream()
            .filter(path -> !NO_ROWS.contains(path.substring(path.lastIndexOf('/') + 1)))
            .filter(path -> !path.startsWith(".") && !path.contains("/."))
            .toList();
    for (String type : TYPES) {
      List<String> found = all.stream().filter(path -> endsIn(path, type)).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static boolean endsIn(String path, String suffix) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(suffix) || lower.endsWith(suffix + ".gz");
  }

  /** Tells whether a name is that of a file of rows. */
  static boolean isFile(String path) {
    return endsIn(path, ".txt") || TYPES.stream().anyMatch(type -> endsIn(path, type));
  }

  /** Sorts files by the configurations and splits that their names tell. */
  static Found sorted(Collection<String> files) {
    Found found = new Found();
    for (String file : of(files)) {
      found.add(config(file), split(file).orElse("train"), file);
    }
    return found;
  }

  /** The first folder, unless it is the customary one for data or names a split. */
  private static String config(String file) {
    int slash = file.indexOf('/');
    String folder = slash < 0 ? "" : file.substring(0, slash);
    return folder.isEmpty() || folder.equals("data") || named(folder).isPresent()
        ? "default"
        : folder;
  }

  private static Optional<String> split(String file) {
    String[] parts = file.split("/", -1);
    for (int i = parts.length - 1; i >= 0; i--) {
      Optional<String> split = named(parts[i]);
      if (split.isPresent()) {
        return split;
      }
    }
    // A split of a name of its own, as shards carry it: data/extra-00000-of-00002.parquet.
    Matcher shard = Pattern.compile("(\\w+)-\\d{5}-of-\\d{5}.*").matcher(parts[parts.length - 1]);
    return shard.matches() ? Optional.of(shard.group(1)) : Optional.empty();
  }

  private static Optional<String> named(String part) {
    List<String> words = List.of(part.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"));
    return SPLITS.stream()
        .filter(split -> split.stream().anyMatch(words::contains))
        .map(split -> split.get(0))
        .findFirst();
  }

  /** Tells whether files are parts of one: their names differ in a number alone. */
  static boolean areShards(Collection<String> files) {
    return files.stream().map(file -> SHARD.matcher(file).replaceAll("")).distinct().count() <= 1;
  }

  /** Tells whether files lack a part of those that their names count. */
  static boolean lackShards(Collection<String> files) {
    return files.stream()
        .map(SHARD::matcher)
        .filter(Matcher::find)
        .filter(shard -> shard.group(3) != null)
        .mapToInt(shard -> Integer.parseInt(shard.group(3)))
        .anyMatch(count -> count != files.size());
  }
}
