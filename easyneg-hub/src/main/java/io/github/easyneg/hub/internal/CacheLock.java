package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock, across threads and processes, against two downloads of one blob at a time.
 *
 * <p>The lock file is the one that Python uses. On Windows the two respect each other; on Linux
 * Python takes a {@code flock} and Java a POSIX record lock, which do not see each other. Nothing
 * depends on that: this client and Python write to partial files of different names, and each moves
 * a whole file into place.
 */
final class CacheLock {

  private static final long POLL_MILLIS = 50;
  // A process has all its POSIX locks on a file taken away when any channel to it is closed, so
  // there must be at most one channel to a lock file.
  private static final ConcurrentMap<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

  private CacheLock() {}

  /**
   * Waits for the lock, and runs an action while holding it.
   *
   * @throws UncheckedIOException if the file system cannot lock
   * @throws HuggingFaceHubException if the thread is interrupted while it waits
   */
  static <T> T holding(Path file, Supplier<T> action) {
    ReentrantLock threads =
        IN_PROCESS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new ReentrantLock());
    try {
      threads.lockInterruptibly();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    try {
      FileChannel channel = lock(file);
      try {
        return action.get();
      } finally {
        // The lock ends with the channel.
        close(channel);
      }
    } finally {
      threads.unlock();
    }
  }

  private static FileChannel lock(Path file) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      while (tryLock(channel) == null) {
        Thread.sleep(POLL_MILLIS);
      }
      return channel;
    } catch (InterruptedException e) {
      close(channel);
      throw interrupted(e);
    } catch (IOException e) {
      close(channel);
      throw new UncheckedIOException(
          file
              + ": expected to lock this file, but cannot ("
              + Reason.of(e)
              + "). Set HF_HUB_CACHE to a folder on a disk that is writable and can lock files.",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this class as another class loader loaded it.
      return null;
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // It is closed, whatever else went wrong; nothing was written to it.
    }
  }

  private static HuggingFaceHubException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return Attempts.interrupted(e);
  }
}
