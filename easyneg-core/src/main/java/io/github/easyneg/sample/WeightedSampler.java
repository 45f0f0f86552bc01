package io.github.easyneg.sample;

import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.mine.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

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

  /**
   * {@inheritDoc}
   *
   * <p>Draws all at once by the Gumbel-top-k trick, which has the distribution of successive
   * multinomial draws: sort by log-weight plus Gumbel noise. Efraimidis and Spirakis, "Weighted
   * random sampling with a reservoir", 2006 (https://doi.org/10.1016/j.ipl.2005.11.003); Kool et
   * al., "Stochastic Beams and Where to Find Them", 2019 (https://arxiv.org/abs/1903.06059). A
   * passage's noise is a function of the key and the passage, so that neither order nor threads
   * matter.
   */
  @Override
  default Iterator<Candidate> draw(List<Candidate> candidates, DrawKey key) {
    NotNull.check(candidates, "candidates");
    NotNull.check(key, "key");
    record Keyed(Candidate candidate, double key) {}
    List<Keyed> keyed = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      double weight = logWeight(candidate);
      if (weight > Double.NEGATIVE_INFINITY) {
        double gumbel = -StrictMath.log(-StrictMath.log(key.uniform(candidate.passage())));
        keyed.add(new Keyed(candidate, weight + gumbel));
      }
    }
    keyed.sort(
        Comparator.comparingDouble(Keyed::key)
            .reversed()
            .thenComparing(k -> k.candidate().passage().id()));
    return keyed.stream().map(Keyed::candidate).iterator();
  }
}
