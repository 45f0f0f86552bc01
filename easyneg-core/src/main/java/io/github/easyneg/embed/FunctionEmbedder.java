package io.github.easyneg.embed;

import io.github.easyneg.internal.text.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** An embedder that is a function, for {@link EmbeddingProvider#of}. */
record FunctionEmbedder(
    String fingerprint,
    int dimension,
    Function<? super List<String>, ? extends List<float[]>> function)
    implements EmbeddingProvider {

  FunctionEmbedder {
    NotNull.check(function, "function");
    if (fingerprint.isBlank()) {
      throw new IllegalArgumentException(
          "name is blank; give one that says which model makes the vectors, because caches are"
              + " keyed by it.");
    }
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "dimension is " + dimension + "; give the length of the model's vectors, at least 1.");
    }
  }

  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<float[]> vectors = function.apply(texts);
    if (vectors == null || vectors.stream().anyMatch(Objects::isNull)) {
      throw new EmbeddingException(
          "the function of the embedder '"
              + fingerprint
              + "' returned null; expected a list with a vector for each of "
              + texts.size()
              + " texts.");
    }
    return vectors.stream().map(Embedding::of).toList();
  }
}
