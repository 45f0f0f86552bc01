package io.github.easyneg.onnx.internal.distill;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The principal components of many short vectors, exact, and bit for bit the same on any number of
 * threads.
 *
 * <p>The eigenvectors of the covariance are found by one-sided Jacobi rotations of its rows
 * (Hestenes, "Inversion of Matrices by Biorthogonalization and Related Results", 1958; Demmel and
 * Veselić, "Jacobi's Method is More Accurate than QR", 1992): once all rows are orthogonal to each
 * other, each is an eigenvector times its eigenvalue. It costs more arithmetic than tridiagonal QR,
 * seconds for the 384 or 768 dimensions of sentence models, but is short enough to be seen to be
 * right, works on rows alone, and needs no library.
 *
 * <p>A component's sign is arbitrary; here its largest number is positive, the first one where
 * several are.
 */
final class PrincipalComponents {
  private static final int MOST_SWEEPS = 60;

  /** Rows whose cosine is below this are orthogonal. */
  private static final double ORTHOGONAL = 1e-14;

  private final double[] mean;
  private final double[][] components;

  private PrincipalComponents(double[] mean, double[][] components) {
    this.mean = mean;
    this.components = components;
  }

  /**
   * Finds them.
   *
   * @param vectors of equal length; null ones are skipped
   * @param count how many components, at most the vectors' length
   */
  static PrincipalComponents of(float[][] vectors, int count) {
    float[][] known = Arrays.stream(vectors).filter(v -> v != null).toArray(float[][]::new);
    int length = known[0].length;
    double[] mean = new double[length];
    for (float[] vector : known) {
      for (int i = 0; i < length; i++) {
        mean[i] += vector[i];
      }
    }
    for (int i = 0; i < length; i++) {
      mean[i] /= known.length;
    }
    double[][] rows = covariance(known, mean);
    orthogonalise(rows);
    double[] norms = Arrays.stream(rows).mapToDouble(row -> Math.sqrt(dot(row, row))).toArray();
    int[] order =
        IntStream.range(0, length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> norms[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] components = new double[count][];
    for (int c = 0; c < count; c++) {
      components[c] = unit(rows[order[c]], norms[order[c]]);
    }
    return new PrincipalComponents(mean, components);
  }

  /** Each row is summed by one thread, over the vectors in their order. */
  private static double[][] covariance(float[][] vectors, double[] mean) {
    int length = mean.length;
    double[][] covariance = new double[length][length];
    IntStream.range(0, length)
        .parallel()
        .forEach(
            i -> {
              double[] row = covariance[i];
              for (float[] vector : vectors) {
                double own = vector[i] - mean[i];
                for (int j = 0; j < length; j++) {
                  row[j] += own * (vector[j] - mean[j]);
                }
              }
              for (int j = 0; j < length; j++) {
                row[j] /= Math.max(1, vectors.length - 1);
              }
            });
    return covariance;
  }

  private static void orthogonalise(double[][] rows) {
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      boolean rotated = false;
      for (int p = 0; p < rows.length - 1; p++) {
        for (int q = p + 1; q < rows.length; q++) {
          rotated |= rotate(rows[p], rows[q]);
        }
      }
      if (!rotated) {
        return;
      }
    }
  }

  /** Makes two rows orthogonal; returns whether they were not. */
  private static boolean rotate(double[] p, double[] q) {
    double pp = dot(p, p);
    double qq = dot(q, q);
    double pq = dot(p, q);
    if (Math.abs(pq) <= ORTHOGONAL * Math.sqrt(pp) * Math.sqrt(qq) || pq == 0) {
      return false;
    }
    double zeta = (qq - pp) / (2 * pq);
    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    double sine = cosine * tangent;
    for (int i = 0; i < p.length; i++) {
      double old = p[i];
      p[i] = cosine * old - sine * q[i];
      q[i] = sine * old + cosine * q[i];
    }
    return true;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** There is no variance along a zero row: its component is zero. */
  private static double[] unit(double[] row, double norm) {
    int largest = 0;
    for (int i = 1; i < row.length; i++) {
      largest = Math.abs(row[i]) > Math.abs(row[largest]) ? i : largest;
    }
    double scale = norm == 0 ? 0 : Math.copySign(1 / norm, row[largest]);
    double[] unit = new double[row.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = scale * row[i];
    }
    return unit;
  }

  /** Returns a vector's numbers along the components. */
  double[] project(float[] vector) {
    double[] projected = new double[components.length];
    for (int c = 0; c < projected.length; c++) {
      double sum = 0;
      for (int i = 0; i < vector.length; i++) {
        sum += (vector[i] - mean[i]) * components[c][i];
      }
      projected[c] = sum;
    }
    return projected;
  }
}
