package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.fixture.ChildJvm;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more while a run writes. */
class DiskTest {

  /**
   * Writes the file named by the first argument, with a cache in the directory named by the second,
   * if there is one; the shell that started it limits the size of files.
   */
  static final class Job {
    private Job() {}

    public static void main(String[] args) {
      EasyNegatives recipe = MiningJob.recipe(600, 1);
      try {
        (args.length == 1 ? recipe : recipe.cacheIn(Path.of(args[1]))).toAxolotl(Path.of(args[0]));
      } catch (UncheckedIOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private final Path folder;
  private final Path out;

  DiskTest(@TempDir Path folder) {
    this.folder = folder;
    this.out = folder.resolve("train.jsonl");
  }

  private String limited(int kilobytes, Class<?> main, Object... args) throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "there is no shell that can limit the size of files");
    String limit = "ulimit -f " + kilobytes + "; exec \"$@\"";
    List<String> limited = List.of(bash.toString(), "-c", limit, "bash");
    try (ChildJvm job = ChildJvm.start(limited, List.of(), main, args)) {
      return job.finish();
    }
  }

  private void requireOnlyTheOldFileIn(Path... expected) throws IOException {
    assertThat(out).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(expected);
    }
  }

  @Test
  void aFileThatMayGrowNoFurtherIsNamedAndTheOldOneStays() throws Exception {
    Files.writeString(out, "old");
    assertThat(limited(64, Job.class, out))
        .isEqualTo(
            out
                + " could not be written: File too large; write elsewhere, or check the disk."
                + " Nothing of it was left behind.\n");
    requireOnlyTheOldFileIn(out);
  }

  @Test
  void aCacheThatMayGrowNoFurtherIsNamedAndTheOldOutputStays() throws Exception {
    Files.writeString(out, "old");
    Path cache = folder.resolve("cache");
    assertThat(limited(32, Job.class, out, cache))
        .isEqualTo(
            cache.resolve("embeddings.mv")
                + " could not be written: File too large; free some space, or name another cache"
                + " directory. What was written before is kept.\n");
    requireOnlyTheOldFileIn(out, cache);
  }

  /** Builds the ground file of the argument. */
  static final class GroundJob {
    private GroundJob() {}

    public static void main(String[] args) {
      try {
        MiningReport report =
            MiningJob.recipe(600, 1).groundIn(Path.of(args[0])).forEach(row -> {});
        System.out.println(report.notes());
      } catch (UncheckedIOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aGroundThatMayGrowNoFurtherIsNamedAndTheOldOneStays() throws Exception {
    Path ground = folder.resolve("passages.ground");
    MiningJob.recipe(3, 1).groundIn(ground).forEach(row -> {});
    byte[] old = Files.readAllBytes(ground);
    for (int kilobytes : new int[] {16, 64, 900}) {
      assertThat(limited(kilobytes, GroundJob.class, ground))
          .matches(
              Pattern.quote(folder.toString())
                  + "(/passages.ground could not be written: File too large; write elsewhere, or"
                  + " check the disk. Nothing of it was left behind.| cannot hold a temporary file"
                  + " of [\\d,]+ bytes: File too large; free some space, see its permissions, or"
                  + " name another place.)\n");
      assertThat(Files.readAllBytes(ground)).isEqualTo(old);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactlyInAnyOrder(ground, folder.resolve("passages.ground.lock"));
      }
    }
  }
}
