package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.fixture.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that builds a ground file again and again, at random moments: {@code
 * -Deasyneg.kills=300} times, ten by default.
 */
class GroundKillTest {
  private static final int KILLS = Integer.getInteger("easyneg.kills", 10);
  private static final int ROWS = 300;

  private final Path folder;
  private final Path ground;
  private final SplittableRandom random =
      new SplittableRandom(Long.getLong("easyneg.kills.seed", 5));

  GroundKillTest(@TempDir Path folder) {
    this.folder = folder;
    this.ground = folder.resolve("passages.ground");
  }

  /** Builds the file named by the first argument of more rows and of fewer, in turn, for ever. */
  static final class Job {
    private Job() {}

    public static void main(String[] args) {
      for (int run = 0; true; run++) {
        build(Path.of(args[0]), run % 2);
        System.out.println("built");
      }
    }
  }

  private static void build(Path ground, int run) {
    assertThat(MiningJob.recipe(ROWS + run, 1).groundIn(ground).forEach(row -> {}).rows().read())
        .isEqualTo(ROWS + run);
  }

  /** Returns both files, and leaves neither. */
  private List<byte[]> whole() throws IOException {
    List<byte[]> whole = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      build(ground, run);
      whole.add(Files.readAllBytes(ground));
    }
    Files.delete(ground);
    Files.delete(folder.resolve("passages.ground.lock"));
    return whole;
  }

  @Test
  void kill9LeavesTheOldFileTheNewOneOrNone() throws Exception {
    List<byte[]> whole = whole();
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % 3 == 0) {
        Files.deleteIfExists(ground);
      }
      try (ChildJvm job = ChildJvm.start(Job.class, ground)) {
        long start = System.nanoTime();
        job.await("built");
        long built = System.nanoTime();
        job.await("built");
        long step = Math.min(built - start, System.nanoTime() - built);
        TimeUnit.NANOSECONDS.sleep((long) (2 * random.nextDouble() * step));
        job.kill();
      }
      assertThat(whole).as("after kill %d", kill).contains(Files.readAllBytes(ground));
    }
    build(ground, 1);
    assertThat(Files.readAllBytes(ground)).isEqualTo(whole.get(1));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(ground, folder.resolve("passages.ground.lock"));
    }
  }

  @Test
  void aKillDuringTheFirstBuildLeavesTheWholeFileOrNone() throws IOException, InterruptedException {
    List<byte[]> whole = whole();
    for (int kill = 0; kill < KILLS; kill++) {
      Files.deleteIfExists(ground);
      try (ChildJvm job = ChildJvm.start(Job.class, ground)) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Files.exists(folder.resolve("passages.ground.lock"))
            && System.nanoTime() < deadline) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
        job.kill();
      }
      if (Files.exists(ground)) {
        // A fast computer has built the second one by now.
        assertThat(whole).as("after kill %d", kill).contains(Files.readAllBytes(ground));
      }
      Files.deleteIfExists(folder.resolve("passages.ground.lock"));
    }
    build(ground, 0);
    assertThat(Files.readAllBytes(ground)).isEqualTo(whole.get(0));
  }
}
