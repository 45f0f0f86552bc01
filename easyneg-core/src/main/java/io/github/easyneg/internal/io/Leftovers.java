package io.github.easyneg.internal.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Temporary files of {@link AtomicFile}, and how those that a killed process left behind are told
 * from those that are being written: the latter are locked, and the operating system gives up a
 * process's locks when it ends, however it ends. A process number would not do; it is used again,
 * and means nothing in another container.
 *
 * <p>Where a file system has no locks nothing is swept.
 */
final class Leftovers {
  private Leftovers() {}

  /** Returns a new name for a temporary file. */
  static Path name(Path target) {
    return target.resolveSibling(
        "."
            + target.getFileName()
            + "."
            + Long.toHexString(ThreadLocalRandom.current().nextLong())
            + ".tmp");
  }

  /**
   * Locks a file that was just made, until its channel is closed.
   *
   * @return false if a sweep came in between; then another file must be made
   */
  static boolean claim(Path temporary, FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null && Files.exists(temporary);
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Deletes the temporary files of {@code target} that nobody writes any more.
   *
   * @param own those that this process writes; opening and closing one would give up its lock
   */
  static void sweep(Path target, Collection<Path> own) {
    Path folder = target.getParent();
    Pattern name =
        Pattern.compile(
            "\\." + Pattern.quote(String.valueOf(target.getFileName())) + "\\.[0-9a-f]+\\.tmp");
    if (folder == null) {
      return;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, path -> name.matcher(String.valueOf(path.getFileName())).matches())) {
      for (Path file : files) {
        if (!own.contains(file)) {
          deleteIfLost(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A folder that cannot be listed can still be written; what lies in it stays there.
    }
  }

  private static void deleteIfLost(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // It is gone, or somebody else's: not ours to delete.
    }
  }
}
