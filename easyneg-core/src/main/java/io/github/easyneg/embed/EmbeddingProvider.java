package io.github.easyneg.embed;

import io.github.easyneg.internal.text.NotNull;
import java.util.List;
import java.util.function.Function;

/**
 * Turns texts into vectors.
 *
 * <p>Rules, each tested by {@code EmbeddingProviderContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>{@link #embed} returns one embedding for each text, in order: a vector of {@link
 *       #dimension()} finite numbers that are not all zeros, or, where the text has none, {@link
 *       Embedding#none the reason}.
 *   <li>A text's vector depends on the text and its role alone: not on the texts next to it, the
 *       call, the thread, or the machine's number of cores (up to float rounding).
 *   <li>{@link #fingerprint()} and {@link #dimension()} never change, and need not load the model:
 *       when every vector is in the cache, nothing else is called.
 *   <li>{@link #embed} may be called by one thread at a time; it parallelises inside.
 *   <li>An empty list gives an empty list.
 *   <li>{@link #close()} may be called twice, and by another thread while {@link #embed} runs. What
 *       runs then, and what is called later, does what it would have done, or throws {@link
 *       IllegalStateException} with a message that says that the provider is closed.
 * </ol>
 *
 * <p>Vectors need not have length one; users of this interface normalise them.
 *
 * <p>One that can count the tokens of a text without embedding it implements {@link TokenCounter}
 * too.
 */
public interface EmbeddingProvider extends AutoCloseable {

  /**
   * Returns an embedder that is a function, whatever a text is for. For a model that treats queries
   * and passages differently, counts tokens or holds what must be closed, implement the interface.
   *
   * @param name the {@link #fingerprint()}: the model and all else that the vectors depend on
   * @param dimension the length of every vector
   * @param function takes texts and returns a vector for each, in order; called by one thread at a
   *     time, with some texts, never none
   * @throws IllegalArgumentException if {@code name} is blank or {@code dimension} is below 1
   */
  static EmbeddingProvider of(
      String name,
      int dimension,
      Function<? super List<String>, ? extends List<float[]>> function) {
    return new FunctionEmbedder(NotNull.check(name, "name"), dimension, function);
  }

  /** Returns the length of every vector, at least 1. */
  int dimension();

  /**
   * Returns a text that names the model and everything else that its vectors depend on (weights,
   * pooling, prompts, maximum length). Equal fingerprints promise equal vectors: caches and stores
   * are keyed by it.
   */
  String fingerprint();

  /**
   * Embeds texts.
   *
   * @param texts any number of texts, in any order
   * @param role what the texts are for
   * @return a new list, {@code embeddings.get(i)} for {@code texts.get(i)}
   * @throws EmbeddingException if a text cannot be embedded; it names the text. One that is read,
   *     but has no direction (no token that the model knows, say), is not an error: it has {@link
   *     Embedding#none no vector}, and the run goes on without it.
   */
  List<Embedding> embed(List<String> texts, TextRole role);

  /** Frees what the model holds. Does nothing by default. */
  @Override
  default void close() {}
}
