package io.github.easyneg.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.onnx.OnnxEmbedder;
import io.github.easyneg.onnx.OnnxOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What EmbeddingBenchmark compares must be the same vectors. */
class EmbeddingAgreementTest {

  @Test
  void vectorsAreThoseOfLangChain4j() {
    List<String> texts =
        Stream.of(20, 150, 3).flatMap(words -> Sentences.of(24, words).stream()).toList();
    List<dev.langchain4j.data.embedding.Embedding> theirs =
        new AllMiniLmL6V2EmbeddingModel()
            .embedAll(texts.stream().map(TextSegment::from).toList())
            .content();
    try (OnnxEmbedder embedder =
        OnnxEmbedder.allMiniLmL6V2(OnnxOptions.defaults().maxTokens(128))) {
      List<Embedding> ours = embedder.embed(texts, TextRole.PASSAGE);
      assertThat(ours).anyMatch(Embedding::truncated).anyMatch(e -> !e.truncated());
      for (int i = 0; i < texts.size(); i++) {
        assertThat(cosine(ours.get(i).vector(), theirs.get(i).vector()))
            .as(texts.get(i))
            .isGreaterThan(0.999999);
      }
    }
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
