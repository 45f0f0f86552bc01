package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.embed.TimeLimit;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's threads do, and that none of them stays. */
class ThreadsTest {
  private static final int RUNS = Integer.getInteger("easyneg.threads.runs", 100);

  private final Path folder;
  private final Path out;

  ThreadsTest(@TempDir Path folder) {
    this.folder = folder;
    this.out = folder.resolve("train.jsonl");
  }

  @Test
  void aHundredRunsOnOneTwoAndSixteenThreadsGiveTheSameBytes() throws IOException {
    EasyNegatives recipe = MiningJob.recipe(40, 9).maxReuse(9);
    assertThat(recipe.threads(1).toAxolotl(out).lines().written()).isPositive();
    String expected = Files.readString(out);
    for (int run = 0; run < RUNS; run++) {
      for (int threads : new int[] {1, 2, 16}) {
        assertThat(recipe.threads(threads).toAxolotl(out).lines().written()).isPositive();
        assertThat(Files.readString(out))
            .as("%d threads, run %d", threads, run)
            .isEqualTo(expected);
      }
    }
    assertThat(threadsOfRuns()).isEmpty();
  }

  @Test
  void anInterruptInAnyStageEndsTheRunWithoutOutputOrThread() throws Exception {
    for (Stage stage : Stage.values()) {
      if (stage == Stage.INDEX) {
        continue;
      }
      Thread here = Thread.currentThread();
      EasyNegatives recipe =
          MiningJob.recipe(5000, 9)
              .threads(4)
              .maxReuse(1000)
              .onProgress(
                  (now, done, total) -> {
                    if (now == stage) {
                      here.interrupt();
                    }
                  });
      assertThatThrownBy(() -> recipe.toAxolotl(out))
          .as("interrupted while %s", stage.words())
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
      requireNothingLeft();
    }
  }

  @Test
  void anEmbedderThatHangsIsEndedByAnInterrupt() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    EmbeddingProvider hangs =
        new EmbeddingProvider() {
          @Override
          public int dimension() {
            return 8;
          }

          @Override
          public String fingerprint() {
            return "hangs";
          }

          @Override
          public List<Embedding> embed(List<String> texts, TextRole role) {
            hanging.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new CancellationException("interrupted while it hung");
            }
            return List.of();
          }
        };
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread user =
        new Thread(
            () -> {
              try {
                Object unused = MiningJob.recipe(50, 1).embedWith(hangs).toAxolotl(out);
              } catch (CancellationException e) {
                failure.set(e);
              }
            });
    user.start();
    hanging.await();
    user.interrupt();
    user.join();
    assertThat(failure.get()).hasMessage("interrupted while it hung");
    requireNothingLeft();
  }

  /** Waits for ever, and hears no interrupt. */
  private static EmbeddingProvider deaf() {
    return new EmbeddingProvider() {
      @Override
      public int dimension() {
        return 8;
      }

      @Override
      public String fingerprint() {
        return "deaf";
      }

      @Override
      public List<Embedding> embed(List<String> texts, TextRole role) {
        while (true) {
          LockSupport.park();
        }
      }
    };
  }

  @Test
  void anEmbedderThatHangsAndHearsNothingIsGivenUpAndNamed() throws Exception {
    EmbeddingProvider limited = TimeLimit.on(deaf(), Duration.ofMillis(200));
    EasyNegatives recipe = MiningJob.recipe(50, 1).embedWith(limited);
    assertThatThrownBy(() -> recipe.toAxolotl(out))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "the embedder 'deaf' did not return 100 texts within 200 ms; see what holds it up, or"
                + " raise the limit.");
    assertThatThrownBy(() -> recipe.toAxolotl(out))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("the embedder 'deaf' is not called again, because a call timed out.");
    requireNothingLeft();
  }

  @Test
  void aTimeLimitChangesNothingWhereItIsMet() throws IOException {
    Path limited = folder.resolve("limited.jsonl");
    HashingEmbedder embedder = HashingEmbedder.ofDimension(16);
    EasyNegatives recipe = MiningJob.recipe(50, 1);
    assertThat(recipe.embedWith(embedder).toAxolotl(out).lines().written()).isPositive();
    try (EmbeddingProvider inTime = TimeLimit.on(embedder, Duration.ofMinutes(5))) {
      assertThat(recipe.embedWith(inTime).toAxolotl(limited).provenance())
          .containsEntry("model", embedder.fingerprint());
    }
    assertThat(limited).hasSameBinaryContentAs(out);
  }

  @Test
  void aGuardThatFailsOnSomeThreadEndsTheRunWithItsOwnFailure() throws Exception {
    EasyNegatives recipe =
        MiningJob.recipe(500, 9)
            .threads(16)
            .rejecting(
                Guards.guard(
                    "fails",
                    (row, candidate) -> {
                      throw new IllegalStateException("row " + row.question().length());
                    }));
    assertThatThrownBy(() -> recipe.toAxolotl(out))
        .isInstanceOf(GuardException.class)
        .hasMessageMatching("row \\d+: the guard 'fails' must .*")
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("row \\d+");
    requireNothingLeft();
  }

  @Test
  void runsSideBySideDoNotDisturbEachOther() throws Exception {
    EasyNegatives recipe =
        MiningJob.recipe(400, 9).embedWith(HashingEmbedder.ofDimension(32)).threads(3);
    assertThat(recipe.toAxolotl(out).lines().written()).isPositive();
    List<Path> outs = Stream.of("a", "b", "c", "d").map(n -> folder.resolve(n + ".jsonl")).toList();
    List<Thread> users =
        outs.stream()
            .map(file -> new Thread(() -> assertThat(recipe.toAxolotl(file).notes()).isEmpty()))
            .toList();
    users.forEach(Thread::start);
    for (Thread user : users) {
      user.join();
    }
    assertThat(outs).allSatisfy(file -> assertThat(file).hasSameBinaryContentAs(out));
    assertThat(threadsOfRuns()).isEmpty();
  }

  private void requireNothingLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    assertThat(threadsOfRuns()).isEmpty();
  }

  /** The threads of runs are daemons whose names begin with the library's; the hook is none. */
  private static Set<String> threadsOfRuns() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("easyneg-"))
        .collect(Collectors.toSet());
  }
}
