package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.IntSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many passages each guard bars, and how many candidates are left. A look at each barred
 * passage tells; it is taken once for all rows that have the same passages barred, and never where
 * sizes tell. Thread-safe.
 */
final class BarredCounts {
  /** Combinations of several sets that are remembered. */
  private static final int MOST = 1024;

  private final int guards;
  private final int candidates;
  private final Map<List<IntSet>, int[]> known =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  /**
   * Remembers nothing yet.
   *
   * @param guards how many guards the chain has
   * @param candidates how many passages may become negatives
   */
  BarredCounts(int guards, int candidates) {
    this.guards = guards;
    this.candidates = candidates;
  }

  /** Returns how many passages each guard of the chain is the first to bar; a copy. */
  int[] byGuard(Barred barred) {
    if (barred.sets().size() > 1) {
      return remembered(barred).clone();
    }
    int[] counts = new int[guards];
    if (!barred.isEmpty()) {
      counts[barred.guards().get(0)] = barred.sets().get(0).size();
    }
    return counts;
  }

  /**
   * Returns how many candidates are left: exact, or, where many are left of several sets, a few too
   * low. A function of the sets alone.
   */
  int left(Barred barred) {
    long atLeast = candidates - barred.sizeAtMost();
    return atLeast > 0 || barred.sets().size() < 2
        ? (int) atLeast
        : candidates - Arrays.stream(remembered(barred)).sum();
  }

  private synchronized int[] remembered(Barred barred) {
    int[] found = known.get(barred.sets());
    if (found == null) {
      int[] counts = new int[guards];
      barred.forEach((passage, guard) -> counts[guard]++);
      found = counts;
      known.put(barred.sets(), found);
      if (known.size() > MOST) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return found;
  }
}
