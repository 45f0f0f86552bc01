package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.math.Tile;
import io.github.easyneg.internal.math.VectorMatrix;

/**
 * The passages' vectors, by number: all of them from the beginning, or each when it is asked for. A
 * passage that the model gives no vector is never a candidate: nobody asks for its cosine, its
 * quantile or its rank.
 *
 * <p>Thread-safe; {@link #make} waits for the model.
 */
public interface Vectors {

  /**
   * Makes sure that these passages' vectors are there, as far as they have any; each is made once,
   * in full batches.
   *
   * @param numbers any, in any order
   */
  void make(int[] numbers);

  /** Makes sure that all vectors are there. */
  void makeAll();

  /** Returns the length of each vector. */
  int dimension();

  /** Tells whether all are there, so that nothing need be asked for. */
  boolean complete();

  /**
   * Hands all that are there to the store, if there is one; what is made later goes there as well.
   */
  void handToStore();

  /**
   * Asks for vectors together before they are looked at one after the other.
   *
   * @param count how many of the numbers to take
   * @throws VectorsMissing if some are yet to be made; it says which
   */
  void require(int[] numbers, int count);

  /** Tells whether a passage has a vector; it must have been asked for before. */
  boolean has(int number);

  /** Returns a copy of a passage's vector, which must be there. */
  float[] get(int number);

  /**
   * Returns the cosine of {@code query}, which must have length one, and a passage looked at
   * before.
   */
  float cosine(float[] query, int number);

  /**
   * Writes the cosines of {@code query}, which must have length one, and some passages; any number
   * where one has no vector.
   *
   * @param count how many of the passages to take
   * @throws VectorsMissing if some are yet to be made; it says which
   */
  void cosines(float[] query, int[] numbers, int count, float[] cosines);

  /** Returns these passages' vectors, which must have been asked for, in tiles; zeros for none. */
  Tile[] tiles(int[] numbers);

  /** Returns all of them as a matrix, for searches; the row of a passage without one is zeros. */
  VectorMatrix all();

  /** Returns how many passages were asked for so far. */
  int needed();

  /** Returns how many of these have no vector. */
  int without();

  /** Returns how many vectors the store gave. */
  long fromStore();
}
