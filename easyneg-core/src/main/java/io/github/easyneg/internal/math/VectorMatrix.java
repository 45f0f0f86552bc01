package io.github.easyneg.internal.math;

/**
 * Vectors of length one, by number, in memory.
 *
 * <p>The cosine of two of them is their dot product, summed over the dimensions in order: every way
 * through the code adds in that order, so that one pair has one cosine, to the last bit, wherever
 * it is computed. (Rounding can make it pass 1 by a hair; {@link #cosine} clamps.)
 *
 * <p>Rows are set by one thread or several, each row by one; once all are set, any thread may read.
 */
public final class VectorMatrix {
  private static final int BLOCK_FLOATS = 1 << 22;

  private final int rows;
  private final int dimension;
  private final int rowsPerBlock;
  private final float[][] blocks;

  /** Makes a matrix of zeros. */
  public VectorMatrix(int rows, int dimension) {
    this.rows = rows;
    this.dimension = dimension;
    this.rowsPerBlock = Math.max(1, BLOCK_FLOATS / dimension);
    int count = (int) (((long) rows + rowsPerBlock - 1) / rowsPerBlock);
    this.blocks = new float[count][];
    for (int b = 0; b < count; b++) {
      int size = Math.min(rowsPerBlock, rows - b * rowsPerBlock);
      blocks[b] = new float[size * dimension];
    }
  }

  /** Returns the number of vectors. */
  public int rows() {
    return rows;
  }

  /** Returns the length of each vector. */
  public int dimension() {
    return dimension;
  }

  /** Copies {@code vector}, which must have length one, into a row. */
  public void set(int row, float[] vector) {
    System.arraycopy(vector, 0, blocks[row / rowsPerBlock], offset(row), dimension);
  }

  /** Returns a copy of a row. */
  public float[] get(int row) {
    float[] vector = new float[dimension];
    System.arraycopy(blocks[row / rowsPerBlock], offset(row), vector, 0, dimension);
    return vector;
  }

  /** Writes a row's numbers to {@code turned[d][place]}. */
  void copyTurned(int row, float[][] turned, int place) {
    float[] block = blocks[row / rowsPerBlock];
    int offset = offset(row);
    for (int d = 0; d < dimension; d++) {
      turned[d][place] = block[offset + d];
    }
  }

  /** Returns the cosine of {@code query}, which must have length one, and a row, in [-1, 1]. */
  public float cosine(float[] query, int row) {
    float[] block = blocks[row / rowsPerBlock];
    int offset = offset(row);
    float sum = 0;
    for (int d = 0; d < dimension; d++) {
      sum += query[d] * block[offset + d];
    }
    return clamp(sum);
  }

  /** Returns {@code dot} moved into [-1, 1], which rounding can leave by a hair. */
  static float clamp(float dot) {
    return Math.max(-1f, Math.min(1f, dot));
  }

  private int offset(int row) {
    return (row % rowsPerBlock) * dimension;
  }
}
