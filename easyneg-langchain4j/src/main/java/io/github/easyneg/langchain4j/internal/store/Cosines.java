package io.github.easyneg.langchain4j.internal.store;

/** Cosine similarity, summed in double precision. */
public final class Cosines {
  // Rounding to the nearest float changes a unit vector's squared length by at most about 2^-23.
  private static final double ROUNDING = 0x1p-22;

  private Cosines() {}

  /**
   * Returns the cosine of two vectors of equal length, neither of them all zeros, in [-1, 1].
   *
   * <p>It depends on the numbers alone, so that equal vectors have equal cosines. A vector of
   * length one but for rounding counts as one of length one: the cosine of two of them is then the
   * same to the last bit as {@link io.github.easyneg.index.ExactIndex}'s, and no order of passages
   * depends on who computed it.
   */
  public static double of(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return Math.max(-1, Math.min(1, dot / (length(aa) * length(bb))));
  }

  private static double length(double squares) {
    return Math.abs(squares - 1) <= ROUNDING ? 1 : Math.sqrt(squares);
  }
}
