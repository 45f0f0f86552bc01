package io.github.easyneg.internal.math;

import java.util.function.Supplier;

/** Makes vectors have length one. */
public final class UnitVectors {
  // Rounding to the nearest float changes a number, and with it the length, by at most 2^-24 of
  // itself, and the squared length by about twice that.
  private static final double ROUNDING = 0x1p-22;

  private UnitVectors() {}

  /**
   * Returns {@code vector} divided by its length; the array is left alone. A vector that has length
   * one but for rounding is returned as it is, the same array: what was made a unit once, stored,
   * and read back must not change again.
   *
   * @param what names the vector in errors
   * @throws IllegalArgumentException if a number is NaN or infinite, or all are zero
   */
  public static float[] of(String what, float[] vector) {
    return of(() -> what, vector);
  }

  /** The same for vectors whose name takes some finding: it is asked for in errors alone. */
  public static float[] of(Supplier<String> what, float[] vector) {
    double squares = 0;
    for (int d = 0; d < vector.length; d++) {
      squares += (double) vector[d] * vector[d];
    }
    // The squares of floats fit into a double by far.
    if (!Double.isFinite(squares)) {
      throw notFinite(what.get(), vector);
    }
    if (squares == 0) {
      throw new IllegalArgumentException(
          what.get() + " is all zeros, which has no direction; a cosine needs one.");
    }
    if (Math.abs(squares - 1) <= ROUNDING) {
      return vector;
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[vector.length];
    for (int d = 0; d < vector.length; d++) {
      unit[d] = (float) (vector[d] / length);
    }
    return unit;
  }

  private static IllegalArgumentException notFinite(String what, float[] vector) {
    int d = 0;
    while (Float.isFinite(vector[d])) {
      d++;
    }
    return new IllegalArgumentException(
        what + " has " + vector[d] + " at dimension " + d + "; every number must be finite.");
  }
}
