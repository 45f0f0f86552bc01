package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.EmbeddingProviderFactory;
import io.github.easyneg.embed.TextRole;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The model that comes with the module. */
class AllMiniLmTest {

  @Test
  void itIsTheDefaultThatServiceLoaderFinds() {
    List<EmbeddingProviderFactory> factories =
        ServiceLoader.load(EmbeddingProviderFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    assertThat(factories)
        .extracting(EmbeddingProviderFactory::name)
        .containsExactly("OnnxEmbedder.allMiniLmL6V2()");
    try (EmbeddingProvider embedder = factories.get(0).create();
        OnnxEmbedder same = OnnxEmbedder.allMiniLmL6V2()) {
      assertThat(embedder.dimension()).isEqualTo(384);
      assertThat(embedder.fingerprint())
          .matches("onnx:384d:256t:[0-9a-f]{32}")
          .isEqualTo(same.fingerprint());
    }
  }

  @Test
  void itReads256TokensAndCountsTheRest() {
    String text = "word ".repeat(300);
    try (OnnxEmbedder embedder = OnnxEmbedder.allMiniLmL6V2()) {
      assertThat(embedder.maxTokens()).isEqualTo(256);
      List<Embedding> embeddings =
          embedder.embed(List.of(text, "word ".repeat(254), "word ".repeat(255)), TextRole.PASSAGE);
      assertThat(embeddings.get(0).tokens()).hasValue(302);
      assertThat(embeddings.get(0).truncated()).isTrue();
      assertThat(embeddings.get(1).tokens()).hasValue(256);
      assertThat(embeddings.get(1).truncated()).isFalse();
      assertThat(embeddings.get(2).truncated()).isTrue();
      assertThat(embeddings.get(0).vector()).isEqualTo(embeddings.get(2).vector());
    }
  }

  @Test
  void textsThatOtherEmbeddersChokeOnHaveVectors() {
    try (OnnxEmbedder embedder = OnnxEmbedder.allMiniLmL6V2()) {
      List<String> texts = List.of("\ufffd", "\u200b", "", " ", "\ud83d\ude00", "\u0000");
      assertThat(embedder.embed(texts, TextRole.PASSAGE)).hasSize(texts.size());
    }
  }

  @Test
  void likeTextsAreNearerThanOthers() {
    try (OnnxEmbedder embedder = OnnxEmbedder.allMiniLmL6V2()) {
      List<Embedding> e =
          embedder.embed(
              List.of(
                  "A man is eating food.",
                  "Someone has a meal.",
                  "The stock market fell on Monday."),
              TextRole.PASSAGE);
      assertThat(dot(e.get(0), e.get(1))).isGreaterThan(dot(e.get(0), e.get(2)) + 0.3);
      assertThat(dot(e.get(0), e.get(0))).isBetween(0.9999, 1.0001);
    }
  }

  private static double dot(Embedding a, Embedding b) {
    double sum = 0;
    for (int i = 0; i < a.vector().length; i++) {
      sum += (double) a.vector()[i] * b.vector()[i];
    }
    return sum;
  }
}
