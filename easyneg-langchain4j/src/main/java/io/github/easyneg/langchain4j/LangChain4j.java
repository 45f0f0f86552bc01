package io.github.easyneg.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.langchain4j.internal.store.EmbeddingStoreIndex;

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
    NotNull.check(model, "model");
    NotNull.check(fingerprint, "fingerprint");
    return LangChain4jEmbedder.of(model, fingerprint);
  }

  /**
   * Returns an index on any store of LangChain4j's, for the nearest passages.
   *
   * <p>A store can add, remove and search, but not list its entries or give them back, so:
   *
   * <ul>
   *   <li>The index consists of the passages put in through it; {@link VectorIndex#size} counts
   *       those, and a search ignores other entries of the store.
   *   <li>Each run puts all passages in. They are removed by id first, so that a persistent store
   *       does not grow; a store that cannot remove, and does not overwrite by id, does.
   *   <li>The store is not checked for another model's vectors. Give each model a store of its own.
   *   <li>The order is as good as the store's search. If a store does not return all passages that
   *       were asked for, {@link VectorIndex#nearest} throws {@link IllegalStateException}.
   * </ul>
   *
   * <p>{@link ChromaIndex} has none of these limits.
   *
   * @param store is not closed by the index; must be thread-safe, as several threads search it
   */
  public static VectorIndex index(EmbeddingStore<TextSegment> store) {
    NotNull.check(store, "store");
    return new EmbeddingStoreIndex(store);
  }

  /**
   * Returns a guard that asks a cross-encoder, and rejects a passage whose relevance to the row's
   * question is {@code threshold} or more.
   *
   * @param model called by one thread at a time
   * @param threshold on the model's own scale: often (0, 1), sometimes a logit of any sign; look at
   *     what it gives your data set's positives
   * @throws IllegalArgumentException if {@code threshold} is not finite
   */
  public static ScoringGuard scoringGuard(ScoringModel model, double threshold) {
    NotNull.check(model, "model");
    return ScoringGuard.of(model, threshold);
  }

  /**
   * Returns a guard that asks a chat model whether a passage answers the row's question, and
   * rejects it if so.
   *
   * @param model best at temperature 0; called by one thread at a time unless {@link
   *     ChatJudge#parallelCalls} says otherwise
   */
  public static ChatJudge judge(ChatModel model) {
    NotNull.check(model, "model");
    return ChatJudge.of(model);
  }
}
