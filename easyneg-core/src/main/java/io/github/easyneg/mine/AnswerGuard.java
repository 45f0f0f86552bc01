package io.github.easyneg.mine;

import io.github.easyneg.internal.text.NotNull;
import java.util.OptionalDouble;

/**
 * A guard that asks a model whether a passage answers the row's question, and rejects those that
 * do. What it rejects is a positive that the data set did not know of: {@link
 * io.github.easyneg.EasyNegatives#relabelledTo} writes it as one.
 *
 * <p>Rules, after those of a {@link BatchGuard}, each tested by {@code AnswerGuardContract} in
 * easyneg-testkit:
 *
 * <ol start="4">
 *   <li>Whether a rejected passage answers depends on the pair alone.
 *   <li>A score is finite, or there is none, and depends on the pair alone.
 * </ol>
 */
public interface AnswerGuard extends BatchGuard {

  /**
   * Tells whether the verdict on a pair that was rejected is that the passage answers the question;
   * false where it was rejected for another reason, such as an answer of the model that cannot be
   * read. True by default.
   */
  default boolean answers(Pair pair) {
    NotNull.check(pair, "pair");
    return true;
  }

  /**
   * Returns the score that the verdict on a pair rests on, on the model's own scale, higher for
   * better; empty, the default, where the model gives a verdict alone. Asked of pairs that {@link
   * #rejects} was asked about.
   */
  default OptionalDouble score(Pair pair) {
    NotNull.check(pair, "pair");
    return OptionalDouble.empty();
  }
}
