package io.github.easyneg.langchain4j.internal.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.github.easyneg.index.Hit;
import io.github.easyneg.index.VectorIndex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Any LangChain4j store as an index. A store can add, remove and search, but not list what it
 * holds, so this index consists of what was put in through it: anything else that a search returns
 * is ignored.
 */
public final class EmbeddingStoreIndex implements VectorIndex {
  private static final int BATCH = 500;
  private static final double ROUNDING = 1e-6;

  private final EmbeddingStore<TextSegment> store;
  // The hash of each passage's vector, to tell whether it is new, the same or another.
  private final Map<String, Long> known = new ConcurrentHashMap<>();
  private volatile int dimension;
  private volatile String model = "";
  private volatile boolean closed;

  /** Makes an index on a store, which the caller closes. */
  public EmbeddingStoreIndex(EmbeddingStore<TextSegment> store) {
    this.store = store;
  }

  @Override
  public void open(int dimension, String fingerprint) {
    requireNotClosed();
    if (this.dimension != 0 && (this.dimension != dimension || !this.model.equals(fingerprint))) {
      throw new IllegalStateException(
          name()
              + " holds "
              + this.dimension
              + "-dimension vectors of '"
              + this.model
              + "'; this embedder makes "
              + dimension
              + " of '"
              + fingerprint
              + "'. Use another store and index, or the embedder that filled this one.");
    }
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "open(" + dimension + ", ..): a vector has at least 1 number.");
    }
    this.dimension = dimension;
    this.model = fingerprint;
  }

  @Override
  public void upsert(List<Entry> entries) {
    requireOpen();
    for (Entry entry : entries) {
      VectorChecks.require(
          "The vector of passage " + entry.passage().id(), entry.vector(), dimension);
    }
    List<Entry> news =
        entries.stream()
            .filter(e -> !Long.valueOf(hash(e.vector())).equals(known.get(e.passage().id())))
            .toList();
    for (int from = 0; from < news.size(); from += BATCH) {
      add(news.subList(from, Math.min(news.size(), from + BATCH)));
    }
  }

  private void add(List<Entry> batch) {
    Set<String> ids = new LinkedHashSet<>();
    batch.forEach(entry -> ids.add(entry.passage().id()));
    remove(ids);
    List<Embedding> embeddings = new ArrayList<>();
    List<TextSegment> segments = new ArrayList<>();
    for (Entry entry : batch) {
      // A copy, because LangChain4j's embeddings keep the array and may normalise it in place.
      embeddings.add(Embedding.from(entry.vector().clone()));
      segments.add(Segments.of(entry.passage().text()));
    }
    store.addAll(
        batch.stream().map(e -> StoreIds.of(e.passage().id())).toList(), embeddings, segments);
    batch.forEach(entry -> known.put(entry.passage().id(), hash(entry.vector())));
  }

  /** Removes what an earlier run left under these ids, or this one: most stores only ever add. */
  private void remove(Set<String> ids) {
    try {
      store.removeAll(ids.stream().map(StoreIds::of).toList());
    } catch (UnsupportedFeatureException e) {
      for (String id : ids) {
        if (known.containsKey(id)) {
          throw new IllegalStateException(
              name()
                  + " cannot replace the vector of passage "
                  + id
                  + ", because the store cannot remove entries. Use ChromaIndex or ExactIndex, or"
                  + " an empty store.",
              e);
        }
      }
      // New to this index. A store that cannot remove may still overwrite by id, and if it does
      // not, the search's results are told apart by id.
    }
  }

  @Override
  public List<Hit> nearest(float[] query, int k) {
    requireOpen();
    VectorChecks.require("The query", query, dimension);
    if (k < 1) {
      throw new IllegalArgumentException("nearest(.., " + k + "): k must be at least 1.");
    }
    return new NearestSearch(n -> search(query, n), known::size, hits -> complete(query, k, hits))
        .nearest(k);
  }

  /**
   * Adds the passages opposite to the query. LangChain4j's searches leave out what has a relevance
   * below 0, and rounding makes it so for a cosine of -1: seen from the other side they come first.
   */
  private List<Hit> complete(float[] query, int k, List<Hit> hits) {
    float[] opposite = query.clone();
    for (int i = 0; i < opposite.length; i++) {
      opposite[i] = -opposite[i];
    }
    List<Hit> all = new ArrayList<>(hits);
    int missing = known.size() - hits.size();
    for (Hit hit : search(opposite, Math.max(1, missing)).hits()) {
      // Anything less opposite was not left out by rounding, but by a store that returns too few.
      if (hit.cosine() > 1 - ROUNDING) {
        all.add(new Hit(hit.id(), -hit.cosine()));
      }
    }
    long found = all.stream().map(Hit::id).distinct().count();
    if (found < Math.min(k, known.size())) {
      throw new IllegalStateException(
          name()
              + " found "
              + found
              + " of the "
              + Math.min(k, known.size())
              + " nearest passages, and holds "
              + known.size()
              + ". Lower k, or use ChromaIndex or ExactIndex, which find all.");
    }
    return all;
  }

  private NearestSearch.Found search(float[] query, int n) {
    List<EmbeddingMatch<TextSegment>> matches =
        store
            .search(
                EmbeddingSearchRequest.builder()
                    .queryEmbedding(Embedding.from(query.clone()))
                    .maxResults(n)
                    .minScore(0.0)
                    .build())
            .matches();
    List<Hit> hits = new ArrayList<>();
    for (EmbeddingMatch<TextSegment> match : matches) {
      String id = StoreIds.passage(match.embeddingId());
      if (known.containsKey(id)) {
        hits.add(new Hit(id, cosine(query, match)));
      }
    }
    return new NearestSearch.Found(hits, n, matches.size());
  }

  private double cosine(float[] query, EmbeddingMatch<TextSegment> match) {
    Embedding stored = match.embedding();
    if (stored != null && stored.dimension() == dimension) {
      return Cosines.of(query, stored.vector());
    }
    // Stores that do not return vectors return LangChain4j's relevance score, (1 + cosine) / 2.
    return Math.max(-1, Math.min(1, 2 * match.score() - 1));
  }

  /** Returns how many passages were put in through this index. */
  @Override
  public long size() {
    requireOpen();
    return known.size();
  }

  private void requireNotClosed() {
    if (closed) {
      throw new IllegalStateException(name() + " is closed; make another one.");
    }
  }

  private void requireOpen() {
    requireNotClosed();
    if (dimension == 0) {
      throw new IllegalStateException(
          name() + " is not open; call open(dimension, fingerprint) first.");
    }
  }

  /** Rejects later calls; those in progress complete. The store stays open. */
  @Override
  public void close() {
    closed = true;
  }

  private String name() {
    return "LangChain4j.index(" + store.getClass().getSimpleName() + ")";
  }

  @Override
  public String toString() {
    return name();
  }

  /** FNV-1a over the numbers' bits: a changed vector goes unnoticed once in 2^64 times. */
  private static long hash(float[] vector) {
    long hash = 0xcbf29ce484222325L;
    for (float number : vector) {
      hash = (hash ^ Float.floatToRawIntBits(number)) * 0x100000001b3L;
    }
    return hash;
  }
}
