package io.github.easyneg.onnx.internal.embed;

import io.github.easyneg.embed.EmbeddingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * Runs numbered tasks on the calling thread and some more, which end with the call: no thread is
 * left behind, whether the tasks end well, fail, or the caller is interrupted. Threads cost less to
 * start than one batch costs to embed.
 */
final class BatchThreads {
  /** The number of texts that a thread tokenises or looks up before it takes more. */
  private static final int GROUP = 64;

  private BatchThreads() {}

  /**
   * Runs tasks 0 to {@code tasks - 1}, each once. After a failure, no further task begins.
   *
   * @param cancelled asked between tasks; once true, no further task begins
   * @throws EmbeddingException if the calling thread is interrupted; its interrupt flag stays set
   * @throws IllegalStateException if {@code cancelled}
   */
  static void run(int threads, int tasks, BooleanSupplier cancelled, IntConsumer task) {
    Run run = new Run(tasks, cancelled, task);
    List<Thread> helpers = new ArrayList<>();
    try {
      for (int i = 1; i < Math.min(threads, tasks); i++) {
        Thread helper = new Thread(run::work, "easyneg-embed-" + i);
        helper.setDaemon(true);
        helper.start();
        helpers.add(helper);
      }
      run.work();
    } finally {
      run.join(helpers);
    }
    run.finish();
  }

  /**
   * Does something for each of {@code items} numbers from 0 on, in groups of {@link #GROUP}, which
   * are the tasks of {@link #run}.
   */
  static void forEach(int threads, int items, BooleanSupplier cancelled, IntConsumer each) {
    run(
        threads,
        (items + GROUP - 1) / GROUP,
        cancelled,
        task -> {
          int end = Math.min(items, (task + 1) * GROUP);
          for (int i = task * GROUP; i < end; i++) {
            each.accept(i);
          }
        });
  }

  private static final class Run {
    private final Thread caller = Thread.currentThread();
    private final int tasks;
    private final BooleanSupplier cancelled;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Run(int tasks, BooleanSupplier cancelled, IntConsumer task) {
      this.tasks = tasks;
      this.cancelled = cancelled;
      this.task = task;
    }

    void work() {
      try {
        while (failure.get() == null && !caller.isInterrupted() && !cancelled.getAsBoolean()) {
          int i = next.getAndIncrement();
          if (i >= tasks) {
            return;
          }
          task.accept(i);
        }
        stopped();
      } catch (Throwable e) {
        failure.compareAndSet(null, e);
      }
    }

    /**
     * Waits without a timeout, since tasks are short; an interrupt ends them, and its flag is kept.
     */
    void join(List<Thread> helpers) {
      boolean interrupted = false;
      for (Thread helper : helpers) {
        while (helper.isAlive()) {
          try {
            helper.join();
          } catch (InterruptedException e) {
            // The helpers ask the caller's flag, which the exception has cleared.
            stopped();
            interrupted = true;
          }
        }
      }
      if (interrupted) {
        caller.interrupt();
      }
    }

    private void stopped() {
      if (next.get() < tasks && failure.get() == null) {
        failure.compareAndSet(
            null,
            cancelled.getAsBoolean()
                ? new IllegalStateException("The embedder was closed while it embedded.")
                : new EmbeddingException(
                    "Embedding was interrupted before all texts were done; nothing is returned."));
      }
    }

    void finish() {
      Throwable e = failure.get();
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (e instanceof Error error) {
        throw error;
      }
    }
  }
}
