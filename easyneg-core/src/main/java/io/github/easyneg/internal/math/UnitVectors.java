package io.github.easyneg.internal.math;

/** Makes vectors have length one. */
public final class UnitVectors {
  private UnitVectors() {}

  /**
   * Returns {@code vector} divided by its length; the array is left alone.
   *
   * @param what names the vector in errors
   * @throws IllegalArgumentException if a number is NaN or infinite, or all are zero
   */
  public static float[] of(String what, float[] vector) {
    double squares = 0;
    for (int d = 0; d < vector.length; d++) {
      if (!Float.isFinite(vector[d])) {
        throw new IllegalArgumentException(
            what + " has " + vector[d] + " at dimension " + d + "; every number must be finite.");
      }
      squares += (double) vector[d] * vector[d];
    }
    if (squares == 0) {
      throw new IllegalArgumentException(
          what + " is all zeros, which has no direction; a cosine needs one.");
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[vector.length];
    for (int d = 0; d < vector.length; d++) {
      unit[d] = (float) (vector[d] / length);
    }
    return unit;
  }
}
