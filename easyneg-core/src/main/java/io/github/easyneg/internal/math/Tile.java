package io.github.easyneg.internal.math;

import java.util.Arrays;

/**
 * A few hundred vectors turned on their side, so that one number of a query meets the same
 * dimension of all of them at once; the inner loop runs over vectors and the compiler makes it
 * SIMD.
 *
 * <p>Gives the same cosines, to the last bit, as {@link VectorMatrix#cosine} one by one: each is
 * summed in the order of {@link DotProduct}, whichever queries are asked together.
 */
public final class Tile {
  /** Vectors in a tile: their sums for two queries fit into the first cache. */
  public static final int WIDTH = 512;

  /**
   * Dimensions at a time: so much of a tile stays in the first cache while all queries pass over
   * it.
   */
  static final int DIMENSIONS = 12;

  private final int size;
  // [dimension][size]: arrays of their own, because the compiler makes loops over several arrays
  // SIMD only where all are indexed alike
  private final float[][] byDimension;

  private Tile(int size, float[][] byDimension) {
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

  /** Makes a tile of {@code size} rows of a matrix from {@code first} on. */
  static Tile of(VectorMatrix matrix, int first, int size) {
    int[] rows = new int[size];
    Arrays.setAll(rows, i -> first + i);
    return turn(matrix, rows);
  }

  private static Tile turn(VectorMatrix matrix, int[] rows) {
    float[][] byDimension = new float[matrix.dimension()][rows.length];
    matrix.copyTurned(rows, byDimension);
    return new Tile(rows.length, byDimension);
  }

  /** Returns how many vectors the tile holds. */
  public int size() {
    return size;
  }

  /** Makes the arrays that {@link #cosines} works in, for so many queries. */
  public static float[][] sums(int queries) {
    return new float[DotProduct.RUNS * queries][WIDTH];
  }

  /**
   * Writes the cosines of each query and each vector.
   *
   * @param queries of length one
   * @param count how many of the queries to take
   * @param sums as made by {@link #sums}, for as many or more
   * @param cosines {@code cosines[q]} is written from {@code offset} on, {@link #size} numbers
   */
  public void cosines(float[][] queries, int count, float[][] sums, float[][] cosines, int offset) {
    int run = DotProduct.run(byDimension.length);
    int last = DotProduct.RUNS - 1;
    for (int r = 0; r <= last; r++) {
      int end = r == last ? byDimension.length : (r + 1) * run;
      add(queries, count, sums, r * count, r * run, end);
    }
    for (int q = 0; q < count; q++) {
      addRuns(sums, q, count, cosines[q], offset);
    }
  }

  /** Sums a run of dimensions, for each query {@code q} in {@code sums[first + q]}. */
  private void add(float[][] queries, int count, float[][] sums, int first, int start, int end) {
    for (int q = 0; q < count; q++) {
      Arrays.fill(sums[first + q], 0, size, 0);
    }
    for (int from = start; from < end; from += DIMENSIONS) {
      int to = Math.min(from + DIMENSIONS, end);
      int q = 0;
      for (; q + 1 < count; q += 2) {
        addTwo(queries[q], queries[q + 1], sums[first + q], sums[first + q + 1], from, to);
      }
      if (q < count) {
        addOne(queries[q], sums[first + q], from, to);
      }
    }
  }

  private void addRuns(float[][] sums, int q, int count, float[] cosines, int offset) {
    float[] first = sums[q];
    float[] second = sums[count + q];
    float[] third = sums[2 * count + q];
    float[] fourth = sums[3 * count + q];
    for (int i = 0; i < size; i++) {
      cosines[offset + i] = VectorMatrix.clamp(first[i] + second[i] + third[i] + fourth[i]);
    }
  }

  private void addTwo(float[] a, float[] b, float[] sumsA, float[] sumsB, int from, int to) {
    float[][] m = byDimension;
    int d = from;
    for (; d + 2 < to; d += 3) {
      add(
          size, m[d], m[d + 1], m[d + 2], sumsA, sumsB, a[d], a[d + 1], a[d + 2], b[d], b[d + 1],
          b[d + 2]);
    }
    for (; d < to; d++) {
      add(size, m[d], sumsA, a[d]);
      add(size, m[d], sumsB, b[d]);
    }
  }

  private void addOne(float[] a, float[] sums, int from, int to) {
    for (int d = from; d < to; d++) {
      add(size, byDimension[d], sums, a[d]);
    }
  }

  /**
   * Adds three dimensions of all vectors, for two queries: the dimensions in order. With four the
   * loop is at the edge of what the compiler makes SIMD; now and then it does not, and takes four
   * times as long.
   */
  private static void add(
      int size,
      float[] m0,
      float[] m1,
      float[] m2,
      float[] sumsA,
      float[] sumsB,
      float a0,
      float a1,
      float a2,
      float b0,
      float b1,
      float b2) {
    for (int i = 0; i < size; i++) {
      // All loads before the first store: the compiler cannot know that the arrays are distinct,
      // and makes this loop SIMD only so; five times as fast.
      float x0 = m0[i];
      float x1 = m1[i];
      float x2 = m2[i];
      float sumA = sumsA[i];
      float sumB = sumsB[i];
      sumA += a0 * x0;
      sumB += b0 * x0;
      sumA += a1 * x1;
      sumB += b1 * x1;
      sumA += a2 * x2;
      sumB += b2 * x2;
      sumsA[i] = sumA;
      sumsB[i] = sumB;
    }
  }

  /** Adds one dimension of all vectors, for one query. */
  private static void add(int size, float[] m, float[] sums, float a) {
    for (int i = 0; i < size; i++) {
      sums[i] += a * m[i];
    }
  }
}
