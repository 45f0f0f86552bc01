package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopFolderTest {
  @Test
  void whatAJobThatWasGivenUpLeftGoesWithItsFolder(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("out");
    Path attempt = Files.createDirectories(out.resolve("_temporary/0/_temporary/attempt_1"));
    Files.writeString(attempt.resolve("part-00000.txt"), "half a line");

    deleteEmpty(out);

    assertThat(out).doesNotExist();
  }

  @Test
  void whatOthersWroteStays(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("_temporary/0"));
    Files.writeString(out.resolve("part-00000.txt"), "a line\n");

    deleteEmpty(out);

    assertThat(out.resolve("part-00000.txt")).exists();
    assertThat(out.resolve("_temporary/0")).exists();
  }

  @Test
  void anEmptyFolderGoes(@TempDir Path folder) throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));

    deleteEmpty(out);

    assertThat(out).doesNotExist();
  }

  private static void deleteEmpty(Path folder) {
    HadoopFolder.of(folder.toString(), new Configuration()).deleteEmpty();
  }
}
