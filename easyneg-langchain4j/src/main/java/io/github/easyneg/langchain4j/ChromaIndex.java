package io.github.easyneg.langchain4j;

import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.langchain4j.internal.chroma.ChromaAddress;
import io.github.easyneg.langchain4j.internal.chroma.ChromaConnection;
import io.github.easyneg.langchain4j.internal.remote.Deadline;
import io.github.easyneg.langchain4j.internal.store.StoreConnection;

/**
 * An index in a Chroma server, through Chroma's API V2.
 *
 * <p>The collection is created with cosine space if it does not exist, and reused if it does:
 * passages are keyed by id, so that a second run over the same data adds nothing, and their vectors
 * are read back instead of computed again. Its metadata record the model; another model's vectors
 * are rejected.
 *
 * <p>{@link #nearest} is Chroma's graph search, which may miss a true neighbour; what it finds is
 * scored again in double precision. How much it finds is measured in {@code
 * docs/decisions/011-chroma.md}; see {@link ChromaOptions#graph}. If Chroma returns fewer passages
 * than there are, or ties go on for ever, the list is made exactly from all vectors, read page by
 * page: so {@code k} near the size of a large collection costs a full scan for each query.
 *
 * <p>{@link #open} throws {@link IllegalStateException} if the collection compares vectors
 * otherwise than by cosine, holds vectors of another dimension, of another model or of an unknown
 * one, or if the server has no such tenant or database; {@link java.io.UncheckedIOException} if the
 * server cannot be reached or refuses.
 *
 * <p>{@link #upsert} sends batches of at most 1000 passages and 30 MB, and no larger than the
 * server says that it takes; one that it still refuses is split in half. Before each, the vectors
 * that the server has under these ids are read, and only what is new or different is sent.
 *
 * <p>Several processes may fill one collection at the same time, with one model. Calls that fail
 * for a transient reason are retried, see {@link ChromaOptions#attempts}; any call then throws
 * {@link java.io.UncheckedIOException}.
 *
 * <p>{@link #close} may be called from any thread. It cancels the requests in progress; their
 * calls, and later ones, throw {@link IllegalStateException}.
 */
public final class ChromaIndex extends ServerIndex {
  private final ChromaAddress address;
  private final ChromaOptions options;

  private ChromaIndex(ChromaAddress address, ChromaOptions options) {
    super(options.patience().timeout(), "easyneg-chroma");
    this.address = address;
    this.options = options;
  }

  /**
   * Returns an index in {@code collection}; nothing is connected or created before {@link #open}.
   *
   * @param url of the server, for example {@code http://localhost:8000}
   * @param collection its name, 3 to 512 letters, digits, {@code .}, {@code _} and {@code -}
   * @throws IllegalArgumentException if {@code url} or {@code collection} cannot be one
   */
  public static ChromaIndex at(String url, String collection) {
    NotNull.check(url, "url");
    NotNull.check(collection, "collection");
    return at(url, collection, ChromaOptions.defaults());
  }

  /**
   * Returns an index in {@code collection}; nothing is connected or created before {@link #open}.
   *
   * @param url of the server, for example {@code http://localhost:8000}
   * @param collection its name, 3 to 512 letters, digits, {@code .}, {@code _} and {@code -}
   * @param options tenant, database, timeout, attempts
   * @throws IllegalArgumentException if {@code url} or {@code collection} cannot be one
   */
  public static ChromaIndex at(String url, String collection, ChromaOptions options) {
    NotNull.check(url, "url");
    NotNull.check(collection, "collection");
    NotNull.check(options, "options");
    return new ChromaIndex(
        new ChromaAddress(url, options.tenant(), options.database(), collection), options);
  }

  @Override
  StoreConnection connect(Deadline deadline, int dimension, String fingerprint) {
    return new ChromaConnection(
        address,
        options.patience(),
        options.token(),
        deadline,
        options.graph(),
        dimension,
        fingerprint);
  }

  @Override
  public String toString() {
    return "ChromaIndex(" + address.url() + ", " + address.collection() + ")";
  }
}
