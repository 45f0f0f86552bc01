package io.github.easyneg.mine;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.TextRole;
import java.util.Optional;
import java.util.function.Function;

/**
 * The text by which a row is compared with passages.
 *
 * <p>Where a row has no such text the question stands in: always for {@link #ANSWER} and {@link
 * #POSITIVE} in rows without a positive, whose answer is one stock sentence for all, and for {@link
 * #ANSWER} in rows without an answer.
 *
 * @param name the name by which options and reports know the anchor
 * @param role what the text is embedded as
 * @param text finds the text; empty, or blank, for a row that has none
 */
public record Anchor(String name, TextRole role, Function<QaRow, Optional<String>> text) {

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
