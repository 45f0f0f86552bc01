package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.embed.EmbeddingException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchThreadsTest {

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("easyneg-embed"));
  }

  @Test
  void everyTaskRunsOnce() {
    AtomicIntegerArray runs = new AtomicIntegerArray(1000);
    BatchThreads.run(4, 1000, () -> false, runs::incrementAndGet);
    for (int i = 0; i < 1000; i++) {
      assertThat(runs.get(i)).isEqualTo(1);
    }
  }

  @Test
  void tasksRunSideBySide() {
    // Each task waits for the other: alone they would never end.
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger done = new AtomicInteger();
    BatchThreads.run(
        2,
        2,
        () -> false,
        i -> {
          await(both);
          done.incrementAndGet();
        });
    assertThat(done).hasValue(2);
  }

  @Test
  void oneThreadIsTheCallers() {
    Thread caller = Thread.currentThread();
    BatchThreads.run(1, 3, () -> false, i -> assertThat(Thread.currentThread()).isSameAs(caller));
  }

  @Test
  void aFailureEndsTheRunAndIsThrown() {
    AtomicInteger begun = new AtomicInteger();
    assertThatThrownBy(
            () ->
                BatchThreads.run(
                    3,
                    100_000,
                    () -> false,
                    i -> {
                      begun.incrementAndGet();
                      if (i == 5) {
                        throw new EmbeddingException("five", 5);
                      }
                    }))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("five");
    assertThat(begun.get()).isLessThan(100_000);
  }

  @Test
  void anErrorIsThrownAsItIs() {
    assertThatThrownBy(
            () ->
                BatchThreads.run(
                    2,
                    2,
                    () -> false,
                    i -> {
                      throw new StackOverflowError("deep");
                    }))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void aCancelledRunEnds() {
    AtomicBoolean cancelled = new AtomicBoolean();
    AtomicInteger begun = new AtomicInteger();
    assertThatThrownBy(
            () ->
                BatchThreads.run(
                    2,
                    100_000,
                    cancelled::get,
                    i -> {
                      if (begun.incrementAndGet() == 10) {
                        cancelled.set(true);
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The embedder was closed while it embedded.");
    assertThat(begun.get()).isLessThan(100_000);
  }

  @Test
  void anInterruptedCallerEndsTheRunAndKeepsItsFlag() {
    AtomicInteger begun = new AtomicInteger();
    Thread caller = Thread.currentThread();
    assertThatThrownBy(
            () ->
                BatchThreads.run(
                    2,
                    100_000,
                    () -> false,
                    i -> {
                      if (begun.incrementAndGet() == 10) {
                        caller.interrupt();
                      }
                    }))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("Embedding was interrupted before all texts were done; nothing is returned.");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(begun.get()).isLessThan(100_000);
  }

  @Test
  void anInterruptWhileOthersFinishTheLastTasksIsKeptAndLosesNothing() {
    Thread caller = Thread.currentThread();
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicInteger done = new AtomicInteger();
    BatchThreads.run(
        2,
        2,
        () -> false,
        i -> {
          await(both);
          if (Thread.currentThread() != caller) {
            // Until the caller has nothing left to do but wait for this thread.
            while (caller.getState() != Thread.State.WAITING) {
              Thread.onSpinWait();
            }
            caller.interrupt();
          }
          done.incrementAndGet();
        });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).hasValue(2);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
