package io.github.easyneg.internal.math;

/**
 * In which order a dot product is summed: in four runs of dimensions, each in order, whose sums are
 * added in order. One sum over all dimensions would have each addition wait for the one before;
 * four do not wait for one another.
 *
 * <p>Every cosine that decides is summed in this order, so that one pair has one cosine, to the
 * last bit, wherever it is computed.
 */
final class DotProduct {
  static final int RUNS = 4;

  private DotProduct() {}

  /**
   * Returns how many dimensions each run has but the last, which has what is left; a multiple of
   * those that {@link Tile} takes at a time.
   */
  static int run(int dimension) {
    return dimension / (RUNS * Tile.DIMENSIONS) * Tile.DIMENSIONS;
  }

  /** Returns the dot product of a query and what of {@code row} begins at {@code at}. */
  static float of(float[] query, float[] row, int at) {
    int run = run(query.length);
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    for (int d = 0; d < run; d++) {
      first += query[d] * row[at + d];
      second += query[run + d] * row[at + run + d];
      third += query[2 * run + d] * row[at + 2 * run + d];
      fourth += query[3 * run + d] * row[at + 3 * run + d];
    }
    for (int d = RUNS * run; d < query.length; d++) {
      fourth += query[d] * row[at + d];
    }
    return first + second + third + fourth;
  }

  /**
   * Writes the dot products of a query and what of two rows begins at {@code atA} and {@code atB}.
   */
  static void ofTwo(float[] query, float[] a, int atA, float[] b, int atB, float[] two) {
    int run = run(query.length);
    float firstA = 0;
    float secondA = 0;
    float thirdA = 0;
    float fourthA = 0;
    float firstB = 0;
    float secondB = 0;
    float thirdB = 0;
    float fourthB = 0;
    for (int d = 0; d < run; d++) {
      float q = query[d];
      firstA += q * a[atA + d];
      firstB += q * b[atB + d];
      q = query[run + d];
      secondA += q * a[atA + run + d];
      secondB += q * b[atB + run + d];
      q = query[2 * run + d];
      thirdA += q * a[atA + 2 * run + d];
      thirdB += q * b[atB + 2 * run + d];
      q = query[3 * run + d];
      fourthA += q * a[atA + 3 * run + d];
      fourthB += q * b[atB + 3 * run + d];
    }
    for (int d = RUNS * run; d < query.length; d++) {
      fourthA += query[d] * a[atA + d];
      fourthB += query[d] * b[atB + d];
    }
    two[0] = firstA + secondA + thirdA + fourthA;
    two[1] = firstB + secondB + thirdB + fourthB;
  }
}
