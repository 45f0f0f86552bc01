package io.github.easyneg.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.fixture.ChildJvm;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more while a run writes. */
class DiskTest {

  /** Writes the file named by the argument; the shell that started it limits its size. */
  static final class Job {
    private Job() {}

    public static void main(String[] args) {
      try {
        MiningJob.recipe(600, 1).toAxolotl(Path.of(args[0]));
      } catch (UncheckedIOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aFileThatMayGrowNoFurtherIsNamedAndTheOldOneStays(@TempDir Path folder) throws Exception {
    Path bash = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(bash), "there is no shell that can limit the size of files");
    Path out = Files.writeString(folder.resolve("train.jsonl"), "old");
    List<String> limited = List.of(bash.toString(), "-c", "ulimit -f 64; exec \"$@\"", "bash");
    try (ChildJvm job = ChildJvm.start(limited, List.of(), Job.class, out)) {
      assertThat(job.finish())
          .isEqualTo(
              out
                  + " could not be written: File too large; write elsewhere, or see what ails the"
                  + " disk. Nothing was left behind.\n");
    }
    assertThat(out).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(out);
    }
  }
}
