package io.github.easyneg.mine;

/** What to do with a row for which fewer negatives can be had than were asked for. */
public enum Shortage {
  /** Keep what there is; the row is counted and the reason given. The default. */
  KEEP,
  /** Write nothing of the row; it is counted and the reason given. */
  SKIP_ROW,
  /**
   * Widen the pool step by step, first away from the anchor and then towards it, until there are
   * enough: the lower ends halve, then fall to nothing; then the upper ends open halfway, then
   * wholly. A pool by rank doubles its last rank, up to four times. What is still missing after the
   * last step is counted as under {@link #KEEP}; negatives from a widened pool carry {@code +1} to
   * {@code +4} after their pool's name.
   */
  WIDEN,
  /** Stop with an error that names the row; nothing is written. */
  FAIL
}
