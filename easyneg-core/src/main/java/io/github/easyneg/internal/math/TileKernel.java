package io.github.easyneg.internal.math;

/** The kernel of plain Java: one {@link Tile} after the other. */
public final class TileKernel implements SearchKernel {

  /** Makes the kernel. */
  public TileKernel() {}

  @Override
  public String name() {
    return "plain Java";
  }

  @Override
  public Scorer open(VectorMatrix matrix, int queries) {
    float[][] sums = Tile.sums(queries);
    return new Scorer() {
      @Override
      public int width() {
        return Tile.WIDTH;
      }

      @Override
      public float error() {
        return 0;
      }

      @Override
      public void score(float[][] queries, int first, int size, float[][] scores) {
        Tile.of(matrix, first, size).cosines(queries, queries.length, sums, scores, 0);
      }

      @Override
      public void close() {}
    };
  }
}
