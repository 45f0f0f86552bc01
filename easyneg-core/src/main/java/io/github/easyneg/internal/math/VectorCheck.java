package io.github.easyneg.internal.math;

import java.util.Optional;

/** What must be true of every vector: its numbers are finite, and not all of them are zero. */
public final class VectorCheck {
  private VectorCheck() {}

  /** Returns what is wrong with a vector, as the end of a sentence about its text. */
  public static Optional<String> reason(float[] vector) {
    boolean zero = true;
    for (float x : vector) {
      zero &= x == 0;
      if (!Float.isFinite(x)) {
        return Optional.of("has a vector with " + x + " in it");
      }
    }
    return zero ? Optional.of("has a vector of nothing but zeros") : Optional.empty();
  }
}
