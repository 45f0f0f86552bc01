package io.github.easyneg.internal.math;

/**
 * The rows that may be among the k nearest of one query, as its scores come in.
 *
 * <p>Where scores are off by up to e, the k-th best score is off by up to e as well, so a row of
 * the true k nearest scores no worse than 2 e below it. Rows above that line are kept until a
 * handful has gathered, and then those still above it are compared by their cosines.
 */
final class Shortlist {
  private final VectorMatrix matrix;
  private final float[] query;
  private final float margin;
  private final TopK byScore;
  private final TopK byCosine;
  private final int[] rows;
  private final float[] scores;
  private int size;

  /**
   * Makes an empty list.
   *
   * @param error of the scores
   */
  Shortlist(VectorMatrix matrix, float[] query, int k, float error) {
    this.matrix = matrix;
    this.query = query;
    // The subtraction below rounds too.
    this.margin = error == 0 ? 0 : 2 * error + Math.ulp(1f);
    this.byScore = new TopK(k);
    this.byCosine = new TopK(error == 0 ? 0 : k);
    int room = error == 0 ? 0 : 4 * k + 64;
    this.rows = new int[room];
    this.scores = new float[room];
  }

  /** Takes the scores of {@code count} rows from {@code first} on; rows come in ascending order. */
  void offer(float[] scores, int first, int count) {
    float worst = byScore.worst();
    float line = worst - margin;
    for (int i = 0; i < count; i++) {
      if (scores[i] < line || (margin == 0 && scores[i] == line)) {
        continue;
      }
      if (scores[i] > worst) {
        byScore.offer(scores[i], first + i);
        worst = byScore.worst();
        line = worst - margin;
      }
      if (margin > 0) {
        note(scores[i], first + i);
      }
    }
  }

  private void note(float score, int row) {
    if (size == rows.length) {
      settle();
    }
    scores[size] = score;
    rows[size++] = row;
  }

  /** Compares the rows that have gathered by their cosines. */
  private void settle() {
    float line = byScore.worst() - margin;
    int left = 0;
    for (int i = 0; i < size; i++) {
      if (scores[i] >= line) {
        rows[left++] = rows[i];
      }
    }
    matrix.cosines(query, rows, left, scores);
    for (int i = 0; i < left; i++) {
      byCosine.offer(scores[i], rows[i]);
    }
    size = 0;
  }

  /** Returns the nearest rows, best first, ties by row. */
  int[] rowsBestFirst() {
    if (margin == 0) {
      return byScore.rowsBestFirst();
    }
    settle();
    return byCosine.rowsBestFirst();
  }
}
