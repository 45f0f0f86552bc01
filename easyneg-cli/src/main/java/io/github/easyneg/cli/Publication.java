package io.github.easyneg.cli;

import io.github.easyneg.Draft;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All files of a run. They are written under temporary names and appear together, one after the
 * other, when all of them are whole; the training data come last, so that where they are, all is.
 * File systems offer no more than that: what stops the process between two of them leaves the first
 * ones.
 */
final class Publication implements AutoCloseable {
  private final Map<Path, AtomicFile> texts = new LinkedHashMap<>();
  private final List<Draft> drafts = new ArrayList<>();

  /** Begins files, so that one that cannot be written is known before any work is done. */
  void begin(Path data, Iterable<Path> files) {
    AtomicFile.create(data).close();
    files.forEach(file -> texts.put(file, AtomicFile.create(file)));
  }

  /** Writes a file that was begun. */
  void write(Path file, String text) {
    AtomicFile begun = texts.get(file);
    if (begun == null) {
      throw new AssertionError(file + " was not begun");
    }
    try {
      begun.out().write(text.getBytes(StandardCharsets.UTF_8));
      begun.settle();
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " could not be written: " + e.getMessage() + "; write elsewhere.", e);
    }
  }

  /** Adds mined data, the training data last, and returns what was done. */
  MiningReport add(Draft draft) {
    drafts.add(draft);
    return draft.report();
  }

  /** Makes all files appear. */
  void publish() {
    texts.values().forEach(AtomicFile::commit);
    drafts.forEach(Draft::publish);
  }

  /** Deletes what was not published. */
  @Override
  public void close() {
    texts.values().forEach(AtomicFile::close);
    drafts.forEach(Draft::close);
  }
}
