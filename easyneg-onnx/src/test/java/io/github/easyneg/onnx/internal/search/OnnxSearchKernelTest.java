package io.github.easyneg.onnx.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import io.github.easyneg.internal.math.ExactSearch;
import io.github.easyneg.internal.math.SearchKernel;
import io.github.easyneg.internal.math.TileKernel;
import io.github.easyneg.internal.math.UnitVectors;
import io.github.easyneg.internal.math.VectorMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxSearchKernelTest {
  private final SplittableRandom random = new SplittableRandom(17);

  @Test
  void isTheKernelThatSearchesWhereThisModuleIs() {
    assertThat(SearchKernel.find(note -> {})).isInstanceOf(OnnxSearchKernel.class);
    assertThat(SearchKernel.find(note -> {}).name()).startsWith("ONNX Runtime 1.");
  }

  /** A runtime that cannot multiply is nowhere to be had; what it would say is. */
  @Test
  void aRuntimeThatCannotMultiplyIsNamed() {
    assertThat(OnnxSearchKernel.failed(new OrtException("no such operator")))
        .hasMessage(
            "ONNX Runtime cannot multiply matrices here: no such operator. Take another version of"
                + " com.microsoft.onnxruntime:onnxruntime.");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1023, 7, 3", "1024, 64, 300", "1025, 384, 2", "3000, 384, 257"})
  void findsExactlyWhatPlainJavaFinds(int rows, int dimension, int queries) {
    VectorMatrix matrix = matrix(rows, dimension);
    List<float[]> asked = new ArrayList<>();
    for (int q = 0; q < queries; q++) {
      // Some are rows themselves: a cosine of 1, and as many ties as the row has copies.
      asked.add(q % 5 == 0 ? matrix.get(random.nextInt(rows)) : vector(dimension));
    }
    ExactSearch plain = new ExactSearch(matrix, new TileKernel());
    ExactSearch onnx = new ExactSearch(matrix, new OnnxSearchKernel());
    for (int k : new int[] {1, 20, rows}) {
      List<int[]> expected = plain.nearest(asked, k);
      List<int[]> found = onnx.nearest(asked, k);
      for (int q = 0; q < queries; q++) {
        assertThat(found.get(q)).as("query %d, k %d", q, k).containsExactly(expected.get(q));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"3", "384", "1024"})
  void scoresAreWithinTheErrorThatIsPromised(int dimension) {
    VectorMatrix matrix = matrix(700, dimension);
    float[][] queries =
        IntStream.range(0, 9).mapToObj(q -> vector(dimension)).toArray(float[][]::new);
    try (SearchKernel.Scorer scorer = new OnnxSearchKernel().open(matrix, queries.length)) {
      float[][] scores = new float[queries.length][scorer.width()];
      scorer.score(queries, 100, 600, scores);
      for (int q = 0; q < queries.length; q++) {
        for (int i = 0; i < 600; i++) {
          assertThat(Math.abs(scores[q][i] - matrix.cosine(queries[q], 100 + i)))
              .isLessThanOrEqualTo(scorer.error());
        }
      }
    }
  }

  /** Vectors of which a third is there more than once. */
  private VectorMatrix matrix(int rows, int dimension) {
    VectorMatrix matrix = new VectorMatrix(rows, dimension);
    for (int row = 0; row < rows; row++) {
      boolean repeated = row > 0 && random.nextInt(3) == 0;
      matrix.set(row, repeated ? matrix.get(random.nextInt(row)) : vector(dimension));
    }
    return matrix;
  }

  private float[] vector(int dimension) {
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = (float) (random.nextDouble() - 0.5);
    }
    return UnitVectors.of("a random vector", vector);
  }
}
