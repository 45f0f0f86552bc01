package io.github.easyneg.internal.concurrent;

import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLockInterruptionException;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * What an interrupt of a thread looks like when it surfaces: Java closes the file that is being
 * read or written, so that a store, a lock or a disk seems to be at fault.
 */
public final class Interrupts {
  private Interrupts() {}

  /**
   * Does some work, and tells of an interrupt of this thread as of one, wherever it struck.
   *
   * @throws CancellationException if the thread was interrupted; its interrupt status stays
   */
  public static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (e instanceof CancellationException
          || !Thread.currentThread().isInterrupted()
          || !isOne(e)) {
        throw e;
      }
      CancellationException cancelled = cancelled();
      Throwable unused = cancelled.initCause(e);
      throw cancelled;
    }
  }

  /** Returns what to throw where a thread was interrupted. */
  public static CancellationException cancelled() {
    return new CancellationException("interrupted; nothing was written");
  }

  /** Tells whether a failure comes of an interrupt. */
  public static boolean isOne(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedChannelException
          || cause instanceof FileLockInterruptionException
          || cause instanceof InterruptedException
          || (cause instanceof java.io.InterruptedIOException
              && !(cause instanceof SocketTimeoutException))) {
        return true;
      }
    }
    return false;
  }
}
