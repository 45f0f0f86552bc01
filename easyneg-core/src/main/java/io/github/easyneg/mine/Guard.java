package io.github.easyneg.mine;

import io.github.easyneg.data.QaRow;

/**
 * A named reason to turn a candidate away.
 *
 * <p>Guards see candidates that were already drawn, one at a time; a rejected one is replaced by
 * the next of the draw, exactly as if it had never been in the pool. {@link Guards} has ready ones;
 * for verdicts that cost a model call see {@link BatchGuard}.
 *
 * <p>Rules:
 *
 * <ol>
 *   <li>The verdict depends on the row and the candidate alone.
 *   <li>It may be asked by many threads at a time.
 * </ol>
 */
public interface Guard {

  /** Returns the name under which rejections are counted, for example {@code answer-bearing}. */
  String name();

  /** Tells whether {@code candidate} must not become a negative of {@code row}. */
  boolean rejects(QaRow row, Candidate candidate);
}
