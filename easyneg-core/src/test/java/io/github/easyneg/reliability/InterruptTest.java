package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt that strikes at any moment: in a read, a write, a lock, a store. */
class InterruptTest {
  private static final int TRIES = Integer.getInteger("easyneg.interrupt.tries", 60);

  @Test
  void anInterruptIsToldAsOneWhereverItStrikes(@TempDir Path folder) throws Exception {
    Path input = folder.resolve("rows.jsonl");
    try (Stream<QaRow> rows = MiningJob.rows(400).rows()) {
      Files.writeString(input, rows.map(InterruptTest::line).collect(Collectors.joining()));
    }
    List<Throwable> others = new ArrayList<>();
    int cancelled = 0;
    for (int i = 0; i < TRIES; i++) {
      Path out = Files.createDirectories(folder.resolve("out" + i)).resolve("train.jsonl");
      EasyNegatives recipe =
          EasyNegatives.from(Datasets.jsonl(input))
              .embedWith(HashingEmbedder.ofDimension(64))
              .threads(1 + i % 3)
              .cacheIn(folder.resolve("cache" + i % 4))
              .resumeIn(folder.resolve("work" + i))
              .vectorsIn(folder.resolve("vectors"))
              .auditTo(out.resolveSibling("audit.jsonl"));
      Throwable end = interrupted(recipe, out, 1_500_000L * i);
      if (end instanceof CancellationException) {
        cancelled++;
        assertThat(out).doesNotExist();
        assertThat(out.resolveSibling("audit.jsonl")).doesNotExist();
      } else if (end != null) {
        others.add(end);
      } else {
        assertThat(out).exists();
        assertThat(out.resolveSibling("audit.jsonl")).exists();
      }
    }
    assertThat(others).as("not told as interrupts").isEmpty();
    assertThat(cancelled).isPositive();
  }

  private static @Nullable Throwable interrupted(EasyNegatives recipe, Path out, long nanos)
      throws InterruptedException {
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread user =
        new Thread(
            () -> {
              try {
                Object unused = recipe.toAxolotl(out);
              } catch (RuntimeException e) {
                end.set(e);
              }
            });
    user.start();
    LockSupport.parkNanos(nanos);
    user.interrupt();
    user.join();
    return end.get();
  }

  private static String line(QaRow row) {
    return "{\"contexts\": [%s], \"question\": \"%s\", \"answer\": \"%s\", \"positive_ctx_idx\": 0}\n"
        .formatted(
            row.contexts().stream().map(c -> '"' + c + '"').collect(Collectors.joining(", ")),
            row.question(),
            row.answer());
  }
}
