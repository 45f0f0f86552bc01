package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.text.NotNull;

/**
 * A candidate that was drawn for a row and rejected by a guard. Of each guard a row keeps the first
 * {@value #PER_GUARD}, so that a row has room for all of them.
 *
 * @param passage the passage
 * @param guard the name of the guard
 * @param cosine of its vector and the first anchor's, in [-1, 1]
 * @param cosineQuantile the share of the background with a lower cosine, in [0, 1]
 * @param lexicalQuantile the share of the background with less in common with the question, in [0,
 *     1]
 */
public record RejectedCandidate(
    Passage passage, String guard, double cosine, double cosineQuantile, double lexicalQuantile) {

  /** Refuses null. */
  public RejectedCandidate {
    NotNull.check(guard, "guard");
    NotNull.check(passage, "passage");
  }

  /** How many rejected candidates of each guard a row keeps. */
  public static final int PER_GUARD = 3;
}
