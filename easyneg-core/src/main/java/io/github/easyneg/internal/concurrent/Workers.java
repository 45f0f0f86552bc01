package io.github.easyneg.internal.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that share loops. The thread that calls works too, so that one thread
 * means no pool at all. Whatever a loop's body throws stops the loop and reaches the caller as it
 * is.
 */
public final class Workers implements AutoCloseable {
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final int threads;
  private final DaemonThreads made;
  private final ExecutorService pool;

  /** Makes workers; {@code threads - 1} daemon threads start when first needed. */
  public Workers(int threads) {
    this.threads = threads;
    String prefix = "easyneg-" + RUNS.incrementAndGet() + "-";
    AtomicInteger number = new AtomicInteger();
    this.made = new DaemonThreads(() -> prefix + number.incrementAndGet());
    this.pool = Executors.newFixedThreadPool(Math.max(threads - 1, 1), made);
  }

  /** Returns how many threads share a loop. */
  public int threads() {
    return threads;
  }

  /**
   * Runs {@code body} for 0 to {@code n - 1}, in any order, each once.
   *
   * @throws CancellationException if the calling thread is interrupted; its interrupt status stays
   */
  public void forEach(int n, IntConsumer body) {
    AtomicInteger next = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) {
            try {
              body.accept(i);
            } catch (Throwable e) {
              next.set(n);
              throw e;
            }
            if (caller.isInterrupted()) {
              next.set(n);
            }
          }
        };
    List<Future<?>> others = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, n); t++) {
      others.add(pool.submit(share));
    }
    Throwable failure = null;
    try {
      share.run();
    } catch (Throwable e) {
      failure = e;
    }
    for (Future<?> other : others) {
      Throwable thrown = await(other);
      if (thrown != null && failure == null) {
        failure = thrown;
      }
    }
    rethrow(failure);
    requireNotInterrupted();
  }

  /**
   * Refuses to go on once the calling thread is interrupted.
   *
   * @throws CancellationException if it is; its interrupt status stays
   */
  public static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted; nothing was written");
    }
  }

  /** Waits without giving up: the loop's bodies see the interrupt and end by themselves. */
  private static @org.jspecify.annotations.Nullable Throwable await(Future<?> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          future.get();
          return null;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return e.getCause();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void rethrow(@org.jspecify.annotations.Nullable Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new AssertionError("loop bodies throw unchecked exceptions only", failure);
    }
  }

  /** Ends the threads and waits for them. */
  @Override
  public void close() {
    pool.shutdownNow();
    made.join();
  }
}
