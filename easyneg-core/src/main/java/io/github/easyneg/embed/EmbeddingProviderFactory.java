package io.github.easyneg.embed;

/**
 * How a module offers a default embedder: named in {@code
 * META-INF/services/io.github.easyneg.embed.EmbeddingProviderFactory}, found by {@link
 * java.util.ServiceLoader} when a recipe names no embedder of its own.
 */
public interface EmbeddingProviderFactory {

  /** Returns the name of the default embedder, for messages. */
  String name();

  /** Makes the default embedder; the caller closes it. */
  EmbeddingProvider create();
}
