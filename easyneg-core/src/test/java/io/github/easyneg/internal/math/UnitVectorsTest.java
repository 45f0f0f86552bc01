package io.github.easyneg.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UnitVectorsTest {

  @Test
  void theLengthIsOneAndTheArrayStaysAsItWas() {
    float[] vector = {3, 4};
    assertThat(UnitVectors.of("v", vector)).containsExactly(0.6f, 0.8f);
    assertThat(vector).containsExactly(3, 4);
  }

  @Test
  void hugeAndTinyVectorsHaveADirectionToo() {
    assertThat(UnitVectors.of("v", new float[] {3e38f, -3e38f})[1])
        .isCloseTo(-0.70710677f, within(1e-6f));
    assertThat(UnitVectors.of("v", new float[] {Float.MIN_VALUE, 0})[0]).isEqualTo(1);
  }

  @Test
  void aUnitStaysAsItIsNumberByNumber() {
    Random random = new Random(1);
    for (int dimension : new int[] {1, 2, 3, 24, 384}) {
      for (int i = 0; i < 5_000; i++) {
        float[] vector = new float[dimension];
        for (int d = 0; d < dimension; d++) {
          vector[d] = (float) (random.nextGaussian() * 7);
        }
        float[] unit = UnitVectors.of("v", vector);
        float[] before = unit.clone();
        assertThat(UnitVectors.of("v", unit)).isSameAs(unit).isEqualTo(before);
      }
    }
  }

  @Test
  void whatIsOnlyNearlyAUnitBecomesOne() {
    float[] nearly = {0.6f * 1.000001f, 0.8f * 1.000001f};
    assertThat(UnitVectors.of("v", nearly)).containsExactly(0.6f, 0.8f);
  }

  @Test
  void aVectorWithoutDirectionIsRefused() {
    assertThatThrownBy(() -> UnitVectors.of("the vector of x", new float[] {0, -0f}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the vector of x is all zeros, which has no direction; a cosine needs one.");
    assertThatThrownBy(() -> UnitVectors.of("the vector of x", new float[] {0, Float.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the vector of x has NaN at dimension 1; every number must be finite.");
    assertThatThrownBy(() -> UnitVectors.of("v", new float[] {Float.NEGATIVE_INFINITY}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("v has -Infinity at dimension 0; every number must be finite.");
  }

  @Test
  void aMatrixOfManyBlocksKeepsEachRow() {
    int dimension = 1 << 20; // four rows a block
    VectorMatrix matrix = new VectorMatrix(6, dimension);
    for (int row = 0; row < 6; row++) {
      float[] vector = new float[dimension];
      vector[row] = 1;
      matrix.set(row, vector);
    }
    for (int row = 0; row < 6; row++) {
      assertThat(matrix.get(row)[row]).isEqualTo(1);
      assertThat(matrix.cosine(matrix.get(5), row)).isEqualTo(row == 5 ? 1 : 0);
    }
  }

  @Test
  void roundingCannotMakeACosineLeaveItsRange() {
    VectorMatrix matrix = new VectorMatrix(1, 3);
    matrix.set(0, new float[] {0.57735f, 0.57736f, 0.57736f});
    assertThat(matrix.cosine(new float[] {0.5774f, 0.5774f, 0.5774f}, 0)).isEqualTo(1f);
    assertThat(matrix.cosine(new float[] {-0.5774f, -0.5774f, -0.5774f}, 0)).isEqualTo(-1f);
  }
}
