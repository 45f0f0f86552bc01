package io.github.easyneg.internal.cache;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * What a failure of the store says of its file. Only what was read, and is wrong, is damage: a disk
 * or a network drive that fails, a lock, a file that was closed or that a newer version wrote say
 * nothing against its content.
 */
final class StoreFailure {
  /** Causes that are looked at; a chain could be a ring. */
  private static final int DEEPEST = 20;

  private StoreFailure() {}

  /** Tells whether another program has the file locked. */
  static boolean isLocked(Throwable failure) {
    return failure instanceof MVStoreException e && e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED;
  }

  /** Tells whether the file's content is wrong. */
  static boolean isDamage(Throwable failure) {
    // An end before its time was read; any other failure of the disk's is none of the content's.
    if (chain(failure)
        .anyMatch(cause -> cause instanceof IOException && !(cause instanceof EOFException))) {
      return false;
    }
    if (failure instanceof MVStoreException e) {
      return switch (e.getErrorCode()) {
        case DataUtils.ERROR_WRITING_FAILED,
            DataUtils.ERROR_CLOSED,
            DataUtils.ERROR_UNSUPPORTED_FORMAT,
            DataUtils.ERROR_FILE_LOCKED ->
            false;
        default -> true;
      };
    }
    // Wrong bytes can mislead the store into any kind of failure.
    return !(failure instanceof UncheckedIOException);
  }

  /** Returns the exception to throw for a failure that is not damage. */
  static RuntimeException of(Path file, Throwable failure) {
    int code = failure instanceof MVStoreException e ? e.getErrorCode() : 0;
    if (code == DataUtils.ERROR_UNSUPPORTED_FORMAT) {
      return new IllegalStateException(
          file
              + " was written by a newer version of easyneg; use that, or name another cache"
              + " directory.",
          failure);
    }
    if (code == DataUtils.ERROR_WRITING_FAILED) {
      return new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "%s could not be written: %s; free some space, or name another cache directory. What"
                  + " was written before is kept.",
              file,
              reason(failure)),
          new IOException(failure));
    }
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "%s could not be read: %s; expected the embedding cache. It stays as it is: see that"
                + " its disk can be read, or name another cache directory.",
            file,
            reason(failure)),
        new IOException(failure));
  }

  /** Returns what the disk says, where it does; the store only says what it was about to do. */
  private static String reason(Throwable failure) {
    return oneLine(
        chain(failure)
            .filter(cause -> cause instanceof IOException && cause.getMessage() != null)
            .reduce((outer, inner) -> inner)
            .orElse(failure));
  }

  /** Returns a failure in one line. */
  static String oneLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    // The store's messages name an object in memory, and end in its own version and code.
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll(" (from|to) file \\S+@\\p{XDigit}+", "")
        .replaceAll(" \\[\\d[\\d./]*]$", "");
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }
}
