package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import java.util.List;

/**
 * An opinion on how close a passage is to a row, besides cosine and words in common. Its values may
 * have any scale: they are compared within a row only, as quantiles of the row's background.
 *
 * <p>Rules, each tested by {@code SignalContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>A value is finite, and depends on the row and the passage alone.
 *   <li>{@link Prepared} and {@link Opinion} are thread-safe.
 *   <li>A passage is known by its index in the list that was prepared for: the same passages in
 *       another order have the same values.
 *   <li>Name and description are not blank, and do not change.
 * </ol>
 */
public interface Signal {

  /** Returns the name by which reports know the signal. */
  String name();

  /**
   * Returns the name and all settings that the values depend on, for reports and for interrupted
   * runs, which know a signal by it. By default the name alone.
   */
  default String describe() {
    return name();
  }

  /**
   * Prepares for a corpus; called once a run.
   *
   * @param passages the distinct passages; a passage is known by its index here
   */
  Prepared prepare(List<Passage> passages);

  /** A signal that knows the corpus. */
  interface Prepared {
    /** Returns the opinion on all passages from one row's side. */
    Opinion of(QaRow row);
  }

  /** What a signal thinks of each passage, from one row's side. */
  interface Opinion {
    /** Returns how close passage {@code index} is; higher is closer. */
    double value(int index);
  }
}
