package io.github.easyneg.internal.concurrent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** Makes the threads of a pool, which do not keep the JVM alive, and sees them end. */
final class DaemonThreads implements ThreadFactory {
  private final Supplier<String> names;
  private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

  /** Makes none yet. */
  DaemonThreads(Supplier<String> names) {
    this.names = names;
  }

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, names.get());
    thread.setDaemon(true);
    made.add(thread);
    return thread;
  }

  /**
   * Waits for the threads of a pool that was shut down: a pool calls itself terminated while its
   * last thread is still on its way out. What is under way ends by itself. An interrupt that was
   * there before waits until all have ended; one that comes meanwhile ends the waiting. The thread
   * is interrupted then.
   */
  void join() {
    boolean interrupted = Thread.interrupted();
    try {
      for (Thread thread : made) {
        thread.join();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
