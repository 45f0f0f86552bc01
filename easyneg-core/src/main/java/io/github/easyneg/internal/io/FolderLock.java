package io.github.easyneg.internal.io;

import io.github.easyneg.internal.concurrent.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that one run at a time uses a folder, or makes a file: a file in it, or next to it,
 * that the operating system keeps locked for as long as the process lives, however it ends, and
 * that says who that is.
 */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = "in-use.lock";

  private static final long POLL_MILLIS = 100;

  /**
   * Files that this JVM has locked. It must not open them again: on many systems, closing a file
   * gives up all locks that the process has on it.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path locked;
  private final FileChannel channel;

  private FolderLock(Path locked, FileChannel channel) {
    this.locked = locked;
    this.channel = channel;
  }

  /** What is locked, by which file, and in which words. */
  private record Wanted(Path named, Path lock, String what, String another) {}

  /**
   * Waits until nobody else uses a folder.
   *
   * @param directory made if it is not there
   * @param what what the folder is, for messages
   * @param patience how long to wait
   * @param notes is told whom this waits for
   * @throws IllegalStateException if it is still in use after that
   * @throws UncheckedIOException if the folder cannot be made or written
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static FolderLock take(
      Path directory, String what, Duration patience, Consumer<String> notes) {
    return take(
        new Wanted(directory, file(made(directory, what)), what, "directory"), patience, notes);
  }

  /**
   * Waits until nobody else makes a file. The lock is a file next to it, which stays.
   *
   * @param target in a folder that is there
   * @param what what the file is, for messages
   * @param patience how long to wait
   * @param notes is told whom this waits for
   * @throws IllegalStateException if somebody still makes it after that
   * @throws UncheckedIOException if the folder cannot be written
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static FolderLock takeFile(
      Path target, String what, Duration patience, Consumer<String> notes) {
    return take(new Wanted(target, beside(target), what, "file"), patience, notes);
  }

  /** Returns the file that is locked while {@code target} is made. */
  private static Path beside(Path target) {
    Path absolute = target.toAbsolutePath();
    Path folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
    try {
      return folder.toRealPath().resolve(target.getFileName() + ".lock");
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          target + ": the folder " + folder + " does not exist; create it, or name another file.",
          e);
    } catch (IOException e) {
      throw AtomicFile.failed(target, e);
    }
  }

  private static FolderLock take(Wanted wanted, Duration patience, Consumer<String> notes) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      // An interrupt would close the file, and look like a folder that may not be written.
      Workers.requireNotInterrupted();
      FolderLock lock = attempt(wanted);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() >= deadline) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s is the %s of another run, %s; wait for its end, or name another %s.",
                wanted.named(),
                wanted.what(),
                holder(wanted.lock()),
                wanted.another()));
      }
      if (!told) {
        told = true;
        notes.accept(
            String.format(
                Locale.ROOT,
                "%s is the %s of another run, %s; waiting up to %d s for it.",
                wanted.named(),
                wanted.what(),
                holder(wanted.lock()),
                patience.toSeconds()));
      }
      pause();
    }
  }

  private static Path made(Path directory, String what) {
    try {
      Files.createDirectories(directory);
      return directory.toRealPath();
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "%s is a file, and cannot be the %s; name a directory.",
              e.getFile(),
              what),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "%s cannot be made, to be the %s: %s; name another directory.",
              directory,
              what,
              Reason.of(e)),
          e);
    }
  }

  /** Returns the file that is locked in {@code folder}. */
  public static Path file(Path folder) {
    return folder.resolve(NAME);
  }

  private static @Nullable FolderLock attempt(Wanted wanted) {
    if (!OURS.add(wanted.lock())) {
      return null;
    }
    FolderLock lock = null;
    try {
      FileChannel channel = LockFile.take(wanted.lock(), self());
      lock = channel == null ? null : new FolderLock(wanted.lock(), channel);
      return lock;
    } catch (LockFile.Foreign e) {
      throw new UncheckedIOException(e.getReason(), e);
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted; nothing was written");
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "%s cannot be used: %s; change its permissions, or name another %s.",
              wanted.another().equals("file") ? wanted.named() : wanted.lock().getParent(),
              Reason.of(e),
              wanted.another()),
          e);
    } finally {
      if (lock == null) {
        OURS.remove(wanted.lock());
      }
    }
  }

  private static String self() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      host = "this computer";
    }
    return LockFile.BEGINNING
        + String.format(
            Locale.ROOT,
            "%d on %s since %s",
            ProcessHandle.current().pid(),
            host,
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static String holder(Path lock) {
    if (OURS.contains(lock)) {
      return "in this process";
    }
    try {
      String holder = Files.readString(lock);
      return holder.isEmpty() ? "of unknown number" : holder;
    } catch (IOException e) {
      return "of unknown number";
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the next one in. The file stays: it could not be deleted without a gap. */
  @Override
  public void close() {
    try (channel) {
      if (channel.isOpen()) {
        channel.truncate(0);
      }
    } catch (ClosedByInterruptException e) {
      // Closed it is, and so given up: only the name of its holder stays, which nobody reads then.
    } catch (IOException e) {
      throw new UncheckedIOException(locked + " could not be released: " + Reason.of(e) + ".", e);
    } finally {
      OURS.remove(locked);
    }
  }
}
