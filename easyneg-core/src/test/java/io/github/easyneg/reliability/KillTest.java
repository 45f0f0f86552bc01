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
 * Kills a process that mines, at random moments, and looks at what is there.
 *
 * <p>How often is said by {@code -Deasyneg.kills=300}; ten times by default. While one process is
 * watched the next one starts, in another folder, because most of a kill's time is a JVM's start.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("easyneg.kills", 10);
  private static final int ROWS = 150;
  private static final List<String> NAMES = List.of("train.jsonl", "audit.jsonl");

  private final Path folder;
  private final SplittableRandom random =
      new SplittableRandom(Long.getLong("easyneg.kills.seed", 3));

  KillTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void kill9LeavesTheOldFileOrTheNewOne() throws Exception {
    List<List<String>> whole = List.of(whole(0), whole(1));
    assertThat(whole.get(0)).doesNotContainAnyElementsOf(whole.get(1));
    List<Path> places =
        List.of(
            Files.createDirectory(folder.resolve("one")),
            Files.createDirectory(folder.resolve("two")));
    int midway = 0;
    ChildJvm next = start(places.get(0));
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        ChildJvm job = next;
        next = start(places.get((kill + 1) % 2));
        midway += killed(job, places.get(kill % 2), whole, "after kill " + kill) ? 1 : 0;
      }
    } finally {
      next.close();
    }
    assertThat(midway).as("kills that came while a file was written").isPositive();

    for (Path place : places) {
      MiningJob.recipe(ROWS, 1)
          .auditTo(place.resolve("audit.jsonl"))
          .toAxolotl(place.resolve("train.jsonl"));
      assertThat(contents(place)).isEqualTo(whole.get(1));
      assertThat(temporaries(place)).isEmpty();
    }
  }

  private static ChildJvm start(Path place) {
    return ChildJvm.start(MiningJob.class, place.resolve("train.jsonl"), ROWS);
  }

  /** Kills a process; tells whether that was while a file was written. */
  private boolean killed(ChildJvm job, Path place, List<List<String>> whole, String when)
      throws Exception {
    try (job) {
      job.await("first run");
      long begin = System.nanoTime();
      job.await("mined");
      long mined = System.nanoTime();
      job.await("another run");
      long end = System.nanoTime();
      // Sometime in the next two runs, or while the files appear, however fast this computer is.
      double share = random.nextDouble();
      if (random.nextBoolean()) {
        TimeUnit.NANOSECONDS.sleep((long) (2 * share * (end - begin)));
      } else {
        job.await("mined");
        TimeUnit.NANOSECONDS.sleep((long) (1.2 * share * (end - mined)));
      }
      job.kill();
    }
    List<String> found = contents(place);
    for (int i = 0; i < NAMES.size(); i++) {
      assertThat(found.get(i))
          .as("%s %s", NAMES.get(i), when)
          .isIn(whole.get(0).get(i), whole.get(1).get(i));
    }
    // Of the run that was killed; those before it were swept up by it.
    List<Path> temporaries = temporaries(place);
    assertThat(temporaries).as(when).hasSizeLessThanOrEqualTo(NAMES.size());
    return !temporaries.isEmpty();
  }

  private List<String> whole(int seed) throws IOException {
    Path place = Files.createDirectory(folder.resolve("seed-" + seed));
    MiningJob.recipe(ROWS, seed)
        .auditTo(place.resolve("audit.jsonl"))
        .toAxolotl(place.resolve("train.jsonl"));
    return contents(place);
  }

  private static List<String> contents(Path place) throws IOException {
    List<String> contents = new ArrayList<>();
    for (String name : NAMES) {
      contents.add(Files.readString(place.resolve(name)));
    }
    return contents;
  }

  private static List<Path> temporaries(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }
}
