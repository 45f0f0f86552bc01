package io.github.easyneg.format;

import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;

/**
 * For one prompt the reply to prefer and the one to avoid: at the positive the answer before the
 * refusal, at a negative the refusal before the answer.
 *
 * <p>A row without a positive gives none: its answer is a stock refusal too, and a pair of two
 * refusals would teach a model to prefer one wording to another. Nor does a row whose answer is the
 * refusal itself, or that has none.
 */
record Preference(String prompt, String chosen, String rejected, Kind kind) {

  /** What a row must have, for {@link OutputFormat#needs()}. */
  static final String NEEDS = "a positive, and an answer that is not the refusal";

  static List<Preference> of(MinedRow mined, Labels labels) {
    String answer = mined.row().answer().orElse(labels.refusal());
    if (!mined.row().hasPositive() || answer.equals(labels.refusal())) {
      return List.of();
    }
    List<Preference> preferences = new ArrayList<>();
    for (Example e : Example.of(mined, labels)) {
      preferences.add(
          new Preference(
              labels.prompt().apply(e.context(), e.question()),
              e.answer(),
              e.isPositive() ? labels.refusal() : answer,
              e.kind()));
    }
    return preferences;
  }
}
