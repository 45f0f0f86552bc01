package io.github.easyneg.mine;

import io.github.easyneg.data.QaRow;

/**
 * A named reason to reject a candidate.
 *
 * <p>Guards see candidates that were already drawn, one at a time; a rejected one is replaced by
 * the next of the draw, exactly as if it had never been in the pool. {@link Guards} has ready ones;
 * for verdicts that cost a model call see {@link BatchGuard}.
 *
 * <p>Rules, each tested by {@code GuardContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>The verdict depends on the row and the candidate alone: not on earlier calls, and not on
 *       the position of the row. A candidate's numbers depend on the corpus, of course.
 *   <li>It is thread-safe.
 *   <li>Name and description are not blank, and do not change.
 * </ol>
 */
public non-sealed interface Guard extends AnyGuard {

  /** Tells whether {@code candidate} must not become a negative of {@code row}. */
  boolean rejects(QaRow row, Candidate candidate);
}
