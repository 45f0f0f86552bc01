package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyOnnx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which versions of the format and of its operators networks may have. */
class OnnxVersionsTest {
  private final Path dir;

  OnnxVersionsTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private float[] vector() {
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      return embedder.embed(List.of("a b"), TextRole.PASSAGE).get(0).vector();
    }
  }

  private void network(int irVersion, int opset) throws IOException {
    TinyModel.in(dir)
        .network(
            TinyOnnx.gathering(TinyModel.rows())
                .version(irVersion, opset)
                .tokens("last_hidden_state"));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 11", "7, 13", "8, 14", "8, 17", "9, 19", "9, 20", "10, 21", "10, 22", "11, 23", "12, 24",
    "12, 25", "13, 26"
  })
  void networksUpToTheNewestOperatorsThatTheRuntimeKnowsAreRead(int irVersion, int opset)
      throws IOException {
    network(irVersion, opset);

    assertThat(vector()).containsExactly(new float[] {1.75f, 3.25f}, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({"13, 27", "14, 26"})
  void newerOnesAreRefused(int irVersion, int opset) throws IOException {
    network(irVersion, opset);

    assertThatThrownBy(this::vector)
        .isInstanceOf(EmbeddingException.class)
        .hasMessageStartingWith(dir.resolve("onnx/model.onnx") + " cannot be loaded on cpu: ")
        .hasMessageEndingWith("Download it again, or export it for ONNX Runtime 1.29.0 or older.");
  }
}
