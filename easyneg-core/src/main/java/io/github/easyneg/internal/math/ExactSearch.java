package io.github.easyneg.internal.math;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the nearest vectors of a matrix by looking at all of them, a block of queries at a time.
 *
 * <p>Immutable; thread-safe.
 */
public final class ExactSearch {
  /**
   * Queries that look at the matrix together: enough to make little of the cost of turning its
   * tiles, few enough for their scores to stay in the cache.
   */
  public static final int QUERIES = 256;

  private final VectorMatrix matrix;
  private final SearchKernel kernel;

  /** Searches {@code matrix}, which must not change any more, with a kernel. */
  public ExactSearch(VectorMatrix matrix, SearchKernel kernel) {
    this.matrix = matrix;
    this.kernel = kernel;
  }

  /**
   * Returns, for each query, the rows with the k highest cosines, best first, ties by row. Costs
   * the least with multiples of {@link #QUERIES}.
   *
   * @param queries of length one
   */
  public List<int[]> nearest(List<float[]> queries, int k) {
    List<int[]> found = new ArrayList<>(queries.size());
    for (int from = 0; from < queries.size(); from += QUERIES) {
      int to = Math.min(from + QUERIES, queries.size());
      search(queries.subList(from, to).toArray(new float[0][]), Math.min(k, matrix.rows()), found);
    }
    return found;
  }

  private void search(float[][] queries, int k, List<int[]> found) {
    try (SearchKernel.Scorer scorer = kernel.open(matrix, queries.length)) {
      Shortlist[] lists = new Shortlist[queries.length];
      for (int q = 0; q < queries.length; q++) {
        lists[q] = new Shortlist(matrix, queries[q], k, scorer.error());
      }
      float[][] scores = new float[queries.length][scorer.width()];
      for (int first = 0; first < matrix.rows(); first += scorer.width()) {
        int size = Math.min(scorer.width(), matrix.rows() - first);
        scorer.score(queries, first, size, scores);
        for (int q = 0; q < queries.length; q++) {
          lists[q].offer(scores[q], first, size);
        }
      }
      for (Shortlist list : lists) {
        found.add(list.rowsBestFirst());
      }
    }
  }
}
