package io.github.easyneg;

import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.internal.ground.GroundFile;
import io.github.easyneg.internal.record.OutputFiles;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes sure that no file of a run is overwritten by another. */
final class OutputPaths {
  private OutputPaths() {}

  /**
   * Checks the files of a run.
   *
   * @throws IllegalArgumentException if an output is an input, or the audit is another output
   */
  static void requireApart(Settings settings, OutputFormat format, Path file) {
    requireNoInput(settings, file);
    for (Path beside : OutputFiles.beside(format, file)) {
      requireNoInput(settings, beside);
      if (settings.audit().isPresent() && same(settings.audit().get(), beside)) {
        throw OptionException.of(
            "{} names the file of the passages; write the audit to a file of its own.",
            Option.of("auditTo", settings.audit().get()));
      }
    }
    if (settings.relabelled().isPresent()) {
      Path relabelled = settings.relabelled().get();
      requireNoInput(settings, relabelled);
      List<Path> others = new ArrayList<>(OutputFiles.beside(format, file));
      others.add(file);
      settings.audit().ifPresent(others::add);
      for (Path other : others) {
        if (same(other, relabelled)) {
          throw OptionException.of(
              "{} names another output; write the relabelled rows to a file of their own.",
              Option.of("relabelledTo", relabelled));
        }
      }
    }
    if (settings.audit().isPresent()) {
      requireNoInput(settings, settings.audit().get());
      if (same(settings.audit().get(), file)) {
        throw OptionException.of(
            "{} names the output itself; write the audit to a file of its own.",
            Option.of("auditTo", file));
      }
    }
  }

  private static void requireNoInput(Settings settings, Path file) {
    requireNoCorpus(settings, file);
    if (settings.ground().isPresent() && same(GroundFile.in(settings.ground().get()), file)) {
      throw OptionException.of(
          "{} names the output itself; keep the ground in a file of its own.",
          Option.of("groundIn", settings.ground().get()));
    }
    Optional<Path> rejects = settings.dataset().rejectsFile();
    if (rejects.isPresent() && same(rejects.get(), file)) {
      throw new IllegalArgumentException(
          file + " is the file for rejected rows; write to another file.");
    }
    for (Path input : settings.dataset().files()) {
      if (same(input, file)) {
        throw new IllegalArgumentException(
            file + " is the input; write to another file, so that the data stay as they are.");
      }
    }
  }

  private static void requireNoCorpus(Settings settings, Path file) {
    if (settings.corpus().isPresent()
        && settings.corpus().get().files().stream().anyMatch(input -> same(input, file))) {
      throw new IllegalArgumentException(
          file + " is the corpus; write to another file, so that it stays as it is.");
    }
  }

  /** Tells whether two paths are those of one file. */
  static boolean same(Path one, Path other) {
    try {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
          || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
    } catch (IOException e) {
      throw new UncheckedIOException(one + " and " + other + " cannot be compared", e);
    }
  }
}
