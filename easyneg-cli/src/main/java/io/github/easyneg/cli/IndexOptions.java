package io.github.easyneg.cli;

import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.langchain4j.ChromaIndex;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where passages are searched. */
final class IndexOptions {
  private static final String DEFAULT_URL = "http://localhost:8000";
  private static final String DEFAULT_COLLECTION = "easyneg";

  @Option(
      names = "--index",
      paramLabel = "KIND",
      description =
          "memory, or chroma: a collection in a Chroma server, which keeps the vectors and gives"
              + " them back to the next run (default: ${DEFAULT-VALUE}).")
  private Kind index = Kind.memory;

  @Option(
      names = "--chroma-url",
      paramLabel = "URL",
      description = "Where the Chroma server is (default: " + DEFAULT_URL + ").")
  private @Nullable String chromaUrl;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      description =
          "The collection, which is made where there is none (default: "
              + DEFAULT_COLLECTION
              + ").")
  private @Nullable String collection;

  private enum Kind {
    memory,
    chroma
  }

  /** Refuses options that cannot be meant together. */
  void check() {
    if (index == Kind.memory && (chromaUrl != null || collection != null)) {
      throw Failure.usage(
          "%s needs --index chroma; add that, or leave it out."
              .formatted(chromaUrl != null ? "--chroma-url" : "--collection"));
    }
  }

  /** Returns the index of one run, if it has one; the caller closes it. */
  Optional<VectorIndex> open() {
    check();
    return index == Kind.memory
        ? Optional.empty()
        : Optional.of(
            ChromaIndex.at(
                chromaUrl == null ? DEFAULT_URL : chromaUrl,
                collection == null ? DEFAULT_COLLECTION : collection));
  }
}
