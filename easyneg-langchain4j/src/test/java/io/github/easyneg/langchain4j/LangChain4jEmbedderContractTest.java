package io.github.easyneg.langchain4j;

import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.testkit.EmbeddingProviderContract;

class LangChain4jEmbedderContractTest extends EmbeddingProviderContract {
  private static final AllMiniLmL6V2EmbeddingModel MODEL = new AllMiniLmL6V2EmbeddingModel();

  @Override
  protected EmbeddingProvider provider() {
    return LangChain4j.embedder(MODEL, "all-minilm-l6-v2/langchain4j").batchSize(5);
  }
}
