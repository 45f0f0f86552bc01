package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import java.util.List;

/**
 * A negative that was mined for a row, and why.
 *
 * @param passage the passage
 * @param band the name of the pool that it was drawn from, for example {@code easy}
 * @param cosine of its vector and the anchor's, in [-1, 1]
 * @param cosineQuantile the share of the row's background with a lower cosine, in [0, 1]
 * @param lexicalQuantile the share of the row's background with fewer informative words of the
 *     question, in [0, 1]
 * @param frequency how many contexts of the data set have this text
 * @param probability its share of the pool's weight before any draw, in [0, 1]; the pool's weight
 *     is estimated from 64 passages, or all of the background if the pool has none of those, where
 *     the background is a sample of the corpus. NaN for a sampler that gives no weights, and where
 *     the background has nothing of the pool either
 * @param guards the names of the guards that it passed
 */
public record MinedNegative(
    Passage passage,
    String band,
    double cosine,
    double cosineQuantile,
    double lexicalQuantile,
    int frequency,
    double probability,
    List<String> guards)
    implements Candidate {

  /** Copies the list. */
  public MinedNegative {
    guards = List.copyOf(guards);
  }
}
