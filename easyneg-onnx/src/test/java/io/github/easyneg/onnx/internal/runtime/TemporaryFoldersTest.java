package io.github.easyneg.onnx.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFoldersTest {
  private final Path above;

  TemporaryFoldersTest(@TempDir Path above) {
    this.above = above;
  }

  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectory(above.resolve(name));
    Files.writeString(folder.resolve("libonnxruntime.so"), "ELF");
    return folder;
  }

  @Test
  void whatAKilledProcessLeftIsDeletedAndNothingElse() throws IOException {
    // Linux and macOS give no process a number as large.
    Path killed = folder("easyneg-onnxruntime-999999999-42");
    Path living = folder("easyneg-onnxruntime-" + ProcessHandle.current().pid() + "-42");
    Path other = folder("easyneg-onnxruntime-notes");
    Path file = Files.writeString(above.resolve("easyneg-onnxruntime-999999998-42"), "a file");
    Path linked = Files.createDirectory(above.resolve("elsewhere"));
    Path kept = Files.writeString(linked.resolve("kept"), "");
    Files.createSymbolicLink(above.resolve("easyneg-onnxruntime-999999997-42"), linked);
    TemporaryFolders.sweep(above);
    assertThat(killed).doesNotExist();
    assertThat(living).isDirectory();
    assertThat(other).isDirectory();
    assertThat(file).exists();
    assertThat(kept).exists();
  }
}
