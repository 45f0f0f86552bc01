package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import java.util.List;

/**
 * A guard that knows passages that answer a question, be they drawn or not, such as {@link
 * Marks#guard()}. {@link io.github.easyneg.EasyNegatives#relabelledTo} writes them as positives.
 *
 * <p>Rules, each tested by {@code KnownAnswersContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>A question has the same passages, in the same order, whenever it is asked about.
 *   <li>No passage comes twice.
 *   <li>A question that is not known has none.
 *   <li>It is thread-safe.
 * </ol>
 */
public interface KnownAnswers {

  /**
   * Returns the passages that answer a question, always in the same order; none if it knows none.
   */
  List<Passage> answersTo(String question);
}
