package io.github.easyneg.index;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.text.NotNull;
import java.util.List;

/**
 * Keeps passages with their vectors and finds those nearest to a query.
 *
 * <p>Rules, each tested by {@code VectorIndexContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>{@link #upsert} adds what is new; a passage whose id is there already with the same vector
 *       changes nothing; one with another vector replaces it.
 *   <li>{@link #nearest} returns hits in descending order of cosine, equal cosines in ascending
 *       order of id, at most {@code k}, fewer only if the index holds fewer.
 *   <li>Cosines are in [-1, 1] and do not depend on the vectors' lengths.
 *   <li>{@link #nearest} is thread-safe; {@link #upsert} is called by one thread, while nothing
 *       else is called.
 *   <li>{@link #close()} may be called twice, and by another thread while {@link #nearest} runs.
 *       What runs then, and what is called later, does what it would have done, or throws {@link
 *       IllegalStateException} with a message that says that the index is closed. A persistent
 *       index keeps its passages.
 * </ol>
 */
public interface VectorIndex extends AutoCloseable {

  /**
   * A passage and its vector.
   *
   * @param passage the passage
   * @param vector {@code float[dimension]}, of any length but zero; not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // a copy of each vector would double the memory
  record Entry(Passage passage, float[] vector) {

    /** Refuses null. */
    public Entry {
      NotNull.check(passage, "passage");
      NotNull.check(vector, "vector");
    }
  }

  /**
   * Prepares the index for vectors of one model; called before anything else. Each run that uses
   * the index calls it, and with the same arguments it changes nothing.
   *
   * @param dimension the length of all vectors
   * @param fingerprint of the model that makes them; a persistent index remembers it
   * @throws IllegalStateException if the index already holds vectors of another dimension or model
   */
  void open(int dimension, String fingerprint);

  /** Adds or replaces passages. */
  void upsert(List<Entry> entries);

  /**
   * Finds the passages most similar to {@code query}.
   *
   * @param query {@code float[dimension]}, of any length but zero
   * @param k at least 1
   */
  List<Hit> nearest(float[] query, int k);

  /** Returns how many passages the index holds. */
  long size();

  /** Frees connections and memory; what is persistent stays. Does nothing by default. */
  @Override
  default void close() {}
}
