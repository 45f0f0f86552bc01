package io.github.easyneg.onnx.internal.distill;

import io.github.easyneg.onnx.internal.embed.TokenVectors;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A static model's matrix, made of the vectors of all tokens.
 *
 * @param rows a row for each token's number, without its weight
 * @param weights a weight for each, or an empty array where all are 1
 * @param reduced whether the rows are principal components
 */
@SuppressWarnings("ArrayRecordComponent") // made and read once, never compared
public record Distillation(double[][] rows, double[] weights, boolean reduced) {
  /** Unused entries of a vocabulary, as BERT's has; Model2Vec leaves them out, too. */
  private static final Pattern UNUSED = Pattern.compile("\\[unused\\d+\\].*");

  /**
   * Distils.
   *
   * @param dimensions the maximum length of a row
   * @param smoothing of weights by frequency, or empty for equal weights
   */
  public static Distillation of(TokenVectors tokens, int dimensions, OptionalDouble smoothing) {
    int count = tokens.vectors().length;
    float[][] kept = new float[count][];
    int used = 0;
    for (int token = 0; token < count; token++) {
      String name = tokens.tokens().get(token);
      if (name != null && !UNUSED.matcher(name).matches()) {
        kept[token] = tokens.vectors()[token];
        used++;
      }
    }
    int length = tokens.vectors()[0].length;
    int columns = Math.min(dimensions, length);
    boolean reduced = used > columns;
    double[][] rows = reduced ? components(kept, columns) : plain(kept, length);
    return new Distillation(rows, weights(kept, used, smoothing), reduced);
  }

  private static double[][] components(float[][] kept, int columns) {
    PrincipalComponents components = PrincipalComponents.of(kept, columns);
    return IntStream.range(0, kept.length)
        .parallel()
        .mapToObj(
            token -> kept[token] == null ? new double[columns] : components.project(kept[token]))
        .toArray(double[][]::new);
  }

  private static double[][] plain(float[][] kept, int length) {
    double[][] rows = new double[kept.length][length];
    for (int token = 0; token < kept.length; token++) {
      for (int i = 0; kept[token] != null && i < length; i++) {
        rows[token][i] = kept[token][i];
      }
    }
    return rows;
  }

  /** Tokens that are kept are ranked in the order of their numbers. */
  private static double[] weights(float[][] kept, int used, OptionalDouble smoothing) {
    if (smoothing.isEmpty()) {
      return new double[0];
    }
    double[] byRank = Frequencies.weights(used, smoothing.getAsDouble());
    double[] weights = new double[kept.length];
    int rank = 0;
    for (int token = 0; token < kept.length; token++) {
      weights[token] = kept[token] == null ? 0 : byRank[rank++];
    }
    return weights;
  }

  /** Returns the length of a row. */
  public int dimension() {
    return rows[0].length;
  }
}
