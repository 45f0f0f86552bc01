package io.github.easyneg.internal.math;

/**
 * Keeps the k best of many (cosine, row) pairs: higher cosines first, equal cosines by lower row. A
 * binary heap with the worst on top.
 */
public final class TopK {
  private final float[] cosines;
  private final int[] rows;
  private int size;

  /** Makes an empty heap for {@code k} pairs. */
  public TopK(int k) {
    this.cosines = new float[k];
    this.rows = new int[k];
  }

  /** Offers a pair; it is kept if it is among the k best so far. */
  public void offer(float cosine, int row) {
    if (size < cosines.length) {
      int at = size++;
      while (at > 0 && better(cosines[(at - 1) / 2], rows[(at - 1) / 2], cosine, row)) {
        move((at - 1) / 2, at);
        at = (at - 1) / 2;
      }
      put(at, cosine, row);
    } else if (better(cosine, row, cosines[0], rows[0])) {
      sink(cosine, row, size);
    }
  }

  /**
   * Returns the cosine that a pair must exceed to be kept, if rows are offered in ascending order.
   */
  public float worst() {
    return size < cosines.length ? Float.NEGATIVE_INFINITY : cosines[0];
  }

  /** Returns the rows kept, best first, and empties the heap. */
  public int[] rowsBestFirst() {
    int[] sorted = new int[size];
    for (int end = size - 1; end >= 0; end--) {
      sorted[end] = rows[0];
      sink(cosines[end], rows[end], end);
    }
    size = 0;
    return sorted;
  }

  /** Replaces the top and lets the pair sink to its place among the first {@code end}. */
  private void sink(float cosine, int row, int end) {
    int at = 0;
    for (int child = 1; child < end; child = 2 * at + 1) {
      if (child + 1 < end
          && better(cosines[child], rows[child], cosines[child + 1], rows[child + 1])) {
        child++;
      }
      if (!better(cosine, row, cosines[child], rows[child])) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, cosine, row);
  }

  private static boolean better(float cosine, int row, float otherCosine, int otherRow) {
    return cosine > otherCosine || (cosine == otherCosine && row < otherRow);
  }

  private void move(int from, int to) {
    put(to, cosines[from], rows[from]);
  }

  private void put(int at, float cosine, int row) {
    cosines[at] = cosine;
    rows[at] = row;
  }
}
