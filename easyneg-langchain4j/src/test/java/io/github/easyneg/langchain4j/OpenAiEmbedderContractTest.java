package io.github.easyneg.langchain4j;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.testkit.EmbeddingProviderContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;

class OpenAiEmbedderContractTest extends EmbeddingProviderContract {
  private final EmbeddingServer server;

  OpenAiEmbedderContractTest() {
    try {
      server = new EmbeddingServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected EmbeddingProvider provider() {
    return OpenAiEmbedder.at(server.url(), "tiny");
  }
}
