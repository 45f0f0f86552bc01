package io.github.easyneg.format;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One context with what a model is to say about it: the row's first answer where the context is a
 * positive or repeats one word for word, the refusal otherwise.
 *
 * <p>A row with a positive and without an answer gives none: there is nothing to say about its
 * positive, and its refusals alone would teach to refuse.
 */
record Example(String context, String question, String answer, Kind kind) {

  /** What a row must have, for {@link OutputFormat#needs()}. */
  static final String NEEDS = "an answer, if it has a positive";

  /**
   * Returns an example for each context of the row that is written, in order, then one for each
   * mined negative.
   */
  static List<Example> of(MinedRow mined, Labels labels) {
    QaRow row = mined.row();
    if (row.hasPositive() && row.answers().isEmpty()) {
      return List.of();
    }
    String answer = row.answer().orElse(labels.refusal());
    List<Example> examples = new ArrayList<>(row.contexts().size() + mined.negatives().size());
    Set<Integer> hardNegatives = Set.copyOf(mined.ownNegatives());
    for (int i : mined.contexts()) {
      String context = row.contexts().get(i);
      examples.add(
          hardNegatives.contains(i)
              ? new Example(context, row.question(), labels.refusal(), Kind.REFUSAL)
              : new Example(context, row.question(), answer, Kind.ANSWER));
    }
    for (MinedNegative negative : mined.negatives()) {
      examples.add(
          new Example(negative.passage().text(), row.question(), labels.refusal(), Kind.REFUSAL));
    }
    return examples;
  }

  /** Returns context and question as one prompt. */
  String prompt(Labels labels) {
    return labels.prompt().apply(context, question);
  }

  boolean isPositive() {
    return kind == Kind.ANSWER;
  }
}
