package io.github.easyneg.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSearchTest {

  // The build runs these tests with the Vector API switched on.
  private static final List<SearchKernel> KERNELS =
      List.of(new TileKernel(), SearchKernel.find(note -> {}));

  @Test
  void theVectorApiServesWhereItIsSwitchedOn() {
    assertThat(SearchKernel.find(note -> {}).name()).startsWith("Vector API, ");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "7, 3", "383, 4", "384, 17", "385, 64", "513, 64", "1500, 33"})
  void findsWhatSortingAllRowsFinds(int rows, int dimension) {
    VectorMatrix matrix = RandomVectors.matrix(rows, dimension, rows);
    for (SearchKernel kernel : KERNELS) {
      ExactSearch search = new ExactSearch(matrix, kernel);
      SplittableRandom random = new SplittableRandom(5);
      List<float[]> queries = new ArrayList<>();
      // One, two and three more than a multiple of four, which kernels take together.
      for (int asked : new int[] {9, 10, 11}) {
        while (queries.size() < asked) {
          queries.add(RandomVectors.vector(dimension, random));
        }
        for (int k : new int[] {1, 2, 20, rows, rows + 5}) {
          List<int[]> found = search.nearest(queries, k);
          for (int q = 0; q < queries.size(); q++) {
            assertThat(found.get(q))
                .as("%s, query %d", kernel.name(), q)
                .containsExactly(bySorting(matrix, queries.get(q), k));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "100, 7", "1000, 384"})
  void noScoreIsFartherFromTheCosineThanTheKernelSays(int rows, int dimension) {
    VectorMatrix matrix = RandomVectors.matrix(rows, dimension, rows);
    SplittableRandom random = new SplittableRandom(7);
    float[][] queries = new float[6][];
    Arrays.setAll(queries, q -> RandomVectors.vector(dimension, random));
    for (SearchKernel kernel : KERNELS) {
      try (SearchKernel.Scorer scorer = kernel.open(matrix, queries.length)) {
        float[][] scores = new float[queries.length][scorer.width()];
        for (int first = 0; first < rows; first += scorer.width()) {
          int size = Math.min(scorer.width(), rows - first);
          scorer.score(queries, first, size, scores);
          for (int q = 0; q < queries.length; q++) {
            for (int i = 0; i < size; i++) {
              assertThat(Math.abs(scores[q][i] - matrix.cosine(queries[q], first + i)))
                  .as(kernel.name())
                  .isLessThanOrEqualTo(scorer.error());
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "9, 3", "2000, 2", "2000, 48"})
  void aKernelThatRoundsAsItLikesFindsTheSame(int rows, int dimension) {
    VectorMatrix matrix = RandomVectors.matrix(rows, dimension, rows);
    SplittableRandom random = new SplittableRandom(8);
    List<float[]> queries = new ArrayList<>();
    for (int q = 0; q < 300; q++) {
      queries.add(RandomVectors.vector(dimension, random));
    }
    // A tenth of the vectors is there twice and more, and an error of 0.05 reaches over dozens
    // of ranks: whatever the list lost would be missing here.
    for (float error : new float[] {1e-6f, 0.05f}) {
      ExactSearch rough = new ExactSearch(matrix, new RoughKernel(error));
      for (int k : new int[] {1, 20, rows + 5}) {
        List<int[]> found = rough.nearest(queries, k);
        for (int q = 0; q < queries.size(); q += 37) {
          assertThat(found.get(q)).containsExactly(bySorting(matrix, queries.get(q), k));
        }
      }
    }
  }

  @Test
  void manyEqualVectorsAreTakenByTheirRow() {
    VectorMatrix matrix = new VectorMatrix(5000, 2);
    for (int row = 0; row < 5000; row++) {
      matrix.set(row, new float[] {0.6f, 0.8f});
    }
    for (SearchKernel kernel : List.of(KERNELS.get(0), KERNELS.get(1), new RoughKernel(0.01f))) {
      assertThat(new ExactSearch(matrix, kernel).nearest(List.of(new float[] {1, 0}), 3).get(0))
          .as(kernel.name())
          .containsExactly(0, 1, 2);
    }
  }

  /** Scores that are off by as much as they may be, one way or the other. */
  private record RoughKernel(float maxError) implements SearchKernel {
    @Override
    public String name() {
      return "rough " + maxError;
    }

    @Override
    public Scorer open(VectorMatrix matrix, int queries) {
      SplittableRandom random = new SplittableRandom(3);
      return new Scorer() {
        @Override
        public int width() {
          return 333;
        }

        @Override
        public float error() {
          return maxError;
        }

        @Override
        public void score(float[][] queries, int first, int size, float[][] scores) {
          for (int q = 0; q < queries.length; q++) {
            for (int i = 0; i < size; i++) {
              scores[q][i] =
                  matrix.cosine(queries[q], first + i)
                      + (random.nextBoolean() ? 0.99f : -0.99f) * maxError;
            }
          }
        }

        @Override
        public void close() {}
      };
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "3, 384", "4, 384", "11, 65"})
  void cosinesOfSeveralRowsAreThoseOneByOne(int count, int dimension) {
    VectorMatrix matrix = RandomVectors.matrix(50, dimension, 4);
    float[] query = RandomVectors.vector(dimension, new SplittableRandom(9));
    int[] rows = new SplittableRandom(2).ints(count, 0, 50).toArray();
    float[] cosines = new float[count];
    matrix.cosines(query, rows, count, cosines);
    for (int i = 0; i < count; i++) {
      assertThat(Float.floatToRawIntBits(cosines[i]))
          .isEqualTo(Float.floatToRawIntBits(matrix.cosine(query, rows[i])));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 2", "511, 3", "512, 4", "513, 5", "1300, 384"})
  void tilesGiveTheSameBitsAsOneByOne(int rows, int dimension) {
    VectorMatrix matrix = RandomVectors.matrix(rows, dimension, dimension);
    int[] numbers = IntStream.range(0, rows).filter(i -> i % 7 != 3).toArray();
    SplittableRandom random = new SplittableRandom(6);
    for (int asked = 1; asked <= 3; asked++) {
      float[][] queries = new float[asked][];
      Arrays.setAll(queries, q -> RandomVectors.vector(dimension, random));
      float[][] cosines = new float[asked][numbers.length];
      int offset = 0;
      for (Tile tile : Tile.of(matrix, numbers)) {
        tile.cosines(queries, asked, Tile.sums(asked), cosines, offset);
        offset += tile.size();
      }
      assertThat(offset).isEqualTo(numbers.length);
      for (int q = 0; q < asked; q++) {
        for (int i = 0; i < numbers.length; i++) {
          assertThat(Float.floatToRawIntBits(cosines[q][i]))
              .isEqualTo(Float.floatToRawIntBits(matrix.cosine(queries[q], numbers[i])));
        }
      }
    }
  }

  private static int[] bySorting(VectorMatrix matrix, float[] query, int k) {
    return IntStream.range(0, matrix.rows())
        .boxed()
        .sorted(
            Comparator.comparing((Integer row) -> -matrix.cosine(query, row))
                .thenComparing(row -> row))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "10", "100"})
  void topKKeepsTheBestAndBreaksTiesByRow(int k) {
    SplittableRandom random = new SplittableRandom(k);
    for (int round = 0; round < 200; round++) {
      int n = random.nextInt(1, 60);
      float[] cosines = new float[n];
      TopK top = new TopK(k);
      for (int row = 0; row < n; row++) {
        cosines[row] = random.nextInt(8) / 8f;
        top.offer(cosines[row], row);
      }
      int[] expected =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparing((Integer i) -> -cosines[i]).thenComparing(i -> i))
              .limit(k)
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(top.rowsBestFirst()).as(Arrays.toString(cosines)).containsExactly(expected);
    }
  }
}
