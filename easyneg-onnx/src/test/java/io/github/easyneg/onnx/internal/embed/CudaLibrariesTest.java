package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class CudaLibrariesTest {

  @Test
  void allThatTheLinkerDoesNotFindIsNamed() {
    String ldd =
        """
        \tlinux-vdso.so.1 (0x00007ffd5d5f2000)
        \tlibcublasLt.so.12 => not found
        \tlibcudnn.so.9 => not found
        \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2f2c000000)
        """;
    assertThat(CudaLibraries.missing(List.of("printf", "%s", ldd)))
        .containsExactly("libcublasLt.so.12", "libcudnn.so.9");
  }

  @Test
  void withoutALinkerToAskTheRuntimeIsToSay() {
    assertThat(CudaLibraries.missing(List.of("/none/ldd"))).isEmpty();
    assertThat(CudaLibraries.missing(Optional.empty())).isEmpty();
  }
}
