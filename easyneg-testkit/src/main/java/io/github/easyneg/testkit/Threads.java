package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Calls a part on several threads at the same time, as a test of thread safety. */
final class Threads {
  private static final int THREADS = 4;
  private static final int ROUNDS = 25;

  private Threads() {}

  /** Asserts that every thread repeatedly gets the result that a single thread gets. */
  static <T> void agree(Callable<T> question) throws Exception {
    T alone = question.call();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<T> answer : pool.invokeAll(Collections.nCopies(THREADS * ROUNDS, question))) {
        assertThat(answer.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
