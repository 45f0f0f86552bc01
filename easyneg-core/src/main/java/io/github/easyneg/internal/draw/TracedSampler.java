package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.NegativeSampler;
import io.github.easyneg.sample.WeightedSampler;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** A user's sampler for one row's draw; what it throws is told with where it happened. */
record TracedSampler(RowView view, WeightedSampler sampler) implements WeightedSampler {

  /** Wraps a sampler, unless it is the library's own: those throw nothing, and are asked often. */
  static NegativeSampler of(RowView view, NegativeSampler sampler) {
    boolean own = sampler.getClass().getPackage() == WeightedSampler.class.getPackage();
    return !own && sampler instanceof WeightedSampler weighted
        ? new TracedSampler(view, weighted)
        : sampler;
  }

  @Override
  public double logWeight(Candidate candidate) {
    try {
      return sampler.logWeight(candidate);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(
          view,
          sampler,
          "must weigh the passage \"" + Excerpt.shown(candidate.passage().text()) + "\"",
          e);
    }
  }

  @Override
  public double logWeightBound(double cosine, double lexicalQuantile, int frequency) {
    try {
      return sampler.logWeightBound(cosine, lexicalQuantile, frequency);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(view, sampler, "must have a bound of its weights", e);
    }
  }

  @Override
  public Iterator<Candidate> draw(List<Candidate> candidates, DrawKey key) {
    return sampler.draw(candidates, key);
  }

  @Override
  public String describe() {
    return sampler.describe();
  }

  /** Returns the error of a sampler that threw. */
  static IllegalStateException failed(
      RowView view, NegativeSampler sampler, String expected, RuntimeException thrown) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "%s: the sampler (%s) %s, but threw %s; fix the sampler, or choose another one.",
            view.name(),
            sampler.describe(),
            expected,
            thrown),
        thrown);
  }
}
