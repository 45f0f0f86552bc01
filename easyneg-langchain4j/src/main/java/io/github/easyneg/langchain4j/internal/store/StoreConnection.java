package io.github.easyneg.langchain4j.internal.store;

import io.github.easyneg.index.VectorIndex.Entry;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The place in one server where an index keeps its vectors: a collection, a table. Each call has a
 * deadline, is retried when that may help, and fails with a message that names server and place;
 * all are idempotent. Vectors come back as they were written, number by number.
 *
 * <p>Thread-safe.
 */
public interface StoreConnection extends AutoCloseable {

  /**
   * Rejects vectors that the place is not for.
   *
   * @throws IllegalStateException if dimension or model differ
   */
  void requireFor(int dimension, String fingerprint);

  /**
   * Rejects a vector that this kind of server cannot hold, though a cosine is defined for it.
   *
   * @param whose whose vector it is, for messages
   * @throws IllegalArgumentException if it cannot hold it
   */
  default void requireStorable(String whose, float[] vector) {}

  /** Returns how many entries go into one call of {@link #upsert}. */
  default int mostWritten() {
    return Integer.MAX_VALUE;
  }

  /** Adds a batch of entries, and replaces those whose vectors differ. */
  void upsert(List<Entry> batch);

  /**
   * Returns the vectors of those of {@code ids} that are there.
   *
   * @param ids distinct, and no more than {@link Batches#page}
   */
  Map<String, float[]> vectors(List<String> ids);

  /** Passes all vectors on, page by page. */
  void scan(BiConsumer<String, float[]> to);

  /** Returns about {@code n} of the nearest passages and their vectors; it may miss some. */
  Map<String, float[]> search(float[] query, int n);

  /** Returns how many entries the place holds. */
  long count();

  /** Releases what the connection holds, except its deadline's threads. */
  @Override
  void close();
}
