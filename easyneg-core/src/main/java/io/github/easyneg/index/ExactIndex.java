package io.github.easyneg.index;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.math.UnitVectors;
import io.github.easyneg.internal.text.NotNull;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * An index in memory that compares a query with every vector: plain, exact, and forgotten when the
 * program ends.
 *
 * <p>A recipe without {@code indexIn} searches in just this way, without a second copy of the
 * vectors; this class is for use on its own, and the measure that other indexes are held against.
 *
 * <p>A search costs {@link #size()} × dimension multiplications.
 */
public final class ExactIndex implements VectorIndex, StoredVectors {
  private static final Comparator<Hit> BEST_FIRST =
      Comparator.comparingDouble(Hit::cosine).reversed().thenComparing(Hit::id);

  private final Map<String, float[]> units = new HashMap<>();
  private int dimension;
  private String fingerprint = "";

  /** Makes an empty index. */
  public ExactIndex() {}

  @Override
  public void open(int dimension, String fingerprint) {
    NotNull.check(fingerprint, "fingerprint");
    if (this.dimension != 0
        && (this.dimension != dimension || !this.fingerprint.equals(fingerprint))) {
      throw new IllegalStateException(
          String.format(
                  Locale.ROOT,
                  "this index holds %d-dimension vectors of '%s'; the embedder makes %d of '%s'."
                      + " Use a new",
                  this.dimension,
                  this.fingerprint,
                  dimension,
                  fingerprint)
              + " index, or the embedder that filled this one.");
    }
    this.dimension = dimension;
    this.fingerprint = fingerprint;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a vector has another dimension, is all zeros, or holds a
   *     number that is not finite
   * @throws IllegalStateException if the index was not opened
   */
  @Override
  public void upsert(List<Entry> entries) {
    Map<String, float[]> checked = new HashMap<>();
    for (Entry entry : entries) {
      float[] unit = unit(describe(entry.passage()), entry.vector());
      // A vector of length one comes back as the caller's own array.
      checked.put(entry.passage().id(), unit == entry.vector() ? unit.clone() : unit);
    }
    units.putAll(checked);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code k} is below 1, or the query has another dimension,
   *     is all zeros, or holds a number that is not finite
   * @throws IllegalStateException if the index was not opened
   */
  @Override
  public List<Hit> nearest(float[] query, int k) {
    NotNull.check(query, "query");
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + "; ask for at least 1 hit.");
    }
    float[] unit = unit("the query", query);
    PriorityQueue<Hit> worstOnTop = new PriorityQueue<>(BEST_FIRST.reversed());
    units.forEach(
        (id, vector) -> {
          worstOnTop.add(new Hit(id, cosine(unit, vector)));
          if (worstOnTop.size() > k) {
            worstOnTop.remove();
          }
        });
    List<Hit> hits = new ArrayList<>(worstOnTop);
    hits.sort(BEST_FIRST);
    return List.copyOf(hits);
  }

  @Override
  public long size() {
    return units.size();
  }

  /** Returns the vectors, scaled to length one. */
  @Override
  public Map<String, float[]> vectors(Collection<String> ids) {
    Map<String, float[]> found = new HashMap<>();
    for (String id : ids) {
      float[] vector = units.get(id);
      if (vector != null) {
        found.put(id, vector.clone());
      }
    }
    return found;
  }

  private float[] unit(String what, float[] vector) {
    if (dimension == 0) {
      throw new IllegalStateException("this index was not opened; call open(..) first.");
    }
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          what
              + " has "
              + vector.length
              + " dimensions; this index was opened for "
              + dimension
              + ".");
    }
    return UnitVectors.of(what, vector);
  }

  private static String describe(Passage passage) {
    return "the vector of passage " + passage.id();
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int d = 0; d < one.length; d++) {
      sum += (double) one[d] * other[d];
    }
    return Math.max(-1, Math.min(1, sum));
  }
}
