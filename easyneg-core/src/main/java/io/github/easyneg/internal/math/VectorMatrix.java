package io.github.easyneg.internal.math;

import io.github.easyneg.internal.io.SectionFile;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of length one, by number, in memory or in a mapped file.
 *
 * <p>The cosine of two of them is their dot product, summed in the order of {@link DotProduct}.
 * (Rounding can make it pass 1 by a hair; {@link #cosine} clamps.)
 *
 * <p>Rows are set by one thread or several, each row by one; once all are set, any thread may read.
 */
public final class VectorMatrix {
  private static final int BLOCK_FLOATS = 1 << 22;

  private static final int TURNED_TOGETHER = 16;

  /**
   * Rows that are fetched before the first is looked at; of many, the first would be gone again.
   */
  private static final int FETCHED_TOGETHER = 8;

  /** Floats in a line of a processor's cache. */
  private static final int CACHE_LINE = 16;

  private final int rows;
  private final int dimension;
  private final int rowsPerBlock;
  private final float[][] blocks;
  private final @Nullable MappedRows mapped;

  /** Makes a matrix of zeros, in memory. */
  public VectorMatrix(int rows, int dimension) {
    this.mapped = null;
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

  private VectorMatrix(int rows, int dimension, MappedRows mapped) {
    this.rows = rows;
    this.dimension = dimension;
    this.rowsPerBlock = 1;
    this.blocks = new float[0][];
    this.mapped = mapped;
  }

  /**
   * Makes a matrix of zeros in a file, which the operating system keeps in memory as far as there
   * is room. The same numbers come out, to the last bit, some times slower.
   *
   * @param directory where the file is made; it goes with the process
   * @throws java.io.UncheckedIOException if there is no room
   */
  public static VectorMatrix mapped(int rows, int dimension, Path directory) {
    return new VectorMatrix(rows, dimension, MappedRows.create(rows, dimension, directory));
  }

  /** Returns the vectors of a section of a file, which must be of length one, for reading alone. */
  public static VectorMatrix of(SectionFile.Section section, int rows, int dimension) {
    return new VectorMatrix(rows, dimension, MappedRows.of(section, rows, dimension));
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
    if (mapped != null) {
      mapped.set(row, vector);
      return;
    }
    System.arraycopy(vector, 0, blocks[row / rowsPerBlock], offset(row), dimension);
  }

  /** Returns a copy of a row. */
  public float[] get(int row) {
    float[] vector = new float[dimension];
    if (mapped != null) {
      mapped.get(row, vector);
      return vector;
    }
    System.arraycopy(blocks[row / rowsPerBlock], offset(row), vector, 0, dimension);
    return vector;
  }

  /**
   * Writes rows turned on their side: number d of {@code rows[i]} to {@code turned[d][i]}. Some
   * rows at a time, because a line of the processor's cache holds as many numbers.
   */
  void copyTurned(int[] rows, float[][] turned) {
    float[][] together = new float[TURNED_TOGETHER][];
    int[] offsets = new int[TURNED_TOGETHER];
    for (int from = 0; from < rows.length; from += TURNED_TOGETHER) {
      int count = Math.min(TURNED_TOGETHER, rows.length - from);
      for (int i = 0; i < count; i++) {
        together[i] = block(rows[from + i]);
        offsets[i] = offset(rows[from + i]);
      }
      for (int d = 0; d < dimension; d++) {
        float[] target = turned[d];
        for (int i = 0; i < count; i++) {
          target[from + i] = together[i][offsets[i] + d];
        }
      }
    }
  }

  /** Writes a row's numbers to {@code target} from {@code first} on, {@code stride} apart. */
  void copySpread(int row, float[] target, int first, int stride) {
    float[] block = block(row);
    int offset = offset(row);
    for (int d = 0; d < dimension; d++) {
      target[first + d * stride] = block[offset + d];
    }
  }

  /** Returns the cosine of {@code query}, which must have length one, and a row, in [-1, 1]. */
  public float cosine(float[] query, int row) {
    return clamp(DotProduct.of(query, block(row), offset(row)));
  }

  /**
   * Writes the cosines of {@code query}, which must have length one, and some rows: the same
   * numbers as {@link #cosine}, in memory in less time, because rows are fetched together.
   *
   * @param count how many of the rows to take
   */
  public void cosines(float[] query, int[] rows, int count, float[] cosines) {
    if (mapped != null) {
      for (int i = 0; i < count; i++) {
        cosines[i] = cosine(query, rows[i]);
      }
      return;
    }
    float[] two = new float[2];
    for (int from = 0; from < count; from += FETCHED_TOGETHER) {
      int to = Math.min(from + FETCHED_TOGETHER, count);
      fetch(rows, from, to);
      int i = from;
      for (; i + 1 < to; i += 2) {
        float[] a = blocks[rows[i] / rowsPerBlock];
        float[] b = blocks[rows[i + 1] / rowsPerBlock];
        DotProduct.ofTwo(query, a, offset(rows[i]), b, offset(rows[i + 1]), two);
        cosines[i] = clamp(two[0]);
        cosines[i + 1] = clamp(two[1]);
      }
      if (i < to) {
        cosines[i] = cosine(query, rows[i]);
      }
    }
  }

  /** Reads from all lines of the cache that some rows take: the processor waits for all at once. */
  private void fetch(int[] rows, int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i++) {
      float[] block = blocks[rows[i] / rowsPerBlock];
      int offset = offset(rows[i]);
      for (int d = 0; d < dimension; d += CACHE_LINE) {
        sum += block[offset + d];
      }
    }
    // If the sum were not asked for, the compiler would leave it out.
    if (Float.isNaN(sum)) {
      throw new AssertionError("a vector of length one holds NaN");
    }
  }

  /** Copies {@code size} rows from {@code first} on, one after the other. */
  public void copy(int first, int size, FloatBuffer target) {
    if (mapped != null) {
      for (int row = first; row < first + size; row++) {
        target.put(get(row));
      }
      return;
    }
    for (int row = first; row < first + size; ) {
      int together = Math.min(first + size - row, rowsPerBlock - row % rowsPerBlock);
      target.put(blocks[row / rowsPerBlock], offset(row), together * dimension);
      row += together;
    }
  }

  /** Returns {@code dot} moved into [-1, 1], which rounding can leave by a hair. */
  static float clamp(float dot) {
    // Branches that are always guessed right, not Math.min and max, which compile to much more.
    return dot > 1f ? 1f : dot < -1f ? -1f : dot;
  }

  /** Returns the block in memory that holds a row, or a copy of the row alone. */
  private float[] block(int row) {
    return mapped == null ? blocks[row / rowsPerBlock] : get(row);
  }

  private int offset(int row) {
    // Without blocks there is one row in each, so that this is 0.
    return (row % rowsPerBlock) * dimension;
  }
}
