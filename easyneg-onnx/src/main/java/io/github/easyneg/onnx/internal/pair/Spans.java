package io.github.easyneg.onnx.internal.pair;

/**
 * The probability that a reader finds an answer in a window, from its start and end logits.
 *
 * <p>A reader trained on SQuAD 2.0 points at its first token where there is no answer: the null
 * score is {@code start[0] + end[0]}, a span's score {@code start[i] + end[j]} (Devlin, Chang, Lee
 * and Toutanova, "BERT: Pre-training of Deep Bidirectional Transformers for Language
 * Understanding", 2019, section 4.3, <a href="https://arxiv.org/abs/1810.04805">arXiv
 * 1810.04805</a>; Rajpurkar, Jia and Liang, "Know What You Don't Know", 2018, <a
 * href="https://arxiv.org/abs/1806.03822">arXiv 1806.03822</a>). The softmax over the null and all
 * spans that could be an answer, those that lie in the passage, end no earlier than they begin and
 * are not too long, makes probabilities of the scores; P(no answer) is the null's.
 */
public final class Spans {
  private Spans() {}

  /**
   * Returns 1 - P(no answer), in [0, 1]; NaN if a logit is not a number.
   *
   * @param starts a logit for each token, of which the first represents no answer
   * @param ends the same for the answer's last token
   * @param from the first token of the passage
   * @param to the one after its last
   * @param longest the maximum number of tokens of an answer
   */
  public static double answered(float[] starts, float[] ends, int from, int to, int longest) {
    double none = (double) starts[0] + ends[0];
    double highest = none;
    for (int i = from; i < to; i++) {
      for (int j = i; j < Math.min(to, i + longest); j++) {
        highest = Math.max(highest, (double) starts[i] + ends[j]);
      }
    }
    // StrictMath gives the same bits on every machine.
    double ofNone = StrictMath.exp(none - highest);
    double ofSpans = 0;
    for (int i = from; i < to; i++) {
      for (int j = i; j < Math.min(to, i + longest); j++) {
        ofSpans += StrictMath.exp((double) starts[i] + ends[j] - highest);
      }
    }
    return ofSpans / (ofNone + ofSpans);
  }
}
