package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/** Calls something again and again on one thread, while another closes it. */
final class WhileClosing {
  private WhileClosing() {}

  /**
   * Returns what the last call returned, which began when all was closed; nothing if a call ended
   * with an {@link IllegalStateException} that says so.
   *
   * @throws ExecutionException if a call ended otherwise
   */
  static <T> Optional<T> call(Callable<T> call, AutoCloseable closing) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean closed = new AtomicBoolean();
    FutureTask<T> calls =
        new FutureTask<>(
            () -> {
              begun.countDown();
              while (!closed.get()) {
                T unused = call.call();
              }
              return call.call();
            });
    new Thread(calls, "caller").start();
    begun.await();
    closing.close();
    closed.set(true);
    try {
      return Optional.of(calls.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalStateException refusal) {
        assertThat(refusal).hasMessageContaining("closed");
        return Optional.empty();
      }
      throw e;
    }
  }
}
