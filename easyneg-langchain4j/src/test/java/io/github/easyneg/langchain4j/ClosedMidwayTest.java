package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An adapter that is closed while it embeds. */
class ClosedMidwayTest {
  @Test
  void anAdaptedModelIsAskedNoFurther() {
    List<Integer> requests = new ArrayList<>();
    List<EmbeddingProvider> embedders = new ArrayList<>();
    EmbeddingModel closing =
        new EmbeddingModel() {
          @Override
          public Response<List<dev.langchain4j.data.embedding.Embedding>> embedAll(
              List<TextSegment> segments) {
            requests.add(segments.size());
            embedders.get(0).close();
            return Response.from(
                segments.stream()
                    .map(text -> dev.langchain4j.data.embedding.Embedding.from(new float[] {1, 2}))
                    .toList());
          }

          @Override
          public int dimension() {
            return 2;
          }
        };
    LangChain4jEmbedder embedder = LangChain4j.embedder(closing, "closing/1").batchSize(2);
    embedders.add(embedder);

    assertThatThrownBy(() -> embedder.embed(List.of("a", "b", "c"), TextRole.PASSAGE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The embedder was closed while it embedded.");
    assertThatThrownBy(() -> embedder.embed(List.of("a"), TextRole.PASSAGE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This embedder is closed; make another one.");
    assertThat(requests).containsExactly(2);
    assertThat(embedder.batchSize(3).embed(List.of("a"), TextRole.PASSAGE)).hasSize(1);
  }
}
