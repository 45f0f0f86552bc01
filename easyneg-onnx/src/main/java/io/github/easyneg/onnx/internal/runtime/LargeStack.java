package io.github.easyneg.onnx.internal.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Does something on a thread with room for deep native calls. ONNX Runtime 1.29 registers its
 * operators in one function that takes almost all of the megabyte that a thread has by default, and
 * the process crashes without a message where the caller has used some of that already.
 */
final class LargeStack {
  private static final long BYTES = 16L << 20;

  private LargeStack() {}

  /** Returns what {@code work} returns, or throws what it throws. */
  static <T> T call(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(null, task, "easyneg-onnxruntime-start", BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          // It takes a fraction of a second, and cannot be stopped halfway.
          interrupted = true;
        } catch (ExecutionException e) {
          throw asItWas(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException asItWas(ExecutionException wrapped) {
    Throwable cause = wrapped.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(wrapped);
  }
}
