package io.github.easyneg.langchain4j;

import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.testkit.VectorIndexContract;

final class EmbeddingStoreIndexContractTest extends VectorIndexContract {
  @Override
  protected VectorIndex emptyIndex() {
    return LangChain4j.index(new InMemoryEmbeddingStore<>());
  }
}
