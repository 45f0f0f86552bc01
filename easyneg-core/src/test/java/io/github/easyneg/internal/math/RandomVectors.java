package io.github.easyneg.internal.math;

import java.util.SplittableRandom;

/** Vectors of length one in random directions, some of them twice. */
final class RandomVectors {
  private RandomVectors() {}

  static VectorMatrix matrix(int rows, int dimension, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    VectorMatrix matrix = new VectorMatrix(rows, dimension);
    for (int i = 0; i < rows; i++) {
      boolean repeated = i > 0 && random.nextInt(10) == 0;
      matrix.set(i, repeated ? matrix.get(random.nextInt(i)) : vector(dimension, random));
    }
    return matrix;
  }

  static float[] vector(int dimension, SplittableRandom random) {
    float[] vector = new float[dimension];
    for (int d = 0; d < dimension; d++) {
      vector[d] = (float) (random.nextDouble() - 0.5);
    }
    return UnitVectors.of("a random vector", vector);
  }
}
