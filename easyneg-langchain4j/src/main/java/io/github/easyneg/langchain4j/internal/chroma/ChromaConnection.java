package io.github.easyneg.langchain4j.internal.chroma;

import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.internal.http.Proxies;
import io.github.easyneg.internal.http.Secret;
import io.github.easyneg.internal.http.ServerHttp;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import io.github.easyneg.langchain4j.internal.remote.Deadline;
import io.github.easyneg.langchain4j.internal.remote.Patience;
import io.github.easyneg.langchain4j.internal.store.Batches;
import io.github.easyneg.langchain4j.internal.store.StoreConnection;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * One collection of one server. A call that the server refuses as too large is split in half;
 * {@link ChromaFailures} words the errors.
 */
public final class ChromaConnection implements StoreConnection {
  /** A page is asked for as 30 MB at most; what is twice as large and more is not a page. */
  private static final long MOST_BYTES = 100_000_000;

  private final ChromaAddress address;
  private final ChromaFailures failures;
  private final Attempts attempts;
  private final Deadline deadline;
  private final ChromaRest rest;
  private final String name;
  private final ChromaCollection collection;
  private final int dimension;

  /** How many entries the server takes in one call, as far as it has said. */
  private final AtomicInteger most;

  /**
   * Connects, and creates the collection if there is none.
   *
   * @param token the server's, where it requires one
   * @param deadline of every call; once it is closed, by whoever made it, calls fail
   * @throws IllegalStateException if the collection is for other vectors
   * @throws java.io.UncheckedIOException if the server cannot be reached or refuses
   */
  public ChromaConnection(
      ChromaAddress address,
      Patience patience,
      Optional<Secret> token,
      Deadline deadline,
      Hnsw graph,
      int dimension,
      String fingerprint) {
    this.address = address;
    this.failures = new ChromaFailures(address, patience.timeout());
    this.attempts = patience.attempts();
    this.deadline = deadline;
    this.name = "collection '" + address.collection() + "'";
    this.dimension = dimension;
    this.rest = new ChromaRest(address, http(patience.timeout(), token));
    this.collection = collection(graph, fingerprint);
    this.most =
        new AtomicInteger(
            call("asking for the size of a write", rest::mostWritten).orElse(Integer.MAX_VALUE));
  }

  /** Chroma's own server looks at one of these headers or the other, as it is configured. */
  private static ServerHttp http(Duration timeout, Optional<Secret> token) {
    Map<String, String> headers = new LinkedHashMap<>();
    token.ifPresent(
        secret -> {
          headers.put("X-Chroma-Token", secret.value());
          headers.put("Authorization", "Bearer " + secret.value());
        });
    return new ServerHttp(
        timeout, MOST_BYTES, headers, token.stream().toList(), Proxies.ofProcess());
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
    // LangChain4j's store would create a missing tenant and database, and hide a typing error.
    if (!call("looking for database '" + address.database() + "'", rest::hasDatabase)) {
      throw failures.noDatabase(address);
    }
    return call("creating " + name, () -> rest.create(address.collection(), graph, label));
  }

  /** Labels an empty collection that somebody created. */
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

  @Override
  public void requireFor(int dimension, String fingerprint) {
    collection.require(failures.nameOf(address), dimension, fingerprint);
  }

  @Override
  public long count() {
    return call("counting " + name, () -> rest.count(collection.id()));
  }

  @Override
  public int mostWritten() {
    return most.get();
  }

  /** {@inheritDoc} It reads the stored vectors first, and writes only what is new or differs. */
  @Override
  public void upsert(List<Entry> batch) {
    Map<String, float[]> stored =
        vectors(batch.stream().map(entry -> entry.passage().id()).distinct().toList());
    List<Entry> news =
        batch.stream()
            .filter(entry -> !Arrays.equals(entry.vector(), stored.get(entry.passage().id())))
            .toList();
    if (!news.isEmpty()) {
      write(news);
    }
  }

  private void write(List<Entry> batch) {
    boolean unused =
        halving(
            "writing " + passages(batch.size()) + " to " + name,
            batch.size(),
            () -> {
              rest.upsert(collection.id(), batch);
              return true;
            },
            half -> {
              write(batch.subList(0, half));
              write(batch.subList(half, batch.size()));
              return true;
            });
  }

  @Override
  public Map<String, float[]> vectors(List<String> ids) {
    return halving(
        "reading " + passages(ids.size()) + " of " + name,
        ids.size(),
        () -> rest.vectors(collection.id(), ids, dimension),
        half -> {
          Map<String, float[]> both = new HashMap<>(vectors(ids.subList(0, half)));
          both.putAll(vectors(ids.subList(half, ids.size())));
          return both;
        });
  }

  @Override
  public void scan(BiConsumer<String, float[]> to) {
    long total = count();
    for (long offset = 0; offset < total; ) {
      VectorsJson.Page page = page(offset, Math.min(Batches.page(dimension), most.get()));
      page.vectors().forEach(to);
      offset += page.entries();
      // A server may return fewer than requested, and none where others deleted meanwhile.
      if (page.entries() == 0) {
        return;
      }
    }
  }

  private VectorsJson.Page page(long offset, int limit) {
    return halving(
        "reading " + name,
        limit,
        () -> rest.page(collection.id(), offset, limit, dimension),
        half -> page(offset, half));
  }

  @Override
  public Map<String, float[]> search(float[] query, int n) {
    return call("searching " + name, () -> rest.query(collection.id(), query, n, dimension));
  }

  /**
   * Makes a call on several entries, and makes it on half as many where the server refuses it as
   * too large; later calls stay that small.
   */
  private <T> T halving(String doing, int size, Callable<T> whole, IntFunction<T> halves) {
    try {
      return attempts.call(doing, () -> deadline.call(whole));
    } catch (Attempts.GaveUp e) {
      if (size == 1 || !e.refused()) {
        throw failures.of(doing, e);
      }
    }
    int half = size / 2;
    int unused = most.accumulateAndGet(half, Math::min);
    return halves.apply(half);
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

  /** Nothing to release: the deadline's threads make the calls, and requests end with them. */
  @Override
  public void close() {}
}
