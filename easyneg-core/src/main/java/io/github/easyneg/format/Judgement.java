package io.github.easyneg.format;

import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.List;

/**
 * A prompt, a reply, and whether the reply is wanted: two for each context, the wanted one first.
 *
 * <p>A row without a positive, or whose answer is the refusal itself, gives the wanted ones alone:
 * its answer is a refusal as well, and must not be taught as unwanted.
 */
record Judgement(String prompt, String completion, boolean wanted, Kind kind) {

  static List<Judgement> of(MinedRow mined, Labels labels) {
    String answer = mined.row().answer().orElse(labels.refusal());
    boolean both = mined.row().hasPositive() && !answer.equals(labels.refusal());
    List<Judgement> judgements = new ArrayList<>();
    for (Example e : Example.of(mined, labels)) {
      String prompt = labels.prompt().apply(e.context(), e.question());
      judgements.add(new Judgement(prompt, e.answer(), true, e.kind()));
      if (both) {
        String unwanted = e.isPositive() ? labels.refusal() : answer;
        judgements.add(new Judgement(prompt, unwanted, false, Kind.OTHER));
      }
    }
    return judgements;
  }
}
