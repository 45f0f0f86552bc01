package io.github.easyneg.sample;

import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.mine.Candidate;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Takes the candidates with the highest cosine, without any chance; equal cosines by passage id.
 *
 * <p>Immutable; thread-safe.
 */
public final class TopSampler implements NegativeSampler {
  private static final Comparator<Candidate> CLOSEST_FIRST =
      Comparator.comparingDouble(Candidate::cosine)
          .reversed()
          .thenComparing(candidate -> candidate.passage().id());

  /** Makes the sampler; it has no settings. */
  public TopSampler() {}

  @Override
  public Iterator<Candidate> draw(List<Candidate> candidates, DrawKey key) {
    NotNull.check(key, "key");
    return candidates.stream().sorted(CLOSEST_FIRST).iterator();
  }

  @Override
  public String describe() {
    return "top, by cosine";
  }
}
