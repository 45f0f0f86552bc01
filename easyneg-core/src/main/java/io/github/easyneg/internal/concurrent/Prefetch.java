package io.github.easyneg.internal.concurrent;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Gets the next item of a sequence while the one before is at work. The items are made one at a
 * time, on one thread of its own; what making one throws reaches the caller as it is.
 */
public final class Prefetch<T> implements AutoCloseable {
  private final Supplier<T> source;
  private final Predicate<T> last;
  private final DaemonThreads made = new DaemonThreads(() -> "easyneg-prefetch");
  private final ExecutorService thread;
  private Future<T> next;

  /**
   * Begins with the first item at once.
   *
   * @param last tells by an item that none follows
   */
  public Prefetch(Supplier<T> source, Predicate<T> last) {
    this.source = source;
    this.last = last;
    this.thread = Executors.newSingleThreadExecutor(made);
    this.next = thread.submit(source::get);
  }

  /**
   * Returns the next item, and begins with the one after it; the last item again once it was
   * reached.
   *
   * @throws CancellationException if the calling thread is interrupted; its interrupt status stays
   */
  public T next() {
    try {
      T item = next.get();
      if (!last.test(item)) {
        next = thread.submit(source::get);
      }
      return item;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted; nothing was written");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new AssertionError("suppliers throw unchecked exceptions only", e.getCause());
    }
  }

  /** Gives up the item that is under way and waits for the thread to end. */
  @Override
  public void close() {
    thread.shutdownNow();
    made.join();
  }
}
