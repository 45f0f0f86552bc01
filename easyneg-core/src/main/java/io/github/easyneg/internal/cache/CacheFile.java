package io.github.easyneg.internal.cache;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * A map from texts to bytes in a file. A file whose content is {@link StoreFailure damaged} is
 * moved aside and begun again; whatever else goes wrong leaves it as it is.
 *
 * <p>For one thread at a time.
 */
final class CacheFile {
  private static final long POLL_MILLIS = 100;

  private final Path file;
  private final String name;
  private final Consumer<String> notes;
  private MVStore store;
  private MVMap<String, byte[]> map;

  private CacheFile(Path file, String name, Consumer<String> notes, MVStore store) {
    this.file = file;
    this.name = name;
    this.notes = notes;
    this.store = store;
    this.map = map(store, name);
  }

  /**
   * Opens the file, or makes it.
   *
   * @param name the map in it
   * @param patience how long to wait for a program that has it locked
   * @throws IllegalStateException if that does not end in time, or a newer version wrote the file
   * @throws UncheckedIOException if it cannot be read or written
   */
  static CacheFile open(Path file, String name, Duration patience, Consumer<String> notes) {
    requireWritable(file);
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      Workers.requireNotInterrupted();
      try {
        return new CacheFile(file, name, notes, opened(file, name));
      } catch (RuntimeException | AssertionError e) {
        if (!StoreFailure.isLocked(e)) {
          return new CacheFile(file, name, notes, instead(e, file, name, notes));
        }
        if (System.nanoTime() >= deadline) {
          throw locked(file, patience, e);
        }
        if (!told) {
          told = true;
          notes.accept(
              String.format(
                  Locale.ROOT,
                  "%s is locked by %s, not by easyneg; waiting up to %d s for it.",
                  file,
                  LockHolder.of(file),
                  patience.toSeconds()));
        }
      }
      pause();
    }
  }

  private static void requireWritable(Path file) {
    if (Files.isSymbolicLink(file)) {
      throw new UncheckedIOException(
          file
              + " is a symbolic link; expected a file of its own, which easyneg may write. Remove"
              + " the link, or name the directory that it leads to.",
          new AccessDeniedException(file.toString()));
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !(Files.isRegularFile(file) && Files.isWritable(file))) {
      throw new UncheckedIOException(
          file
              + " may not be written, or is not a file; change its permissions, or name another"
              + " cache directory.",
          new AccessDeniedException(file.toString()));
    }
  }

  private static IllegalStateException locked(Path file, Duration patience, Throwable e) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "%s is locked by %s, not by easyneg; expected to open the embedding cache within %d s."
                + " Wait for that program's end, or name another cache directory.",
            file,
            LockHolder.of(file),
            patience.toSeconds()),
        e);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static MVStore opened(Path file, String name) {
    return unhurried(
        () -> {
          MVStore opened =
              new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open();
          try {
            assert !map(opened, name).isClosed();
            return opened;
          } catch (RuntimeException | AssertionError e) {
            opened.closeImmediately();
            throw e;
          }
        });
  }

  private static MVMap<String, byte[]> map(MVStore store, String name) {
    return store.openMap(
        name,
        new MVMap.Builder<String, byte[]>()
            .keyType(StringDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  /** Returns a new store in the place of a damaged one; whatever is not damage is thrown. */
  private static MVStore instead(
      Throwable failure, Path file, String name, Consumer<String> notes) {
    Workers.requireNotInterrupted();
    if (!StoreFailure.isDamage(failure)) {
      throw StoreFailure.of(file, failure);
    }
    Path aside = file;
    for (int n = 1; Files.exists(aside); n++) {
      aside = file.resolveSibling(file.getFileName() + ".damaged-" + n);
    }
    String why = StoreFailure.oneLine(failure);
    try {
      Files.move(file, aside);
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "%s is damaged (%s), and cannot be moved to %s: %s; delete it by hand.",
              file,
              why,
              aside.getFileName(),
              Reason.of(e)),
          e);
    }
    notes.accept(
        String.format(
            Locale.ROOT,
            "%s is damaged (%s); it was moved to %s, and embeddings are computed again.",
            file,
            why,
            aside.getFileName()));
    try {
      return opened(file, name);
    } catch (MVStoreException e) {
      throw StoreFailure.of(file, e);
    }
  }

  /** Returns the value of a key, or null. */
  byte @Nullable [] get(String key) {
    return with(map -> map.get(key));
  }

  /** Sets the value of a key; it is safe after the next {@link #commit}. */
  void put(String key, byte[] value) {
    byte[] unused = with(map -> map.put(key, value));
  }

  /** Writes what was put to disk. */
  void commit() {
    long unused = with(map -> store.commit());
  }

  /** Does something with the map; if the file turns out to be damaged, does it with a new one. */
  private <T extends @Nullable Object> T with(Function<MVMap<String, byte[]>, T> work) {
    try {
      return unhurried(() -> work.apply(map));
    } catch (RuntimeException | AssertionError e) {
      // An interrupt in the midst of it closes the file under the store's hands.
      Workers.requireNotInterrupted();
      if (StoreFailure.isDamage(e)) {
        store.closeImmediately();
      }
      store = instead(e, file, name, notes);
      map = map(store, name);
      return work.apply(map);
    }
  }

  /**
   * Does some work on the file as if the thread had not been interrupted: an interrupt closes a
   * file channel that is in use, and the store with it. Whoever looks for the interrupt finds it
   * afterwards.
   */
  private static <T extends @Nullable Object> T unhurried(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      return work.get();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Closes the file. What cannot be written any more is told, and what was committed is safe. */
  void close() {
    try {
      boolean unused =
          unhurried(
              () -> {
                store.close();
                return true;
              });
    } catch (RuntimeException | AssertionError e) {
      // The file is looked at again when it is opened next.
      store.closeImmediately();
      notes.accept(
          String.format(
              Locale.ROOT, "%s could not be closed properly (%s).", file, StoreFailure.oneLine(e)));
    }
  }
}
