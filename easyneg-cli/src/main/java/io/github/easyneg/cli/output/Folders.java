package io.github.easyneg.cli.output;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Folders that are made for outputs, and deleted again where nothing was written to them. */
public final class Folders implements AutoCloseable {
  /** Those that were not there before. */
  private final Set<Path> made = new LinkedHashSet<>();

  /**
   * Makes the folder that a file is to lie in, and those that this lies in.
   *
   * @param option what asks for the file
   * @throws Failure if that cannot be done
   */
  public void makeFor(String option, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    Path nearest = folder;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    // If a file is in the way, writing reports it.
    if (folder != null && nearest != null && Files.isDirectory(nearest)) {
      make(option, folder);
    }
  }

  /**
   * Makes a folder, and those that it lies in.
   *
   * @param option what asks for it
   * @throws Failure if that cannot be done
   */
  void make(String option, Path folder) {
    for (Path missing = folder.toAbsolutePath();
        missing != null && !Files.exists(missing);
        missing = missing.getParent()) {
      made.add(missing);
    }
    deleteOnExit();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw Failure.environment(
          String.format(
              Locale.ROOT,
              "%s: %s could not be made a folder: %s; name another.",
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
    made.stream()
        .sorted(Comparator.comparingInt(Path::getNameCount))
        .forEach(folder -> folder.toFile().deleteOnExit());
  }

  /** Says that the outputs are there, and their folders stay. */
  public void keep() {
    made.clear();
  }

  /** Deletes the folders that were made and are empty. */
  @Override
  public void close() {
    made.stream()
        .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
        .forEach(Folders::deleteIfEmpty);
  }

  private static void deleteIfEmpty(Path folder) {
    try {
      if (Files.isDirectory(folder)) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      // It holds files of others.
    }
  }
}
