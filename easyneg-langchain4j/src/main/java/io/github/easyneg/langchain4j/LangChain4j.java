package io.github.easyneg.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;

/** Adapts LangChain4j's models and stores to EasyNegatives. */
public final class LangChain4j {
  private LangChain4j() {}

  /**
   * Adapts an embedding model: OpenAI's, Ollama's, or any other. Its requests are batched and
   * repeated where that helps; see {@link LangChain4jEmbedder} for the options.
   *
   * @param model the model; the caller keeps it, and closes it where it must be closed
   * @param fingerprint a text that names the model and everything else that its vectors depend on,
   *     such as {@code "openai/text-embedding-3-small/1536"}. LangChain4j cannot tell: many models
   *     call themselves "unknown". Vectors are cached and stored under it, so another model needs
   *     another one.
   * @throws IllegalArgumentException if {@code fingerprint} is blank
   */
  public static LangChain4jEmbedder embedder(EmbeddingModel model, String fingerprint) {
    return LangChain4jEmbedder.of(model, fingerprint);
  }
}
