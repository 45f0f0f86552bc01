package io.github.easyneg.mine;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.text.NotNull;
import java.util.Optional;
import java.util.function.Function;

/**
 * The text by which a row is compared with passages; or, with {@link #skewed}, two of them.
 *
 * <p>Where a row has no such text the question stands in: always for {@link #ANSWER} and {@link
 * #POSITIVE} in rows without a positive, whose answer is one stock sentence for all, and for {@link
 * #ANSWER} in rows without an answer.
 *
 * @param name the name by which options and reports know the anchor
 * @param role what the text is embedded as
 * @param text finds the text; empty, or blank, for a row that has none
 * @param answerShare how much of the answer's vector is subtracted from the text's, 0 or more
 */
public record Anchor(
    String name, TextRole role, Function<QaRow, Optional<String>> text, double answerShare) {

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if {@code answerShare} is negative or not finite
   */
  public Anchor {
    NotNull.check(name, "name");
    NotNull.check(role, "role");
    NotNull.check(text, "text");
    if (!(answerShare >= 0 && Double.isFinite(answerShare))) {
      throw new IllegalArgumentException(
          "the anchor '" + name + "' subtracts " + answerShare + " of the answer; use 0 or more.");
    }
  }

  /** Makes an anchor of one text, from which nothing is subtracted. */
  public Anchor(String name, TextRole role, Function<QaRow, Optional<String>> text) {
    this(name, role, text, 0);
  }

  /**
   * Returns the question, away from the answer: the direction of E(question) - share · E(answer),
   * where E are vectors of length one. What is close to it is about the question and not about its
   * answer; "answer-skewed retrieval" in Amiraz et al., "The Distracting Effect: Understanding
   * Irrelevant Passages in RAG", 2025 (https://arxiv.org/abs/2505.06914). The question alone in
   * rows without a positive or an answer.
   *
   * @param share 0 or more; 0 is {@link #QUESTION} under another name
   * @throws IllegalArgumentException if {@code share} is negative or not finite
   */
  public static Anchor skewed(double share) {
    return new Anchor("skewed:" + share, TextRole.QUERY, row -> Optional.of(row.question()), share);
  }

  /** Returns what is subtracted from the text: the answer, if the row has one. */
  public Optional<String> subtracted(QaRow row) {
    NotNull.check(row, "row");
    return answerShare > 0 ? ANSWER.own(row) : Optional.empty();
  }

  /** The answer, the first where there are several. The default, as the method prescribes. */
  public static final Anchor ANSWER =
      new Anchor(
          "answer", TextRole.QUERY, row -> row.hasPositive() ? row.answer() : Optional.empty());

  /** The question. */
  public static final Anchor QUESTION =
      new Anchor("question", TextRole.QUERY, row -> Optional.of(row.question()));

  /** The passage that answers the question, the first where there are several. */
  public static final Anchor POSITIVE =
      new Anchor("positive", TextRole.PASSAGE, QaRow::positiveContext);

  /** Returns the anchor's text in {@code row}, or the question where there is none. */
  public String textOf(QaRow row) {
    return own(row).orElse(row.question());
  }

  /** Tells whether {@code row} has such a text, so that the question need not stand in for it. */
  public boolean isIn(QaRow row) {
    return own(row).isPresent();
  }

  /** Returns the role of {@link #textOf}. */
  public TextRole roleIn(QaRow row) {
    return own(row).isPresent() ? role : TextRole.QUERY;
  }

  private Optional<String> own(QaRow row) {
    return text.apply(row).filter(t -> !t.isBlank());
  }
}
