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
   * Returns, for each query, the rows with the k highest cosines, best first, ties by row. Many
   * queries at once are cheaper than one by one.
   *
   * @param queries of length one
   */
  public List<int[]> nearest(List<float[]> queries, int k) {
    int wanted = Math.min(k, matrix.rows());
    List<TopK> heaps = new ArrayList<>(queries.size());
    for (int q = 0; q < queries.size(); q++) {
      heaps.add(new TopK(wanted));
    }
    float[][] asked = queries.toArray(new float[0][]);
    float[][] cosines = new float[asked.length][Tile.WIDTH];
    float[][] sums = new float[asked.length][Tile.WIDTH];
    for (int from = 0; from < matrix.rows(); from += Tile.WIDTH) {
      Tile tile = Tile.of(matrix, from, Math.min(Tile.WIDTH, matrix.rows() - from));
      tile.cosines(asked, asked.length, sums, cosines, 0);
      for (int q = 0; q < asked.length; q++) {
        TopK heap = heaps.get(q);
        float worst = heap.worst();
        for (int i = 0; i < tile.size(); i++) {
          if (cosines[q][i] > worst) {
            heap.offer(cosines[q][i], from + i);
            worst = heap.worst();
          }
        }
      }
    }
    return heaps.stream().map(TopK::rowsBestFirst).toList();
  }
}
