package io.github.easyneg.internal.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel for JVMs that run with {@code --add-modules jdk.incubator.vector}: Java's Vector API,
 * with fused multiply-add.
 *
 * <p>Rows are copied into panels of three vectors' width, one dimension after the other, and each
 * panel meets four queries at a time. The twelve sums stay in registers, which the processors with
 * the fewest, sixteen, have room for; a dimension takes three loads and four broadcasts for twelve
 * multiply-adds.
 */
public final class VectorApiKernel implements SearchKernel {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = 3 * LANES;
  private static final int PANELS = Math.max(1, 384 / PANEL);
  private static final int TOGETHER = 4;

  /** Makes the kernel. */
  public VectorApiKernel() {}

  @Override
  public String name() {
    return "Vector API, " + SPECIES.vectorBitSize() + " bits";
  }

  @Override
  public Scorer open(VectorMatrix matrix, int queries) {
    return new PanelScorer(matrix);
  }

  private static final class PanelScorer implements Scorer {
    private final VectorMatrix matrix;
    private final int dimension;
    // [panel][dimension][row of the panel]
    private final float[] panels;
    private final float[][] none = new float[1][PANELS * PANEL];

    PanelScorer(VectorMatrix matrix) {
      this.matrix = matrix;
      this.dimension = matrix.dimension();
      this.panels = new float[PANELS * PANEL * dimension];
    }

    @Override
    public int width() {
      return PANELS * PANEL;
    }

    @Override
    public float error() {
      return SearchKernel.errorOfAnyOrder(dimension);
    }

    @Override
    public void score(float[][] queries, int first, int size, float[][] scores) {
      int used = (size + PANEL - 1) / PANEL;
      for (int row = 0; row < size; row++) {
        matrix.copySpread(
            first + row, panels, row / PANEL * PANEL * dimension + row % PANEL, PANEL);
      }
      int last = queries.length - 1;
      for (int q = 0; q <= last; q += TOGETHER) {
        // At the end the last query stands in for those that are missing, and its scores go
        // nowhere.
        for (int panel = 0; panel < used; panel++) {
          multiply(
              panel,
              queries[q],
              queries[Math.min(q + 1, last)],
              queries[Math.min(q + 2, last)],
              queries[Math.min(q + 3, last)],
              scores[q],
              q + 1 <= last ? scores[q + 1] : none[0],
              q + 2 <= last ? scores[q + 2] : none[0],
              q + 3 <= last ? scores[q + 3] : none[0]);
        }
      }
    }

    private void multiply(
        int panel,
        float[] a,
        float[] b,
        float[] c,
        float[] d,
        float[] scoresA,
        float[] scoresB,
        float[] scoresC,
        float[] scoresD) {
      FloatVector a0 = FloatVector.zero(SPECIES);
      FloatVector a1 = a0;
      FloatVector a2 = a0;
      FloatVector b0 = a0;
      FloatVector b1 = a0;
      FloatVector b2 = a0;
      FloatVector c0 = a0;
      FloatVector c1 = a0;
      FloatVector c2 = a0;
      FloatVector d0 = a0;
      FloatVector d1 = a0;
      FloatVector d2 = a0;
      float[] rows = panels;
      int at = panel * PANEL * dimension;
      for (int i = 0; i < dimension; i++) {
        FloatVector x0 = FloatVector.fromArray(SPECIES, rows, at);
        FloatVector x1 = FloatVector.fromArray(SPECIES, rows, at + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, rows, at + 2 * LANES);
        at += PANEL;
        FloatVector q = FloatVector.broadcast(SPECIES, a[i]);
        a0 = q.fma(x0, a0);
        a1 = q.fma(x1, a1);
        a2 = q.fma(x2, a2);
        q = FloatVector.broadcast(SPECIES, b[i]);
        b0 = q.fma(x0, b0);
        b1 = q.fma(x1, b1);
        b2 = q.fma(x2, b2);
        q = FloatVector.broadcast(SPECIES, c[i]);
        c0 = q.fma(x0, c0);
        c1 = q.fma(x1, c1);
        c2 = q.fma(x2, c2);
        q = FloatVector.broadcast(SPECIES, d[i]);
        d0 = q.fma(x0, d0);
        d1 = q.fma(x1, d1);
        d2 = q.fma(x2, d2);
      }
      int to = panel * PANEL;
      a0.intoArray(scoresA, to);
      a1.intoArray(scoresA, to + LANES);
      a2.intoArray(scoresA, to + 2 * LANES);
      b0.intoArray(scoresB, to);
      b1.intoArray(scoresB, to + LANES);
      b2.intoArray(scoresB, to + 2 * LANES);
      c0.intoArray(scoresC, to);
      c1.intoArray(scoresC, to + LANES);
      c2.intoArray(scoresC, to + 2 * LANES);
      d0.intoArray(scoresD, to);
      d1.intoArray(scoresD, to + LANES);
      d2.intoArray(scoresD, to + 2 * LANES);
    }

    @Override
    public void close() {}
  }
}
