package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import java.util.List;

/**
 * A guard that knows passages that answer a question, be they drawn or not, such as {@link
 * Marks#guard()}. {@link io.github.easyneg.EasyNegatives#relabelledTo} writes them as positives.
 */
public interface KnownAnswers {

  /**
   * Returns the passages that answer a question, always in the same order; none if it knows none.
   */
  List<Passage> answersTo(String question);
}
