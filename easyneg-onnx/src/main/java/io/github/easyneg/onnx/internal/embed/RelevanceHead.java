package io.github.easyneg.onnx.internal.embed;

/**
 * Makes of a cross-encoder's logits the probability that a passage is relevant.
 *
 * <p>One logit goes through the sigmoid, also where the model's activation is the identity, as it
 * is for models trained on MS MARCO: their logits have that meaning, and a threshold means the same
 * for every model. Two logits go through the softmax; where the model's activation is the sigmoid,
 * each was trained on its own, and the relevant one's sigmoid counts.
 *
 * @param logits how many there are
 * @param relevant which of them says that the passage is relevant
 */
public record RelevanceHead(int logits, int relevant, boolean softmax) {

  static RelevanceHead one() {
    return new RelevanceHead(1, 0, false);
  }

  static RelevanceHead two(Activation activation, int relevant) {
    return new RelevanceHead(2, relevant, activation == Activation.IDENTITY);
  }

  /** Returns the probability, in [0, 1]; NaN if a logit is not a number. */
  public double probability(float[] values) {
    // Of two, the softmax is the sigmoid of their difference.
    double logit = softmax ? (double) values[relevant] - values[1 - relevant] : values[relevant];
    return logit >= 0
        ? 1 / (1 + StrictMath.exp(-logit))
        : StrictMath.exp(logit) / (1 + StrictMath.exp(logit));
  }
}
