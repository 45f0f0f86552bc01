package io.github.easyneg.onnx.internal.distill;

/**
 * Weights of tokens by their frequency, which is not known but estimated: vocabularies are in order
 * of frequency, so that Zipf's law says how frequent the token at a rank is. A weight is then
 * {@code a / (a + p)}: Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence
 * Embeddings", 2017, <a href="https://openreview.net/forum?id=SyK00v5xx">ICLR</a>.
 */
final class Frequencies {
  private Frequencies() {}

  /**
   * Returns a weight for each token, the most frequent first.
   *
   * @param a the smoothing; lower values give frequent tokens less weight
   */
  static double[] weights(int tokens, double a) {
    // As Model2Vec, which counts ranks from 2.
    double sum = 0;
    for (int i = 0; i < tokens; i++) {
      sum += 1.0 / (i + 2);
    }
    double[] weights = new double[tokens];
    for (int i = 0; i < tokens; i++) {
      double probability = 1.0 / (i + 2) / sum;
      weights[i] = a / (a + probability);
    }
    return weights;
  }
}
