package io.github.easyneg.onnx.internal.runtime;

import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Folders of this process in the temporary folder, named by its process id: {@code
 * easyneg-onnxruntime-PID-RANDOM}. The next process deletes those of processes that have ended.
 */
final class TemporaryFolders {
  private static final String PREFIX = "easyneg-onnxruntime-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-[0-9]+");

  private TemporaryFolders() {}

  /**
   * Makes a folder that this user alone may enter, and deletes those of processes that have ended.
   * The caller deletes it before the process ends.
   *
   * @throws IllegalStateException if it cannot be made
   */
  static Path create() {
    Path above = Path.of(System.getProperty("java.io.tmpdir"));
    sweep(above);
    try {
      return Files.createTempDirectory(above, PREFIX + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw NativeLibraries.unusable(
          "could not be unpacked: no folder can be made in " + above + ": " + Reason.of(e), e);
    }
  }

  /** Deletes the folders of this user's processes that have ended. */
  static void sweep(Path above) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(above, PREFIX + "*")) {
      for (Path folder : folders) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        if (name.matches()
            && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.isWritable(folder)
            && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      // If the folder cannot be listed, none can be created in it either, which reports the error.
    }
  }

  /** Deletes a folder and its files as far as that can be done. */
  static void delete(Path folder) {
    try {
      Path ignored =
          Files.walkFileTree(
              folder,
              new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                  return gone(file);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                  return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
                  return gone(directory);
                }
              });
    } catch (IOException | UncheckedIOException e) {
      // The next process tries again.
    }
  }

  private static FileVisitResult gone(Path file) {
    try {
      boolean ignored = Files.deleteIfExists(file);
    } catch (IOException e) {
      // In use, as a library that is loaded on Windows is: the next process tries again.
    }
    return FileVisitResult.CONTINUE;
  }
}
