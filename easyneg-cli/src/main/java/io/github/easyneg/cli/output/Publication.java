package io.github.easyneg.cli.output;

import io.github.easyneg.Draft;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.concurrent.Interrupts;
import io.github.easyneg.internal.io.Appearing;
import io.github.easyneg.internal.io.AtomicFile;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.internal.io.OwnText;
import io.github.easyneg.report.MiningReport;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All files of a run. They are written under temporary names and appear together, one after the
 * other, when all of them are whole; the training data come last, so that where they are, all is.
 * File systems offer no stronger guarantee: if the process is stopped between two of them, or the
 * disk fails there, the first ones remain.
 */
public final class Publication implements AutoCloseable {
  private final Map<Path, AtomicFile> texts = new LinkedHashMap<>();

  /** Those of {@code texts} that must not replace a file that somebody else wrote. */
  private final Set<Path> own = new HashSet<>();

  private final List<Draft> drafts = new ArrayList<>();

  private final Folders folders = new Folders();
  private final List<Written> written = new ArrayList<>();

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
          String.format(
              Locale.ROOT,
              "%s is a folder, where a file is to be written; move it away, or write elsewhere.",
              file));
    }
    texts.put(file, AtomicFile.create(file));
  }

  /** Returns the folders that are made for the files. */
  Folders folders() {
    return folders;
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
    draft
        .records()
        .forEach((file, records) -> written.add(new Written(file, OptionalLong.of(records))));
    return draft.report();
  }

  /** Returns the files with what they hold, the training data first. */
  public List<Written> written() {
    List<Written> all = new ArrayList<>(written);
    Collections.reverse(all);
    texts.keySet().forEach(file -> all.add(new Written(file, OptionalLong.empty())));
    return all;
  }

  /** Makes all files appear. */
  public void publish() {
    own.forEach(OwnText::requireReplaceable); // changed meanwhile, perhaps
    Interrupts.heldOff(this::appear);
    folders.keep();
  }

  private void appear() {
    Appearing appearing = new Appearing();
    texts.forEach((file, text) -> appearing.next(List.of(file), text::commit));
    drafts.forEach(draft -> appearing.next(draft.files(), draft::publish));
  }

  /** Deletes what was not published, and folders that were made for it. */
  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>(texts.values());
    all.addAll(drafts);
    all.add(folders);
    CloseAll.of(all);
  }
}
