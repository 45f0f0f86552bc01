package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaLibrariesTest {

  @Test
  void allThatTheLinkerDoesNotFindIsNamed(@TempDir Path folder) throws IOException {
    String ldd =
        """
        \tlinux-vdso.so.1 (0x00007ffd5d5f2000)
        \tlibcublasLt.so.12 => not found
        \tlibcudnn.so.9 => not found
        \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2f2c000000)
        """;
    Path said = Files.writeString(folder.resolve("ldd.txt"), ldd);
    List<String> print =
        File.separatorChar == '\\'
            ? List.of("cmd", "/c", "type", "" + said)
            : List.of("cat", "" + said);
    assertThat(CudaLibraries.missing(print)).containsExactly("libcublasLt.so.12", "libcudnn.so.9");
  }

  @Test
  void withoutALinkerToAskTheRuntimeIsToSay() {
    assertThat(CudaLibraries.missing(List.of("/none/ldd"))).isEmpty();
    assertThat(CudaLibraries.missing(Optional.empty())).isEmpty();
  }
}
