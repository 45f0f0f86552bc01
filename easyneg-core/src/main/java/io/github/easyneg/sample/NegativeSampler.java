package io.github.easyneg.sample;

import io.github.easyneg.mine.Candidate;
import java.util.Iterator;
import java.util.List;

/**
 * Chooses negatives among a row's candidates.
 *
 * <p>A sampler puts candidates into the order in which they are drawn; the engine walks that order,
 * asks the guards, and stops at K. So a guard's rejection is replaced by the next draw, and K = 3
 * begins with what K = 2 gives.
 *
 * <p>Rules, each tested by {@code NegativeSamplerContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>The order is a function of the key and of the <em>set</em> of candidates: not of the order
 *       of the list, of the thread, or of earlier calls.
 *   <li>Each candidate comes at most once; one that must never be drawn does not come.
 *   <li>{@link #draw} is thread-safe.
 *   <li>It hands back the very objects that it was given: candidates are not copied, wrapped, or
 *       kept from one call to the next. The engine ends the run otherwise.
 * </ol>
 *
 * <p>A sampler that gives each candidate a weight should implement {@link WeightedSampler}: mining
 * then need not look at every candidate.
 */
public interface NegativeSampler {

  /**
   * Returns the candidates in the order of their draw.
   *
   * @param candidates the pool of one row, distinct passages in no particular order
   * @param key the source of all chance for this row
   * @return some or all of the objects in {@code candidates}, each at most once
   */
  Iterator<Candidate> draw(List<Candidate> candidates, DrawKey key);

  /** Returns the settings in words, for {@code describe()} and reports. */
  String describe();
}
