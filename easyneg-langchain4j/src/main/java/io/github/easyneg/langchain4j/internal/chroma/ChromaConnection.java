package io.github.easyneg.langchain4j.internal.chroma;

import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import io.github.easyneg.langchain4j.internal.remote.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * One collection of one server. Each call of {@link ChromaRest} has a deadline here, is tried again
 * when that may help, and fails in the words of {@link ChromaFailures}; all may be repeated without
 * harm.
 *
 * <p>Any number of threads may call at a time.
 */
public final class ChromaConnection {
  private final ChromaAddress address;
  private final ChromaFailures failures;
  private final Attempts attempts;
  private final Deadline deadline;
  private final ChromaRest rest;
  private final String name;
  private final ChromaCollection collection;
  private final int dimension;

  /**
   * Connects, and creates the collection if there is none.
   *
   * @param deadline of every call; once it is closed, by whoever made it, calls fail
   * @throws IllegalStateException if the collection is for other vectors
   * @throws java.io.UncheckedIOException if the server cannot be reached or refuses
   */
  public ChromaConnection(
      ChromaAddress address,
      Duration timeout,
      Deadline deadline,
      Attempts attempts,
      Hnsw graph,
      int dimension,
      String fingerprint) {
    this.address = address;
    this.failures = new ChromaFailures(address, timeout);
    this.attempts = attempts;
    this.deadline = deadline;
    this.name = "collection '" + address.collection() + "'";
    this.dimension = dimension;
    this.rest = new ChromaRest(address.url(), address.tenant(), address.database(), timeout);
    this.collection = collection(graph, fingerprint);
  }

  private ChromaCollection collection(Hnsw graph, String fingerprint) {
    Map<String, Object> label = new LinkedHashMap<>();
    label.put(ChromaCollection.FINGERPRINT, fingerprint);
    label.put(ChromaCollection.DIMENSION, dimension);
    String reading = "reading " + name;
    Optional<ChromaCollection> existing = call(reading, () -> rest.find(address.collection()));
    ChromaCollection found = existing.isPresent() ? existing.get() : created(graph, label);
    found.require(failures.nameOf(address), dimension, fingerprint);
    if (found.fingerprint().isEmpty()) {
      adopt(found, label);
      found = call(reading, () -> rest.find(address.collection())).orElse(found);
      found.require(failures.nameOf(address), dimension, fingerprint);
    }
    return found;
  }

  private ChromaCollection created(Hnsw graph, Map<String, Object> label) {
    // Never created: a missing database is a slip of the pen.
    if (!call("looking for database '" + address.database() + "'", rest::hasDatabase)) {
      throw failures.noDatabase(address);
    }
    return call("creating " + name, () -> rest.create(address.collection(), graph, label));
  }

  /** Labels a collection that somebody made and nobody filled. */
  private void adopt(ChromaCollection found, Map<String, Object> label) {
    long strangers = call("counting " + name, () -> rest.count(found.id()));
    if (strangers > 0) {
      throw new IllegalStateException(
          failures.nameOf(address)
              + " holds "
              + strangers
              + (strangers == 1 ? " entry" : " entries")
              + " of an unknown model; EasyNegatives fills collections of its own. Use another"
              + " collection, or delete this one.");
    }
    Map<String, Object> metadata = new LinkedHashMap<>(found.metadata());
    metadata.putAll(label);
    run("labelling " + name, () -> rest.describe(found.id(), metadata));
  }

  /**
   * Refuses vectors that the collection is not for.
   *
   * @throws IllegalStateException if dimension or model are others
   */
  public void requireFor(int dimension, String fingerprint) {
    collection.require(failures.nameOf(address), dimension, fingerprint);
  }

  /** Returns how many entries the collection holds. */
  public long count() {
    return call("counting " + name, () -> rest.count(collection.id()));
  }

  /** Adds a batch of entries, and replaces those whose ids are there. */
  public void upsert(List<Entry> batch) {
    run(
        "writing " + passages(batch.size()) + " to " + name,
        () -> rest.upsert(collection.id(), batch));
  }

  /** Returns the vectors of those of {@code ids} that the collection holds; ids make one page. */
  public Map<String, float[]> vectors(List<String> ids) {
    return call(
        "reading " + passages(ids.size()) + " of " + name,
        () -> {
          Map<String, float[]> vectors = new HashMap<>();
          rest.vectors(collection.id(), ids, vectors::put);
          return vectors;
        });
  }

  /** Hands over all vectors, page by page. */
  public void scan(BiConsumer<String, float[]> to) {
    int limit = ChromaBatches.page(dimension);
    int read = limit;
    for (long offset = 0; read == limit; offset += limit) {
      long from = offset;
      // Collected first: a page whose second half fails to come is read again.
      Map<String, float[]> page = new HashMap<>();
      read = call("reading " + name, () -> rest.page(collection.id(), from, limit, page::put));
      page.forEach(to);
    }
  }

  /** Returns about {@code n} of the nearest passages and their vectors; it may miss some. */
  public Map<String, float[]> search(float[] query, int n) {
    return call(
        "searching " + name,
        () -> {
          Map<String, float[]> found = new HashMap<>();
          rest.nearest(collection.id(), query, n, found::put);
          return found;
        });
  }

  private static String passages(int n) {
    return n == 1 ? "1 passage" : n + " passages";
  }

  private interface Task {
    void run() throws Exception;
  }

  private void run(String doing, Task task) {
    boolean unused =
        call(
            doing,
            () -> {
              task.run();
              return true;
            });
  }

  private <T> T call(String doing, Callable<T> call) {
    try {
      return attempts.call(doing, () -> deadline.call(call));
    } catch (Attempts.GaveUp e) {
      throw failures.of(doing, e);
    }
  }
}
