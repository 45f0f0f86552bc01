package io.github.easyneg.spark;

import java.util.concurrent.Callable;

/** Unwraps this library's errors from those that Spark wraps around them. */
final class SparkFailure {
  private SparkFailure() {}

  /**
   * Runs an action of Spark's. The exception that a task threw is thrown; Spark's own is added to
   * it as suppressed.
   */
  static <T> T unwrapped(Callable<T> action) {
    try {
      return action.call();
    } catch (Exception e) {
      RuntimeException ours = cause(e);
      if (ours != e) {
        ours.addSuppressed(e);
      }
      throw ours;
    }
  }

  /** Returns the first failure that is not Spark's own, or else what Spark threw. */
  private static RuntimeException cause(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RuntimeException ours && !isOfSpark(cause)) {
        return ours;
      }
    }
    return failure instanceof RuntimeException own ? own : new SparkGaveUp(failure);
  }

  private static boolean isOfSpark(Throwable failure) {
    String name = failure.getClass().getName();
    return name.startsWith("org.apache.spark.") || name.startsWith("scala.");
  }

  /** Spark failed for a reason of its own: an executor that was lost, a disk that is full. */
  private static final class SparkGaveUp extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SparkGaveUp(Exception failure) {
      super("Spark gave up: " + failure.getMessage(), failure);
    }
  }
}
