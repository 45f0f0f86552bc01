package io.github.easyneg.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.fixture.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  private final Path folder;
  private final Path file;

  LeftoversTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("a.txt");
  }

  /** Begins a file and says so, until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws Exception {
      try (AtomicFile atomic = AtomicFile.create(Path.of(args[0]))) {
        atomic.out().write(1);
        System.out.println("writing");
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  @Test
  void whatAKilledProcessLeftIsDeletedByTheNextWriterOfThatName() throws Exception {
    try (ChildJvm writer = ChildJvm.start(Writer.class, file)) {
      writer.await("writing");
      AtomicFile.write(file, "while the other one writes");
      assertThat(names()).hasSize(2).contains("a.txt");
      writer.kill();
    }
    assertThat(names()).hasSize(2);
    AtomicFile.write(folder.resolve("b.txt"), "another name");
    assertThat(names()).hasSize(3);
    AtomicFile.write(file, "after");
    assertThat(names()).containsExactly("a.txt", "b.txt");
  }

  @Test
  void filesThatOnlyLookAlikeStay() throws IOException {
    List<String> alike =
        List.of(".a.txt.tmp", ".a.txt.xyz.tmp", ".a.txt.1.tmp.old", ".aXtxt.1.tmp", "a.txt.1.tmp");
    for (String name : alike) {
      Files.writeString(folder.resolve(name), "mine");
    }
    AtomicFile.write(file, "new");
    assertThat(names()).hasSize(6).containsAll(alike);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
