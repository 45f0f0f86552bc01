package io.github.easyneg.internal.ground;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.EmbeddingProviderFactory;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the embedder of a recipe that names none. */
public final class DefaultEmbedder {
  private DefaultEmbedder() {}

  /**
   * Returns the one default embedder on the class path.
   *
   * @throws IllegalStateException if there is none, or more than one
   */
  public static EmbeddingProvider find() {
    return of(
        ServiceLoader.load(EmbeddingProviderFactory.class, DefaultEmbedder.class.getClassLoader())
            .stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  static EmbeddingProvider of(List<EmbeddingProviderFactory> found) {
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "No EmbeddingProvider found. Add io.github.easyneg:easyneg-langchain4j, or call"
              + " embedWith(..).");
    }
    if (found.size() > 1) {
      throw new IllegalStateException(
          "Several default embedders found: "
              + found.stream()
                  .map(EmbeddingProviderFactory::name)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + ". Keep one on the class path, or call embedWith(..).");
    }
    return found.get(0).create();
  }
}
