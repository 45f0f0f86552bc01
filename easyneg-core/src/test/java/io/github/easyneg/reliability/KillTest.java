package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.fixture.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that mines, at random moments, and looks at what is there.
 *
 * <p>How often is said by {@code -Deasyneg.kills=300}; ten times by default.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("easyneg.kills", 10);
  private static final int ROWS = 150;

  @Test
  void kill9LeavesTheOldFileOrTheNewOne(@TempDir Path folder) throws Exception {
    List<String> whole = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      Path expected = folder.resolve("expected-" + seed + ".jsonl");
      MiningJob.recipe(ROWS, seed).toAxolotl(expected);
      whole.add(Files.readString(expected));
    }
    assertThat(whole.get(0)).isNotEqualTo(whole.get(1));

    Path out = Files.createDirectory(folder.resolve("out")).resolve("train.jsonl");
    SplittableRandom random = new SplittableRandom(Long.getLong("easyneg.kills.seed", 3));
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildJvm job = ChildJvm.start(MiningJob.class, out, ROWS)) {
        job.await("running");
        Thread.sleep(random.nextInt(80));
        job.kill();
      }
      assertThat(whole).as("after kill " + kill).contains(Files.readString(out));
      // The files of the run that was killed; those before it swept up after one another.
      assertThat(temporaries(out)).as("after kill " + kill).hasSizeLessThanOrEqualTo(2);
    }

    MiningJob.recipe(ROWS, 1).auditTo(out.resolveSibling("audit.jsonl")).toAxolotl(out);
    assertThat(out).hasContent(whole.get(1));
    assertThat(temporaries(out)).isEmpty();
  }

  private static List<Path> temporaries(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out.getParent())) {
      return files.filter(file -> file.toString().endsWith(".tmp")).toList();
    }
  }
}
