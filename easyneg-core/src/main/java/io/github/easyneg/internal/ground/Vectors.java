package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.math.VectorMatrix;
import java.util.BitSet;

/**
 * The passages' vectors, by number. A passage without one is never a candidate: nobody asks for its
 * cosine, its quantile or its rank.
 *
 * <p>Filled before the first draw; any thread may ask after that.
 */
public final class Vectors {
  private final VectorMatrix matrix;
  private final BitSet without;

  /**
   * Makes a value.
   *
   * @param matrix a row for each passage, zeros where it has no vector
   * @param without the numbers of those that have none
   */
  Vectors(VectorMatrix matrix, BitSet without) {
    this.matrix = matrix;
    this.without = without;
  }

  /** Returns how many passages were found to have no vector. */
  public int without() {
    return without.cardinality();
  }

  /** Tells whether a passage has a vector. */
  public boolean has(int number) {
    return !without.get(number);
  }

  /** Returns a copy of a passage's vector, which it must have. */
  float[] get(int number) {
    return matrix.get(number);
  }

  /** Returns the cosine of {@code query}, which must have length one, and a passage. */
  public float cosine(float[] query, int number) {
    return matrix.cosine(query, number);
  }

  /**
   * Writes the cosines of {@code query}, which must have length one, and some passages.
   *
   * @param count how many of the passages to take
   */
  public void cosines(float[] query, int[] numbers, int count, float[] cosines) {
    matrix.cosines(query, numbers, count, cosines);
  }

  /** Returns all of them, for searches; the row of a passage without a vector is zeros. */
  public VectorMatrix all() {
    return matrix;
  }
}
