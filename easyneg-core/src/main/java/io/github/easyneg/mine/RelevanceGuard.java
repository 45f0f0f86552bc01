package io.github.easyneg.mine;

import java.util.List;

/**
 * A guard that asks a cross-encoder how well a passage answers the row's question. A run that
 * writes scores asks it about the row's own contexts as well, so that positives and negatives are
 * scored by one model.
 *
 * <p>Rules, after those of an {@link AnswerGuard}, each tested by {@code RelevanceGuardContract} in
 * easyneg-testkit:
 *
 * <ol start="6">
 *   <li>Each pair has one finite score, in its place in the list.
 *   <li>A score depends on the pair alone.
 * </ol>
 */
public interface RelevanceGuard extends AnswerGuard {

  /**
   * Returns a score for each pair, on the model's own scale, higher for better. A pair's score
   * depends on the pair alone. Asked by one thread at a time.
   *
   * @throws GuardException if there is no score to be had
   */
  List<Double> relevances(List<Pair> pairs);
}
