package io.github.easyneg.internal.run;

import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.io.FolderLock;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.settings.Description;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionFailures;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A directory in which a run keeps what it has done, until it has written its output. It holds the
 * settings that the draws were made with, the {@link Journal}, the {@link VerdictFile}, and, unless
 * the recipe names another place, the embedding cache.
 */
final class WorkDirectory implements AutoCloseable {
  private static final String SETTINGS = "run.properties";
  private static final String CACHE = "embeddings";
  private static final String VERDICTS = "verdicts.txt";

  /** The form of the files; raised when it changes, or what is drawn for the same data does. */
  private static final String FORM = "7";

  private final Path directory;
  private final FolderLock lock;
  private final Consumer<String> notes;

  private WorkDirectory(Path directory, FolderLock lock, Consumer<String> notes) {
    this.directory = directory;
    this.lock = lock;
    this.notes = notes;
  }

  /**
   * Takes a directory.
   *
   * @throws IllegalStateException if another run has it
   */
  static WorkDirectory open(Path directory, Consumer<String> notes) {
    FolderLock lock = FolderLock.take(directory, "work directory", Duration.ZERO, notes);
    if (Files.isSymbolicLink(cacheIn(directory))) {
      lock.close();
      throw OptionFailures.unchecked(
          OptionText.of(
              "{} is a symbolic link; expected a folder of its own, whose files are deleted at the"
                  + " end. Remove the link, or give {} another directory.",
              cacheIn(directory),
              Option.call("resumeIn")),
          new NotDirectoryException(cacheIn(directory).toString()));
    }
    return new WorkDirectory(directory, lock, notes);
  }

  /** Returns where embeddings are kept if the recipe does not say. */
  static Path cacheIn(Path directory) {
    return directory.resolve(CACHE);
  }

  /**
   * Opens the journal of this run.
   *
   * @throws IllegalArgumentException if the directory holds a run with other settings or other data
   */
  Journal journal(Settings settings, String model, NumberedPassages corpus) {
    Map<String, String> now = settings(settings, model, corpus);
    Path file = directory.resolve(SETTINGS);
    if (Files.exists(file)) {
      requireSame(read(file), now);
    } else {
      clearDraws();
      write(file, now);
    }
    return Journal.open(directory, corpus, new TreeMap<>(now).toString(), notes);
  }

  /** Opens the verdicts of this run, whose journal was opened. */
  VerdictFile verdicts() {
    return VerdictFile.open(directory.resolve(VERDICTS), notes);
  }

  private static Map<String, String> settings(
      Settings settings, String model, NumberedPassages corpus) {
    Map<String, String> words = new LinkedHashMap<>(Description.deciding(settings, model));
    words.put("data checksum", String.format(Locale.ROOT, "%016x", corpus.census().sequence()));
    settings
        .corpus()
        .ifPresent(
            beside ->
                words.put("passages", String.format(Locale.ROOT, "%016x", corpus.checksum())));
    words.put("rows", Long.toString(corpus.census().rows()));
    words.put("form of the work directory", FORM);
    return words;
  }

  private void requireSame(Map<String, String> before, Map<String, String> now) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String was = before.getOrDefault(name, "none");
      String is = now.getOrDefault(name, "none");
      if (!was.equals(is)) {
        differences.add(String.format(Locale.ROOT, "%s: was %s, is %s", name, was, is));
      }
    }
    if (!differences.isEmpty()) {
      throw OptionException.of(
          "{} holds an interrupted run of another recipe or other data: {}. Go on with what it was"
              + " begun with, or give {} another directory.",
          directory,
          String.join("; ", differences),
          Option.call("resumeIn"));
    }
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          file
              + " cannot be read: "
              + (e instanceof IOException io ? Reason.of(io) : e.getMessage())
              + "; delete the directory to start again.",
          e instanceof IOException io ? io : new IOException(e));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    properties.forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
    return settings;
  }

  private static void write(Path file, Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    AtomicFile.write(file, text.toString());
  }

  /**
   * Deletes what was kept: the output is there. The settings go last, so that what an interruption
   * leaves is a run whose first chunks are drawn again, and never draws of nobody knows what.
   *
   * @throws UncheckedIOException if something cannot be deleted
   */
  void clear() {
    try {
      clearDraws();
      if (Files.isDirectory(directory.resolve(CACHE), LinkOption.NOFOLLOW_LINKS)) {
        // By name: what somebody else put there is not ours to delete.
        delete(directory.resolve(CACHE), "{embeddings.mv*,in-use.lock}");
        deleteIfExists(directory.resolve(CACHE));
      }
      deleteIfExists(directory.resolve(SETTINGS));
    } catch (UncheckedIOException e) {
      throw new UncheckedIOException("the output is written, but " + e.getMessage(), e.getCause());
    }
  }

  private void clearDraws() {
    delete(directory, "draws-*.bin");
    deleteIfExists(directory.resolve(VERDICTS));
  }

  private static void delete(Path folder, String glob) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
      files.forEach(WorkDirectory::deleteIfExists);
    } catch (IOException e) {
      throw notDeleted(folder, e);
    }
  }

  private static void deleteIfExists(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw notDeleted(file, e);
    }
  }

  private static UncheckedIOException notDeleted(Path file, IOException e) {
    return new UncheckedIOException(
        String.format(
            Locale.ROOT, "%s could not be deleted: %s; delete it by hand.", file, Reason.of(e)),
        e);
  }

  /** Lets the next run in. */
  @Override
  public void close() {
    lock.close();
  }
}
