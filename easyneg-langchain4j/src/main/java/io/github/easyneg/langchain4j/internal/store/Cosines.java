package io.github.easyneg.langchain4j.internal.store;

/** Cosine similarity, summed in double precision. */
public final class Cosines {
  private Cosines() {}

  /**
   * Returns the cosine of two vectors of equal length, neither of them all zeros, in [-1, 1]. It
   * depends on the numbers alone: equal vectors have equal cosines, to the last bit.
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
    return Math.max(-1, Math.min(1, dot / (Math.sqrt(aa) * Math.sqrt(bb))));
  }
}
