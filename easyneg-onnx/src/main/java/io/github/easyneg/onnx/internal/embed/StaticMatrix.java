package io.github.easyneg.onnx.internal.embed;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The rows of a static model's tokens. */
final class StaticMatrix {
  private final float[][] rows;
  private final double @Nullable [] weights;
  private final int @Nullable [] mapping;
  private final OptionalInt leftOut;

  private StaticMatrix(
      float[][] rows, double @Nullable [] weights, int @Nullable [] mapping, OptionalInt leftOut) {
    this.rows = rows;
    this.weights = weights;
    this.mapping = mapping;
    this.leftOut = leftOut;
  }

  /**
   * Reads a model's matrix.
   *
   * @throws IllegalArgumentException if it does not fit together, or does not fit into the heap
   */
  static StaticMatrix read(StaticModel model, String tokenizerJson) {
    Safetensors tensors = Safetensors.open(model.matrix());
    float[][] rows = tensors.matrix(model.tensor());
    if (!model.isModel2Vec()) {
      return new StaticMatrix(rows, null, null, OptionalInt.empty());
    }
    double[] weights = tensors.has("weights") ? tensors.vector("weights") : null;
    int[] mapping = tensors.has("mapping") ? mapping(tensors, rows.length) : null;
    return new StaticMatrix(
        rows,
        weights,
        mapping,
        TokenizerJson.unknownToken(tokenizerJson, model.tokenizer().toString()));
  }

  private static int[] mapping(Safetensors tensors, int rows) {
    double[] numbers = tensors.vector("mapping");
    int[] mapping = new int[numbers.length];
    for (int token = 0; token < mapping.length; token++) {
      mapping[token] = (int) numbers[token];
      if (mapping[token] != numbers[token] || mapping[token] < 0 || mapping[token] >= rows) {
        throw new IllegalArgumentException(
            tensors.file()
                + ": 'mapping' sends token "
                + token
                + " to row "
                + numbers[token]
                + "; expected 0.."
                + (rows - 1)
                + ". Download the model's folder again.");
      }
    }
    return mapping;
  }

  /** Whether a token counts: Model2Vec leaves the unknown token out. */
  boolean counts(int token) {
    return leftOut.isEmpty() || leftOut.getAsInt() != token;
  }

  /** Returns how many tokens have a row. */
  int tokens() {
    int tokens = mapping == null ? rows.length : mapping.length;
    return weights == null ? tokens : Math.min(tokens, weights.length);
  }

  /** Adds a token's row, times its weight, to a sum. */
  void addTo(double[] sum, int token) {
    float[] row = rows[mapping == null ? token : mapping[token]];
    double weight = weights == null ? 1 : weights[token];
    for (int i = 0; i < row.length; i++) {
      sum[i] += weight * row[i];
    }
  }
}
