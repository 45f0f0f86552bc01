package io.github.easyneg.internal.draw;

import io.github.easyneg.mine.RejectedCandidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rejected candidates of one row that an audit shows: of each guard the first few, because one
 * guard may reject thousands. For one thread.
 */
final class ShownRejections {
  private final List<Drawn.Rejected> shown = new ArrayList<>();
  private final Map<Integer, Integer> ofGuard = new HashMap<>();

  /**
   * Adds a candidate, if its guard has room left.
   *
   * @param guard the guard's place among all
   */
  void add(Seen seen, int guard) {
    if (ofGuard.merge(guard, 1, Integer::sum) <= RejectedCandidate.PER_GUARD) {
      shown.add(new Drawn.Rejected(seen, guard));
    }
  }

  boolean isEmpty() {
    return shown.isEmpty();
  }

  /** Returns those that were kept, in the order in which they were added. */
  List<Drawn.Rejected> all() {
    return List.copyOf(shown);
  }
}
