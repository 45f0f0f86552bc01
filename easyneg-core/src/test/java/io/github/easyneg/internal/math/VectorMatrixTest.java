package io.github.easyneg.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All ways to a cosine give the same bits, in memory and in a file. */
class VectorMatrixTest {
  // 40 rows of 200,000 numbers take two blocks in memory, of twenty rows each.
  private static final int ROWS = 40;
  private static final int DIMENSION = 200_001;

  private final VectorMatrix memory = new VectorMatrix(ROWS, DIMENSION);
  private final VectorMatrix mapped;
  private final float[] query;

  VectorMatrixTest(@TempDir Path folder) {
    mapped = VectorMatrix.mapped(ROWS, DIMENSION, folder);
    SplittableRandom random = new SplittableRandom(12);
    for (int row = 0; row < ROWS; row++) {
      float[] vector = RandomVectors.vector(DIMENSION, random);
      memory.set(row, vector);
      mapped.set(row, vector);
    }
    query = RandomVectors.vector(DIMENSION, random);
  }

  @Test
  void someCosinesAtOnceAreThoseOneByOne() {
    SplittableRandom random = new SplittableRandom(13);
    for (VectorMatrix matrix : new VectorMatrix[] {memory, mapped}) {
      for (int count = 0; count < 10; count++) {
        int[] rows = random.ints(count + 3, 0, ROWS).toArray();
        float[] cosines = new float[count + 1];
        cosines[count] = 7;
        matrix.cosines(query, rows, count, cosines);
        for (int i = 0; i < count; i++) {
          assertThat(cosines[i]).isEqualTo(memory.cosine(query, rows[i]));
        }
        assertThat(cosines[count]).as("what was not asked for").isEqualTo(7);
      }
    }
  }

  @Test
  void aTileOfRowsInAnyOrderGivesTheSameBits() {
    int[] rows = new SplittableRandom(14).ints(37, 0, ROWS).toArray();
    float[][] cosines = new float[1][rows.length];
    for (VectorMatrix matrix : new VectorMatrix[] {memory, mapped}) {
      Tile[] tiles = Tile.of(matrix, rows);
      tiles[0].cosines(new float[][] {query}, 1, Tile.sums(1), cosines, 0);
      for (int i = 0; i < rows.length; i++) {
        assertThat(cosines[0][i]).isEqualTo(memory.cosine(query, rows[i]));
      }
    }
  }

  @Test
  void aTileGivesTheBitsOfOneByOneForAnyDimensionAndSoManyQueries() {
    SplittableRandom random = new SplittableRandom(15);
    for (int dimension = 1; dimension < 130; dimension++) {
      VectorMatrix matrix = new VectorMatrix(20, dimension);
      for (int row = 0; row < 20; row++) {
        matrix.set(row, RandomVectors.vector(dimension, random));
      }
      int count = dimension % 4 + 1;
      float[][] queries = new float[count][];
      for (int q = 0; q < count; q++) {
        queries[q] = RandomVectors.vector(dimension, random);
      }
      float[][] cosines = new float[count][22];
      Tile.of(matrix, 3, 17).cosines(queries, count, Tile.sums(count + 1), cosines, 5);
      for (int q = 0; q < count; q++) {
        for (int row = 3; row < 20; row++) {
          assertThat(cosines[q][row + 2]).isEqualTo(matrix.cosine(queries[q], row));
          double exact = 0;
          for (int d = 0; d < dimension; d++) {
            exact += (double) queries[q][d] * matrix.get(row)[d];
          }
          assertThat((double) cosines[q][row + 2])
              .isCloseTo(exact, within((double) SearchKernel.errorOfAnyOrder(dimension)));
        }
        assertThat(cosines[q][4]).as("what was not asked for").isZero();
      }
    }
  }

  @Test
  void rowsAreSpreadAsTheyStand() {
    for (VectorMatrix matrix : new VectorMatrix[] {memory, mapped}) {
      float[] spread = new float[3 * DIMENSION];
      matrix.copySpread(31, spread, 2, 3);
      for (int d = 0; d < DIMENSION; d += 1000) {
        assertThat(spread[3 * d + 2]).isEqualTo(memory.get(31)[d]);
        assertThat(spread[3 * d]).isZero();
      }
    }
  }
}
