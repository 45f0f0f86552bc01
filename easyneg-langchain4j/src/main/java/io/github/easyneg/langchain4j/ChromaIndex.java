package io.github.easyneg.langchain4j;

import io.github.easyneg.index.Hit;
import io.github.easyneg.index.StoredVectors;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.langchain4j.internal.chroma.ChromaAddress;
import io.github.easyneg.langchain4j.internal.chroma.ChromaConnection;
import io.github.easyneg.langchain4j.internal.remote.Deadline;
import io.github.easyneg.langchain4j.internal.store.Batches;
import io.github.easyneg.langchain4j.internal.store.Cosines;
import io.github.easyneg.langchain4j.internal.store.NearestSearch;
import io.github.easyneg.langchain4j.internal.store.VectorChecks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index in a Chroma server, through Chroma's API V2.
 *
 * <p>The collection is created with cosine space where there is none, and is reused where there is
 * one: passages stand in it by id, so that a second run over the same data adds nothing, and their
 * vectors are read back instead of computed again. Its metadata remember the model; another model's
 * vectors are refused.
 *
 * <p>{@link #nearest} is Chroma's graph search, which may miss a true neighbour; what it finds is
 * scored anew in double precision. How much it finds is measured in {@code
 * docs/decisions/011-chroma.md}; see {@link ChromaOptions#graph}. If Chroma returns fewer passages
 * than there are, or ties go on for ever, the list is made exactly from all vectors, read page by
 * page: so {@code k} near the size of a large collection costs a full reading for each query.
 *
 * <p>Several processes may fill one collection at a time, with one model. Calls that fail for a
 * passing reason are repeated, see {@link ChromaOptions#attempts}; any call then throws {@link
 * java.io.UncheckedIOException}.
 *
 * <p>{@link #close} may be called from any thread. It ends the requests that are under way; their
 * calls, and later ones, throw {@link IllegalStateException}.
 */
public final class ChromaIndex implements VectorIndex, StoredVectors {
  private final ChromaAddress address;
  private final ChromaOptions options;
  private final Deadline deadline;
  private volatile @Nullable ChromaConnection connection;
  private volatile int dimension;
  private volatile boolean closed;

  private ChromaIndex(ChromaAddress address, ChromaOptions options) {
    this.address = address;
    this.options = options;
    this.deadline = new Deadline(options.timeout(), "easyneg-chroma");
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

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the collection compares vectors otherwise than by cosine,
   *     holds vectors of another dimension, of another model or of nobody knows which, or if the
   *     server has no such tenant or database
   * @throws java.io.UncheckedIOException if the server cannot be reached or refuses
   */
  @Override
  public void open(int dimension, String fingerprint) {
    NotNull.check(fingerprint, "fingerprint");
    requireNotClosed();
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "open(" + dimension + ", ..): a vector has at least 1 number.");
    }
    ChromaConnection known = connection;
    if (known != null) {
      known.requireFor(dimension, fingerprint);
      return;
    }
    this.dimension = dimension;
    connection =
        new ChromaConnection(
            address,
            options.timeout(),
            options.token(),
            deadline,
            options.attempts(),
            options.graph(),
            dimension,
            fingerprint);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Batches of at most 1000 passages and 30 MB, and no larger than the server says that it
   * takes; one that it refuses all the same is cut in half. Before each, the vectors that the
   * server has under these ids are read, and only what is new or different is sent.
   *
   * @throws IllegalArgumentException if a vector is of another length, not finite, or all zeros;
   *     then nothing was sent
   */
  @Override
  public void upsert(List<Entry> entries) {
    NotNull.check(entries, "entries");
    ChromaConnection chroma = connection();
    for (Entry entry : entries) {
      VectorChecks.require(
          "The vector of passage " + entry.passage().id(), entry.vector(), dimension);
    }
    for (List<Entry> batch : Batches.of(entries, chroma.mostWritten())) {
      Map<String, float[]> stored = vectors(batch.stream().map(e -> e.passage().id()).toList());
      List<Entry> news =
          batch.stream()
              .filter(e -> !Arrays.equals(e.vector(), stored.get(e.passage().id())))
              .toList();
      if (!news.isEmpty()) {
        chroma.upsert(news);
      }
    }
  }

  /** {@inheritDoc} */
  @Override
  public List<Hit> nearest(float[] query, int k) {
    NotNull.check(query, "query");
    ChromaConnection chroma = connection();
    VectorChecks.require("The query", query, dimension);
    if (k < 1) {
      throw new IllegalArgumentException("nearest(.., " + k + "): k must be at least 1.");
    }
    return new NearestSearch(
            n -> {
              List<Hit> hits = new ArrayList<>();
              chroma
                  .search(query, n)
                  .forEach((id, vector) -> hits.add(new Hit(id, Cosines.of(query, vector))));
              return new NearestSearch.Found(hits, n, hits.size());
            },
            chroma::count,
            incomplete -> {
              List<Hit> all = new ArrayList<>();
              chroma.scan((id, vector) -> all.add(new Hit(id, Cosines.of(query, vector))));
              return all;
            })
        .nearest(k);
  }

  /**
   * {@inheritDoc}
   *
   * <p>They come as they were put in, number by number, in pages of at most 1000.
   */
  @Override
  public Map<String, float[]> vectors(Collection<String> ids) {
    NotNull.check(ids, "ids");
    ChromaConnection chroma = connection();
    List<String> wanted = List.copyOf(new LinkedHashSet<>(ids));
    Map<String, float[]> vectors = new HashMap<>();
    int page = Batches.page(dimension);
    for (int from = 0; from < wanted.size(); from += page) {
      vectors.putAll(chroma.vectors(wanted.subList(from, Math.min(wanted.size(), from + page))));
    }
    return vectors;
  }

  /** Returns how many passages the collection holds, whoever put them there. */
  @Override
  public long size() {
    return connection().count();
  }

  private ChromaConnection connection() {
    requireNotClosed();
    ChromaConnection open = connection;
    if (open == null) {
      throw new IllegalStateException(
          this + " is not open; call open(dimension, fingerprint) first.");
    }
    return open;
  }

  private void requireNotClosed() {
    if (closed) {
      throw new IllegalStateException(this + " is closed; make another one.");
    }
  }

  @Override
  public void close() {
    closed = true;
    deadline.close();
    connection = null;
  }

  @Override
  public String toString() {
    return "ChromaIndex(" + address.url() + ", " + address.collection() + ")";
  }
}
