package io.github.easyneg.onnx.internal.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  @Test
  void pointsOnALineHaveItAsTheirFirstComponent() {
    // Along (3, 4) / 5, around (10, 20).
    float[][] points = {{7, 16}, {10, 20}, {13, 24}};

    PrincipalComponents components = PrincipalComponents.of(points, 2);

    assertThat(components.project(points[0])).containsExactly(new double[] {-5, 0}, within(1e-12));
    assertThat(components.project(points[1])).containsExactly(new double[] {0, 0}, within(1e-12));
    assertThat(components.project(points[2])).containsExactly(new double[] {5, 0}, within(1e-12));
  }

  @Test
  void componentsAreInOrderOfWhatVariesAndTheirLargestNumberIsPositive() {
    // Varies by 1 along the first axis, by 3 along the third, against each other nowhere.
    float[][] points = {{1, 0, 0}, {-1, 0, 0}, {0, 0, -3}, {0, 0, 3}};

    PrincipalComponents components = PrincipalComponents.of(points, 2);

    assertThat(components.project(new float[] {2, 5, 7}))
        .containsExactly(new double[] {7, 2}, within(1e-12));
  }

  /** All components are another view of the same points: distances stay, and nothing correlates. */
  @Test
  void allComponentsKeepDistancesAndCorrelateNothing() {
    SplittableRandom random = new SplittableRandom(7);
    int length = 24;
    float[][] points = new float[300][length];
    for (float[] point : points) {
      double common = random.nextDouble();
      for (int i = 0; i < length; i++) {
        point[i] = (float) ((i + 1) * random.nextDouble() + 5 * common);
      }
    }
    PrincipalComponents components = PrincipalComponents.of(points, length);
    double[][] projected = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      projected[i] = components.project(points[i]);
    }

    for (int i = 1; i < points.length; i++) {
      assertThat(distance(projected[0], projected[i]))
          .isCloseTo(distance(wide(points[0]), wide(points[i])), within(1e-9));
    }
    double before = Double.POSITIVE_INFINITY;
    for (int p = 0; p < length; p++) {
      double variance = product(projected, p, p);
      assertThat(variance).isLessThanOrEqualTo(before + 1e-9);
      before = variance;
      for (int q = 0; q < p; q++) {
        assertThat(product(projected, p, q)).isCloseTo(0, within(1e-9 * variance + 1e-7));
      }
    }
  }

  private static double[] wide(float[] point) {
    double[] wide = new double[point.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = point[i];
    }
    return wide;
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  private static double product(double[][] points, int p, int q) {
    double sum = 0;
    for (double[] point : points) {
      sum += point[p] * point[q];
    }
    return sum / points.length;
  }

  @Test
  void vectorsThatAreNotThereDoNotCount() {
    float[][] points = {{7, 16}, null, {10, 20}, {13, 24}, null};

    assertThat(PrincipalComponents.of(points, 1).project(new float[] {13, 24}))
        .containsExactly(new double[] {5}, within(1e-12));
  }

  @Test
  void whereNothingVariesAllIsZero() {
    float[][] points = {{1, 2}, {1, 2}, {1, 2}};

    assertThat(PrincipalComponents.of(points, 2).project(new float[] {1, 2})).containsExactly(0, 0);
  }
}
