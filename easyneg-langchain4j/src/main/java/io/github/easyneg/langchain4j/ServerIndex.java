package io.github.easyneg.langchain4j;

import io.github.easyneg.index.Hit;
import io.github.easyneg.index.StoredVectors;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.langchain4j.internal.remote.Deadline;
import io.github.easyneg.langchain4j.internal.store.Batches;
import io.github.easyneg.langchain4j.internal.store.Cosines;
import io.github.easyneg.langchain4j.internal.store.NearestSearch;
import io.github.easyneg.langchain4j.internal.store.StoreConnection;
import io.github.easyneg.langchain4j.internal.store.VectorChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all indexes on a server share: each opens once, checks vectors, cuts calls into batches and
 * pages, makes lists of the nearest exact, and may be closed in use. A kind of server adds its
 * {@link StoreConnection}, its options, and {@code at(..)}.
 */
abstract class ServerIndex implements VectorIndex, StoredVectors {
  private final Deadline deadline;
  private volatile @Nullable StoreConnection connection;
  private volatile int dimension;
  private volatile boolean closed;

  /**
   * Makes an index that is not open.
   *
   * @param timeout of one attempt at a call
   * @param threads the name of the threads that make the calls
   */
  ServerIndex(Duration timeout, String threads) {
    this.deadline = new Deadline(timeout, threads);
  }

  /** Connects, and creates the collection or table if there is none. */
  abstract StoreConnection connect(Deadline deadline, int dimension, String fingerprint);

  /** Returns the index's kind, server and collection or table, for messages. */
  @Override
  public abstract String toString();

  @Override
  public void open(int dimension, String fingerprint) {
    NotNull.check(fingerprint, "fingerprint");
    requireNotClosed();
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "open(" + dimension + ", ..): a vector has at least 1 number.");
    }
    StoreConnection known = connection;
    if (known != null) {
      known.requireFor(dimension, fingerprint);
      return;
    }
    this.dimension = dimension;
    StoreConnection made = connect(deadline, dimension, fingerprint);
    connection = made;
    if (closed) {
      close();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a vector is of another length, not finite, all zeros, or
   *     one that the server cannot hold; then nothing was sent
   */
  @Override
  public void upsert(List<Entry> entries) {
    NotNull.check(entries, "entries");
    StoreConnection open = connection();
    for (Entry entry : entries) {
      String whose = "The vector of passage " + entry.passage().id();
      VectorChecks.require(whose, entry.vector(), dimension);
      open.requireStorable(whose, entry.vector());
    }
    Batches.of(entries, open.mostWritten()).forEach(open::upsert);
  }

  @Override
  public List<Hit> nearest(float[] query, int k) {
    NotNull.check(query, "query");
    StoreConnection open = connection();
    VectorChecks.require("The query", query, dimension);
    if (k < 1) {
      throw new IllegalArgumentException("nearest(.., " + k + "): k must be at least 1.");
    }
    return new NearestSearch(
            n -> {
              List<Hit> hits = new ArrayList<>();
              open.search(query, n)
                  .forEach((id, vector) -> hits.add(new Hit(id, Cosines.of(query, vector))));
              return new NearestSearch.Found(hits, n, hits.size());
            },
            open::count,
            incomplete -> {
              List<Hit> all = new ArrayList<>();
              open.scan((id, vector) -> all.add(new Hit(id, Cosines.of(query, vector))));
              return all;
            })
        .nearest(k);
  }

  /**
   * {@inheritDoc}
   *
   * <p>They are returned exactly as they were stored, in pages of at most 1000.
   */
  @Override
  public Map<String, float[]> vectors(Collection<String> ids) {
    NotNull.check(ids, "ids");
    StoreConnection open = connection();
    List<String> wanted = List.copyOf(new LinkedHashSet<>(ids));
    Map<String, float[]> vectors = new HashMap<>();
    int page = Batches.page(dimension);
    for (int from = 0; from < wanted.size(); from += page) {
      vectors.putAll(open.vectors(wanted.subList(from, Math.min(wanted.size(), from + page))));
    }
    return vectors;
  }

  /** Returns how many passages the collection or table holds, whoever put them there. */
  @Override
  public long size() {
    return connection().count();
  }

  private StoreConnection connection() {
    requireNotClosed();
    StoreConnection open = connection;
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
    StoreConnection open = connection;
    if (open != null) {
      open.close();
    }
    connection = null;
  }
}
