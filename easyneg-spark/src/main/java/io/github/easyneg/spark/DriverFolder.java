package io.github.easyneg.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder of the driver for the files of a run; deleted when the process ends, or
 * before.
 */
final class DriverFolder {
  private DriverFolder() {}

  /**
   * Makes one.
   *
   * @param parent as {@code spark.local.dir} names it
   */
  static Path create(String parent) {
    try {
      // Several may be named; the first is as good as any.
      Path folder = Files.createDirectories(Path.of(parent.split(",", 2)[0]));
      Path made = Files.createTempDirectory(folder, "easyneg-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(
          parent
              + " cannot hold the passages: "
              + e
              + "; let spark.local.dir name a folder that can be written.",
          e);
    }
  }

  /** Deletes a folder; what another process has mapped stays usable. */
  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path one : deepestFirst) {
        Files.deleteIfExists(one);
      }
    } catch (IOException e) {
      // Temporary files that cannot be deleted do not fail a run.
    }
  }
}
