package io.github.easyneg.internal.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file whose name is gone as soon as it is open, so that it goes with the process,
 * however that ends; on Windows, which keeps what is open, when the process ends by itself.
 */
final class NamelessFile {
  private NamelessFile() {}

  /**
   * Makes and opens a file.
   *
   * @throws java.io.UncheckedIOException if the folder cannot be written
   */
  static FileChannel open(Path folder) {
    try {
      Path file = Files.createTempFile(folder, ".easyneg-work-", ".tmp");
      try {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      } finally {
        forget(file);
      }
    } catch (IOException e) {
      throw MappedMemory.failed(folder, 0, e);
    }
  }

  private static void forget(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
