package io.github.easyneg.sample;

import io.github.easyneg.mine.Candidate;

/**
 * A sampler whose draws are multinomial, without replacement, with a weight for each candidate.
 *
 * <p>Because a weight depends on its candidate alone, and has a bound, negatives can be drawn by
 * proposing passages at random and accepting each with the right probability: the same distribution
 * at a cost that does not grow with the corpus.
 */
public interface WeightedSampler extends NegativeSampler {

  /**
   * Returns the natural logarithm of the candidate's weight, up to a constant; {@code -Infinity}
   * for one that must never be drawn. Never NaN.
   */
  double logWeight(Candidate candidate);

  /**
   * Returns an upper bound of {@link #logWeight} over all candidates whose cosine, lexical quantile
   * and frequency are at most those given. The closer, the faster.
   */
  double logWeightBound(double cosine, double lexicalQuantile, int frequency);
}
