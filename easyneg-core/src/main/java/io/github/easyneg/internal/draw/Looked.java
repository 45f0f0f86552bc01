package io.github.easyneg.internal.draw;

import io.github.easyneg.mine.Candidate;

/** A candidate as the engine makes it: for a moment, or one that lasts. */
sealed interface Looked extends Candidate permits Look, Seen {

  /** Returns the passage's number. */
  int number();

  /** Returns what the user's signals add to the passage's log-weight. */
  double signalWeight();
}
