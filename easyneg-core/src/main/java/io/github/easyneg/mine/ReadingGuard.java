package io.github.easyneg.mine;

import java.util.OptionalDouble;

/**
 * A batch guard that reads a passage with the question in mind, and so measures how much the
 * passages that it lets pass distract: their distracting effect, 1 - P(no answer | question,
 * passage), after Amiraz, Cuconasu, Filice and Karnin, "The Distracting Effect: Understanding
 * Irrelevant Passages in RAG" (2025), <a href="https://arxiv.org/abs/2505.06914">arXiv
 * 2505.06914</a>. It is in the audit, next to each negative, and as quantiles in the report.
 *
 * <p>Of several such guards in a recipe, the first one's measure counts.
 *
 * <p>Rules, after those of a {@link BatchGuard}, each tested by {@code ReadingGuardContract} in
 * easyneg-testkit:
 *
 * <ol start="4">
 *   <li>An effect is in [0, 1], or there is none.
 *   <li>It depends on the pair alone.
 * </ol>
 */
public interface ReadingGuard extends BatchGuard {

  /**
   * Returns the distracting effect of a passage for a row's question: in [0, 1], 0 for a passage in
   * which there is surely no answer; or nothing where there is none to be had, as for a blank
   * question. Asked once, soon after {@link #rejects} let the pair pass; like a verdict it depends
   * on the pair alone.
   */
  OptionalDouble distracting(Pair pair);
}
