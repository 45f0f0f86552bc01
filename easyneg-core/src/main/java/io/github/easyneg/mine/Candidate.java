package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;

/**
 * A passage as it looks to one row.
 *
 * <p>A candidate that is handed to a guard or a sampler may be valid during that call only; {@link
 * MinedNegative} is the one to keep.
 */
public interface Candidate {

  /** Returns the passage. */
  Passage passage();

  /** Returns the cosine of the passage's and the (first) anchor's vectors, in [-1, 1]. */
  double cosine();

  /**
   * Returns the share of the row's background whose cosine is lower, ties counted half, in [0, 1].
   */
  double cosineQuantile();

  /**
   * Returns the share of the row's background that has less in common with the question, weighted
   * word by weighted word, ties counted half, in [0, 1].
   */
  double lexicalQuantile();

  /** Returns how many contexts of the data set have this text, at least 1. */
  int frequency();
}
