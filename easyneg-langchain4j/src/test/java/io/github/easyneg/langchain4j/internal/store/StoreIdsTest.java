package io.github.easyneg.langchain4j.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreIdsTest {
  @Test
  void aPassagesIdAndItsUuidStandForEachOther() {
    String id = Passage.of("a text").id();
    assertThat(UUID.fromString(StoreIds.of(id))).hasToString(StoreIds.of(id));
    assertThat(StoreIds.passage(StoreIds.of(id))).isEqualTo(id);
  }

  @Test
  void idsOfOthersStayAsTheyAre() {
    assertThat(StoreIds.of("short")).isEqualTo("short");
    assertThat(StoreIds.passage("some-other-entry")).isEqualTo("some-other-entry");
  }

  /** PostgreSQL's store and Qdrant's take nothing else. */
  @Test
  void aStoreIsGivenUuids() {
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    EmbeddingStoreIndex index = new EmbeddingStoreIndex(store);
    index.open(2, "model");
    Passage passage = Passage.of("a text");
    index.upsert(List.of(new Entry(passage, new float[] {1, 2})));
    String stored =
        store
            .search(
                EmbeddingSearchRequest.builder()
                    .queryEmbedding(Embedding.from(new float[] {1, 2}))
                    .maxResults(1)
                    .build())
            .matches()
            .get(0)
            .embeddingId();
    assertThat(UUID.fromString(stored)).hasToString(stored);
    assertThat(index.nearest(new float[] {1, 2}, 1).get(0).id()).isEqualTo(passage.id());
  }
}
