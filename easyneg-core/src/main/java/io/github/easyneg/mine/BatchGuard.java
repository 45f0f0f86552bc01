package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.NotNull;
import java.util.BitSet;
import java.util.List;

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
   * Returns what a run's report is to say of this guard's work, one sentence each: what was asked,
   * what that took, what could not be judged. None by default. Asked once, at the end of a run.
   */
  default List<String> notes() {
    return List.of();
  }
}
