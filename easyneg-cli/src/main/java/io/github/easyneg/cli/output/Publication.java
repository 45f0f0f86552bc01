package io.github.easyneg.cli.output;

import io.github.easyneg.Draft;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.io.Appearing;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.internal.io.OwnText;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All files of a run. They are written under temporary names and appear together, one after the
 * other, when all of them are whole; the training data come last, so that where they are, all is.
 * File systems offer no more than that: what stops the process between two of them, or a disk that
 * fails there, leaves the first ones.
 */
public final class Publication implements AutoCloseable {
  private final Map<Path, AtomicFile> texts = new LinkedHashMap<>();

  /** Those of {@code texts} that replace nothing that somebody else wrote. */
  private final Set<Path> own = new HashSet<>();

  private final List<Draft> drafts = new ArrayList<>();

  /** Folders that were made. */
  private final Set<Path> folders = new LinkedHashSet<>();

  /**
   * Begins a file that a person may have written or changed, which then stays.
   *
   * @throws UncheckedIOException if there is such a file
   */
  void beginOwn(Path file) {
    OwnText.requireReplaceable(file);
    own.add(file);
    begin(file);
  }

  /** Begins a file, so that one that cannot be written is known before any work is done. */
  void begin(Path file) {
    if (Files.isDirectory(file)) {
      throw Failure.environment(
          "%s is a folder, where a file is to be written; move it away, or write elsewhere."
              .formatted(file));
    }
    texts.put(file, AtomicFile.create(file));
  }

  /**
   * Makes a folder, and those that it lies in.
   *
   * @param option what asks for it
   */
  void make(String option, Path folder) {
    for (Path missing = folder.toAbsolutePath();
        missing != null && !Files.exists(missing);
        missing = missing.getParent()) {
      folders.add(missing);
    }
    deleteOnExit();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Failure.environment(
          "%s: %s could not be made a folder: %s; name another."
              .formatted(
                  option,
                  folder,
                  Files.exists(folder) ? "there is a file of that name" : Reason.of(e)),
          e);
    }
  }

  /**
   * For the case of Ctrl-C, when nothing here is closed: the JVM deletes folders that are empty,
   * the last named first, after the temporary files in them.
   */
  private void deleteOnExit() {
    folders.stream()
        .sorted(Comparator.comparingInt(Path::getNameCount))
        .forEach(folder -> folder.toFile().deleteOnExit());
  }

  /** Writes a file that was begun. */
  public void write(Path file, String text) {
    AtomicFile begun = texts.get(file);
    if (begun == null) {
      throw new AssertionError(file + " was not begun");
    }
    begun.writeAll(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds mined data, the training data last, and returns what was done. */
  public MiningReport add(Draft draft) {
    drafts.add(draft);
    return draft.report();
  }

  /** Makes all files appear. */
  public void publish() {
    own.forEach(OwnText::requireReplaceable); // changed meanwhile, perhaps
    Appearing appearing = new Appearing();
    texts.forEach((file, text) -> appearing.next(List.of(file), text::commit));
    drafts.forEach(draft -> appearing.next(draft.files(), draft::publish));
    folders.clear();
  }

  /** Deletes what was not published, and folders that were made for it. */
  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>(texts.values());
    all.addAll(drafts);
    all.add(this::deleteFolders);
    CloseAll.of(all);
  }

  private void deleteFolders() {
    folders.stream()
        .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
        .forEach(Publication::deleteIfEmpty);
  }

  private static void deleteIfEmpty(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      // Something of somebody else's is in it.
    }
  }
}
