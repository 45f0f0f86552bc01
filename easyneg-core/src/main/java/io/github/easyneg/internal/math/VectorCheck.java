package io.github.easyneg.internal.math;

import java.util.Optional;

/** What must be true of every vector: its numbers are finite, and not all of them are zero. */
public final class VectorCheck {
  /** Why a text has no vector if a model gives it one of zeros, as what follows "because". */
  public static final String ZEROS = "the model gives it a vector of nothing but zeros";

  private VectorCheck() {}

  /** Returns what is wrong with a vector's numbers, as the end of a sentence about its text. */
  public static Optional<String> reason(float[] vector) {
    for (float x : vector) {
      if (!Float.isFinite(x)) {
        return Optional.of("has a vector with " + x + " in it");
      }
    }
    return Optional.empty();
  }

  /** Tells whether a vector has no direction, because all its numbers are zero. */
  public static boolean isZero(float[] vector) {
    for (float x : vector) {
      if (x != 0) {
        return false;
      }
    }
    return true;
  }
}
