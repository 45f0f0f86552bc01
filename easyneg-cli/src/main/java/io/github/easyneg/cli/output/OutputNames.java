package io.github.easyneg.cli.output;

import io.github.easyneg.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rejects outputs that are a file that the command reads, or another output, or that lie in a
 * folder that is not for outputs: a model's, the Hub's cache, a work folder.
 */
public final class OutputNames {
  private static final String INPUT = "INPUT";

  /** Data, reports and settings, which may be written next to a model once more. */
  private static final Pattern NO_MODEL =
      Pattern.compile(".*\\.(?:jsonl|gz|parquet|ya?ml|html|md)", Pattern.CASE_INSENSITIVE);

  /** What reads each file. */
  private final Map<Path, String> read = new HashMap<>();

  /** What each folder belongs to, in which no output may lie. */
  private final Map<Path, String> folders = new HashMap<>();

  /** What reads the files of each folder that are there. */
  private final Map<Path, String> readFolders = new HashMap<>();

  /** What each output is. */
  private final Map<Path, String> written = new HashMap<>();

  /**
   * Begins with the rows.
   *
   * @param inputs files that no output may overwrite
   */
  public OutputNames(List<Path> inputs) {
    inputs.forEach(input -> reads(INPUT, input));
  }

  /**
   * Adds a file that is read or kept, so that no output may replace it.
   *
   * @param option what names it
   */
  public void reads(String option, Path file) {
    String unused = read.putIfAbsent(place(file), option);
  }

  /**
   * Adds a folder of a model: no output may replace a file that is there, but for kinds of files
   * that no model has.
   *
   * @param option what names it
   */
  public void readsModel(String option, Path folder) {
    String unused = readFolders.putIfAbsent(place(folder), option);
  }

  /**
   * Adds a folder whose files are read or kept: no output may lie in it or below it.
   *
   * @param option what names it
   */
  public void owns(String option, Path folder) {
    String unused = folders.putIfAbsent(place(folder), option);
  }

  /**
   * Adds an output.
   *
   * @param option what asks for it
   * @throws Failure if it is taken
   */
  public void add(String option, Path file) {
    Path place = place(file);
    String reader = reader(place);
    if (reader != null) {
      throw Failure.usage(
          reader.equals(INPUT)
              ? String.format(
                  Locale.ROOT,
                  "%s would write over the input %s; write to another file.",
                  option,
                  file)
              : String.format(
                  Locale.ROOT,
                  "%s would write over %s, which %s reads; write to another file.",
                  option,
                  file,
                  reader),
          option);
    }
    for (Path folder = place; folder != null; folder = folder.getParent()) {
      String owner = folders.get(folder);
      if (owner != null) {
        throw Failure.usage(
            String.format(
                Locale.ROOT,
                "%s would write %s into the folder of %s; write elsewhere.",
                option,
                file,
                owner),
            option);
      }
    }
    String before = written.putIfAbsent(place, option);
    if (before != null) {
      throw Failure.usage(
          String.format(
              Locale.ROOT,
              "%s would write %s, and so would %s; give each a file of its own.",
              option,
              file,
              before),
          option);
    }
  }

  private @Nullable String reader(Path place) {
    String reader = read.get(place);
    if (reader != null || !Files.exists(place) || NO_MODEL.matcher(place.toString()).matches()) {
      return reader;
    }
    for (Path folder = place; folder != null; folder = folder.getParent()) {
      if (readFolders.containsKey(folder)) {
        return readFolders.get(folder);
      }
    }
    return null;
  }

  /** Returns the real path of a file, whether or not it exists, with all links resolved. */
  private static Path place(Path file) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    try {
      if (Files.exists(absolute) || folder == null) {
        return absolute.toRealPath();
      }
      return place(folder).resolve(absolute.getFileName()).normalize();
    } catch (IOException e) {
      return absolute.normalize();
    }
  }
}
