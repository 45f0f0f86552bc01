package io.github.easyneg.internal.concurrent;

import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLockInterruptionException;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /**
   * Does some work that must not stop halfway, on a thread that nobody interrupts: Java would close
   * the file under its hands. The interrupt status of this thread stays.
   *
   * @throws CancellationException if this thread was interrupted before the work began
   */
  public static void heldOff(Runnable work) {
    if (Thread.currentThread() instanceof Undisturbed) {
      work.run();
      return;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled();
    }
    Undisturbed thread = new Undisturbed(work);
    thread.start();
    thread.await();
  }

  /** A thread of which only the one that waits for it knows. */
  private static final class Undisturbed extends Thread {
    private final Runnable work;
    private @Nullable RuntimeException exception;
    private @Nullable Error error;

    Undisturbed(Runnable work) {
      super("easyneg-undisturbed");
      this.work = work;
    }

    @Override
    public void run() {
      try {
        work.run();
      } catch (RuntimeException e) {
        exception = e;
      } catch (Error e) {
        error = e;
      }
    }

    /** Waits for the end, and throws what the work threw. */
    void await() {
      boolean interrupted = false;
      while (isAlive()) {
        try {
          join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (exception != null) {
        throw exception;
      }
      if (error != null) {
        throw error;
      }
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
