package io.github.easyneg.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSearchTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "7, 3", "511, 4", "512, 17", "513, 64", "1500, 33"})
  void findsWhatSortingAllRowsFinds(int rows, int dimension) {
    VectorMatrix matrix = RandomVectors.matrix(rows, dimension, rows);
    ExactSearch search = new ExactSearch(matrix);
    SplittableRandom random = new SplittableRandom(5);
    List<float[]> queries = new ArrayList<>();
    for (int q = 0; q < 9; q++) {
      queries.add(RandomVectors.vector(dimension, random));
    }
    for (int k : new int[] {1, 2, 20, rows, rows + 5}) {
      List<int[]> found = search.nearest(queries, k);
      for (int q = 0; q < queries.size(); q++) {
        assertThat(found.get(q)).containsExactly(bySorting(matrix, queries.get(q), k));
      }
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
        tile.cosines(queries, asked, new float[asked][Tile.WIDTH], cosines, offset);
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
