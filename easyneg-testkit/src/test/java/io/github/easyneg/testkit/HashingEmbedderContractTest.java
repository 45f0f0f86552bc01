package io.github.easyneg.testkit;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;

/** The embedder that needs no model. */
class HashingEmbedderContractTest extends EmbeddingProviderContract {
  @Override
  protected EmbeddingProvider provider() {
    return HashingEmbedder.defaults();
  }
}
