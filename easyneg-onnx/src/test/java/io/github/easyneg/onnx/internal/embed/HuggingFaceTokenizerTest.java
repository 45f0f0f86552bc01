package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.fixtures.OtherJvm;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuggingFaceTokenizerTest {

  /** Makes a tokenizer, and says why it cannot. */
  static final class Loading {
    private Loading() {}

    public static void main(String[] args) {
      try (HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.parse(TinyTokenizer.words(TinyModel.WORDS), "tokenizer.json")) {
        System.out.println(tokenizer.count("a", false));
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aLibraryThatCannotBeUnpackedIsAnErrorThatSaysWhereItGoes(@TempDir Path dir)
      throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "");
    assertThat(OtherJvm.run(Map.of("DJL_CACHE_DIR", file.toString()), Loading.class))
        .isEqualTo(
            "The native library of ai.djl.huggingface:tokenizers cannot be loaded on "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + " ("
                + file.resolve("tokenizers")
                + " cannot be written: Not a directory). It comes for Linux and macOS on"
                + " arm64, and Linux and Windows on x64, and is unpacked into ~/.djl.ai: set"
                + " DJL_CACHE_DIR where that cannot be written.");
  }
}
