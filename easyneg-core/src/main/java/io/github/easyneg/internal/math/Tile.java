package io.github.easyneg.internal.math;

import java.util.Arrays;

/**
 * A few hundred vectors turned on their side, so that one number of a query meets the same
 * dimension of all of them at once; the inner loop runs over vectors and the compiler makes it
 * SIMD.
 *
 * <p>Gives the same cosines, to the last bit, as {@link VectorMatrix#cosine} one by one: each sum
 * still runs over the dimensions in order.
 */
public final class Tile {
  private static final int WIDTH = 512;

  private final int dimension;
  private final int size;
  // [dimension][size], flat
  private final float[] byDimension;

  private Tile(int dimension, int size, float[] byDimension) {
    this.dimension = dimension;
    this.size = size;
    this.byDimension = byDimension;
  }

  /** Splits {@code rows} of a matrix into tiles, in order. */
  public static Tile[] of(VectorMatrix matrix, int[] rows) {
    Tile[] tiles = new Tile[(rows.length + WIDTH - 1) / WIDTH];
    for (int t = 0; t < tiles.length; t++) {
      int from = t * WIDTH;
      tiles[t] = turn(matrix, Arrays.copyOfRange(rows, from, Math.min(from + WIDTH, rows.length)));
    }
    return tiles;
  }

  private static Tile turn(VectorMatrix matrix, int[] rows) {
    int dimension = matrix.dimension();
    float[] byDimension = new float[dimension * rows.length];
    for (int i = 0; i < rows.length; i++) {
      float[] vector = matrix.get(rows[i]);
      for (int d = 0; d < dimension; d++) {
        byDimension[d * rows.length + i] = vector[d];
      }
    }
    return new Tile(dimension, rows.length, byDimension);
  }

  /** Returns how many vectors the tile holds. */
  public int size() {
    return size;
  }

  /**
   * Writes the cosines of {@code query} and each vector.
   *
   * @param query of length one
   * @param cosines written from {@code offset} on, {@link #size} of them
   */
  public void cosines(float[] query, float[] cosines, int offset) {
    float[] sums = new float[size];
    int d = 0;
    for (; d + 3 < dimension; d += 4) {
      add4(sums, d, query[d], query[d + 1], query[d + 2], query[d + 3]);
    }
    for (; d < dimension; d++) {
      add(sums, d, query[d]);
    }
    for (int i = 0; i < size; i++) {
      cosines[offset + i] = VectorMatrix.clamp(sums[i]);
    }
  }

  private void add4(float[] sums, int d, float q0, float q1, float q2, float q3) {
    float[] m = byDimension;
    int r0 = d * size;
    int r1 = r0 + size;
    int r2 = r1 + size;
    int r3 = r2 + size;
    for (int i = 0; i < size; i++) {
      sums[i] = sums[i] + q0 * m[r0 + i] + q1 * m[r1 + i] + q2 * m[r2 + i] + q3 * m[r3 + i];
    }
  }

  private void add(float[] sums, int d, float q) {
    float[] m = byDimension;
    int row = d * size;
    for (int i = 0; i < size; i++) {
      sums[i] += q * m[row + i];
    }
  }
}
