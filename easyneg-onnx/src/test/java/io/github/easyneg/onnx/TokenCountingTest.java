package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinySafetensors;
import io.github.easyneg.fixtures.TinyTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code TokenCounterContract} cannot know: that the model itself is left alone. */
class TokenCountingTest {
  private static final List<String> TEXTS = List.of("a b", "", "a b c c", "unknown");

  private final Path dir;

  TokenCountingTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void countingNeedsNoNetwork() throws IOException {
    TinyModel model = TinyModel.in(dir);
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      var unused = model.without("onnx/model.onnx");

      assertThat(embedder.countTokens(TEXTS, TextRole.PASSAGE)).containsExactly(4, 2, 6, 3);
      assertThat(embedder.tokenLimit()).hasValue(embedder.maxTokens());
    }
  }

  @Test
  void countingNeedsNoMatrixAndAddsNoSpecialTokens() throws IOException {
    try (StaticEmbedder embedder = staticEmbedder()) {
      Files.delete(dir.resolve("model.safetensors"));

      assertThat(embedder.countTokens(TEXTS, TextRole.PASSAGE)).containsExactly(2, 0, 4, 1);
      assertThat(embedder.tokenLimit()).isEmpty();
    }
  }

  @Test
  void countsAreInTheOrderOfTheTextsOnAnyNumberOfThreads() throws IOException {
    TinyModel model = TinyModel.in(dir);
    List<String> texts = IntStream.range(0, 1000).mapToObj(" a"::repeat).toList();
    int[] expected = IntStream.range(0, 1000).map(words -> words + 2).toArray();
    for (int threads : new int[] {1, 4}) {
      try (OnnxEmbedder embedder =
          OnnxEmbedder.load(model.dir(), OnnxOptions.defaults().threads(threads))) {
        assertThat(embedder.countTokens(texts, TextRole.PASSAGE)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aClosedEmbedderCountsNothing() throws IOException {
    StaticEmbedder ofMatrix = staticEmbedder();
    assertThat(ofMatrix.countTokens(TEXTS, TextRole.QUERY)).hasSize(4);
    ofMatrix.close();
    OnnxEmbedder ofNetwork = OnnxEmbedder.allMiniLmL6V2();
    ofNetwork.close();

    assertThatThrownBy(() -> ofMatrix.countTokens(List.of(), TextRole.QUERY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This embedder is closed; make another one.");
    assertThatThrownBy(() -> ofNetwork.countTokens(TEXTS, TextRole.QUERY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This embedder is closed; make another one.");
  }

  private StaticEmbedder staticEmbedder() throws IOException {
    var unused =
        TinyModel.in(dir)
            .without("modules.json")
            .tokenizer(TinyTokenizer.untruncated(TinyModel.WORDS));
    new TinySafetensors()
        .matrix("embeddings", TinyModel.rows())
        .write(dir.resolve("model.safetensors"));
    return StaticEmbedder.load(dir);
  }
}
