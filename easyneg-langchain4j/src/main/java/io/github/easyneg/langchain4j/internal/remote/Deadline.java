package io.github.easyneg.langchain4j.internal.remote;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Cancels calls that exceed a timeout. The JDK's HTTP client stops its own clock when the
 * response's header has come, so that a server which then falls silent would block a caller
 * forever.
 *
 * <p>Thread-safe.
 */
public final class Deadline implements AutoCloseable {
  /** The deadline was closed before the call, or during it. */
  public static final class Closed extends Exception {
    private static final long serialVersionUID = 1L;

    private Closed() {
      super("closed");
    }
  }

  private final Duration timeout;
  private final ExecutorService threads;
  private final Set<Runnable> running = ConcurrentHashMap.newKeySet();

  /**
   * Makes one.
   *
   * @param timeout of a call
   * @param name of its threads
   */
  public Deadline(Duration timeout, String name) {
    this.timeout = timeout;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Returns what {@code call} returns.
   *
   * @throws TimeoutException if that takes too long; the call is interrupted
   * @throws Closed if this is closed; the call is interrupted
   * @throws Exception what the call throws
   */
  public <T> T call(Callable<T> call) throws Exception {
    Future<T> result = submit(call);
    Runnable giveUp = () -> result.cancel(true);
    try {
      running.add(giveUp);
      if (threads.isShutdown()) {
        throw new Closed();
      }
      return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (CancellationException e) {
      throw new Closed();
    } catch (ExecutionException e) {
      if (threads.isShutdown()) {
        // The interrupt was this class's own, and is hidden from the caller's thread.
        throw new Closed();
      }
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    } finally {
      running.remove(giveUp);
      // Does nothing to a call that has ended; interrupts one that has not.
      boolean unused = result.cancel(true);
    }
  }

  private <T> Future<T> submit(Callable<T> call) throws Closed {
    try {
      return threads.submit(call);
    } catch (RejectedExecutionException e) {
      throw new Closed();
    }
  }

  /**
   * Interrupts the calls in progress, and rejects later ones. Their callers return at once, even
   * where a call ignores the interrupt, as one of JDBC does.
   */
  @Override
  public void close() {
    threads.shutdownNow();
    running.forEach(Runnable::run);
  }
}
