package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks the same of a part on several threads at once. */
final class Threads {
  private static final int THREADS = 4;
  private static final int ROUNDS = 25;

  private Threads() {}

  /** Asserts that every thread gets the answer that one alone gets, time and again. */
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
