package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the one file of a data set repository that holds rows, by the names of its files. */
final class RowFiles {
  /** What repositories hold beside their rows. */
  private static final Set<String> NO_ROWS =
      Set.of("dataset_infos.json", "dataset_info.json", "state.json", "config.json");

  private RowFiles() {}

  /**
   * Returns the file of rows.
   *
   * @throws HuggingFaceHubException if there is none, or more than one
   */
  static RepoFile only(Target target, Collection<String> files) {
    List<String> candidates = of(files);
    if (candidates.size() == 1) {
      return new RepoFile(candidates.get(0));
    }
    throw new HuggingFaceHubException(
        Reason.FILE_NOT_FOUND,
        target.place()
            + ": expected one file of rows (.jsonl or .json, or a .gz of either), but the"
            + " repository has "
            + (candidates.isEmpty()
                ? "none. Use another data set, or turn its rows into JSON Lines."
                : candidates.size()
                    + ". Name one of them: "
                    + Words.clean(String.join(", ", candidates))
                    + "."));
  }

  /** Returns the one file of rows in a snapshot folder, if there is just one. */
  static Optional<RepoFile> inSnapshot(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<String> names =
          all.filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
      List<String> candidates = of(names);
      return candidates.size() == 1
          ? Optional.of(new RepoFile(candidates.get(0)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read: " + Words.of(e) + ".", e);
    }
  }

  private static List<String> of(Collection<String> files) {
    List<String> json =
        files.stream()
            .filter(path -> !NO_ROWS.contains(path.substring(path.lastIndexOf('/') + 1)))
            .filter(path -> !path.startsWith("."))
            .filter(path -> endsWith(path, ".jsonl") || endsWith(path, ".json"))
            .toList();
    List<String> lines = json.stream().filter(path -> endsWith(path, ".jsonl")).toList();
    // A .json beside .jsonl files is more likely to describe them than to hold rows too.
    return lines.isEmpty() ? json : lines;
  }

  private static boolean endsWith(String path, String suffix) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(suffix) || lower.endsWith(suffix + ".gz");
  }
}
