package io.github.easyneg.internal.math;

import java.util.ArrayList;
import java.util.List;

/** Finds the nearest vectors of a matrix by looking at all of them. */
public final class ExactSearch {
  private final VectorMatrix matrix;

  /** Searches {@code matrix}, which must not change any more. */
  public ExactSearch(VectorMatrix matrix) {
    this.matrix = matrix;
  }

  /**
   * Returns, for each query, the rows with the k highest cosines, best first, ties by row.
   *
   * @param queries of length one
   */
  public List<int[]> nearest(List<float[]> queries, int k) {
    int wanted = Math.min(k, matrix.rows());
    List<TopK> heaps = new ArrayList<>(queries.size());
    for (int q = 0; q < queries.size(); q++) {
      heaps.add(new TopK(wanted));
    }
    int tile = 512;
    float[] cosines = new float[tile];
    for (int from = 0; from < matrix.rows(); from += tile) {
      int[] rows = new int[Math.min(tile, matrix.rows() - from)];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = from + i;
      }
      Tile turned = Tile.of(matrix, rows)[0];
      for (int q = 0; q < queries.size(); q++) {
        turned.cosines(queries.get(q), cosines, 0);
        TopK heap = heaps.get(q);
        for (int i = 0; i < rows.length; i++) {
          heap.offer(cosines[i], from + i);
        }
      }
    }
    return heaps.stream().map(TopK::rowsBestFirst).toList();
  }
}
