package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.NotNull;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * A guard that is expensive to ask, such as a cross-encoder or a chat model: it sees only
 * candidates that were drawn and passed every {@link Guard}, many at a time, and each pair once.
 *
 * <p>Rules, each tested by {@code BatchGuardContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>The verdict on a pair depends on the pair alone, not on the pairs next to it.
 *   <li>Bit {@code i} is for pair {@code i}; no bit beyond the last pair is on, and the list stays
 *       as it was. Nothing is asked of an empty list.
 *   <li>Name and description are not blank, and do not change. It is asked by one thread at a time.
 * </ol>
 */
public non-sealed interface BatchGuard extends AnyGuard {

  /**
   * A row and a passage drawn for it.
   *
   * @param row the row
   * @param passage the candidate
   */
  record Pair(QaRow row, Passage passage) {

    /** Refuses null. */
    public Pair {
      NotNull.check(passage, "passage");
      NotNull.check(row, "row");
    }
  }

  /**
   * Judges pairs.
   *
   * @return a set with bit {@code i} on if {@code pairs.get(i).passage()} must not become a
   *     negative
   * @throws GuardException if there is no verdict to be had
   */
  BitSet rejects(List<Pair> pairs);

  /**
   * Judges pairs as {@link #rejects(List)} does, but asks for no verdict that the memory holds, and
   * keeps there each one as soon as it is had. A run calls this one; by default nothing is kept.
   *
   * @throws GuardException if there is no verdict to be had
   */
  default BitSet rejects(List<Pair> pairs, VerdictMemory memory) {
    NotNull.check(pairs, "pairs");
    NotNull.check(memory, "memory");
    return rejects(pairs);
  }

  /**
   * Tells whether a pair that was rejected was so for lack of a verdict, such as a reply of a model
   * that cannot be read. It becomes no negative, but is counted as {@link
   * io.github.easyneg.report.MiningReport#withoutVerdict}, and not as rejected. False by default.
   */
  default boolean undecided(Pair pair) {
    NotNull.check(pair, "pair");
    return false;
  }

  /**
   * Returns what this guard did since it was made, by name in plain words, such as {@code calls} or
   * {@code input tokens}. No count ever falls, and the names do not change. A run asks at its
   * beginning and its end, and reports the difference as {@link
   * io.github.easyneg.report.MiningReport#guardCounts}. None by default.
   */
  default Map<String, Long> counts() {
    return Map.of();
  }
}
