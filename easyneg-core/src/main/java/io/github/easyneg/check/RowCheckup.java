package io.github.easyneg.check;

import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.Phrase;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at a row by itself. */
final class RowCheckup {
  private final Findings findings;

  RowCheckup(Findings findings) {
    this.findings = findings;
  }

  void look(Place place, QaRow row) {
    texts(place, row);
    repetitions(place, row.contexts());
    if (row.hasPositive()) {
      answers(place, row);
    } else {
      findings.add(
          FindingKind.NO_POSITIVE,
          place,
          "no context answers the question; every line of this row will be a refusal.");
    }
  }

  private void texts(Place place, QaRow row) {
    empty(place, "question", row.question());
    for (int i = 0; i < row.answers().size(); i++) {
      String field = row.answers().size() == 1 ? "answer" : "answers[" + i + "]";
      empty(place, field, row.answers().get(i));
    }
    for (int i = 0; i < row.contexts().size(); i++) {
      empty(place, "contexts[" + i + "]", row.contexts().get(i));
    }
  }

  private void empty(Place place, String field, String text) {
    if (text.isBlank()) {
      findings.add(
          FindingKind.EMPTY_TEXT, place, field + " is empty; write a text, or remove the row.");
    }
  }

  private static boolean isIn(String context, List<Phrase> answers) {
    return Phrase.anyIsIn(answers, context);
  }

  private void repetitions(Place place, List<String> contexts) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < contexts.size(); i++) {
      Integer before = first.putIfAbsent(contexts.get(i), i);
      if (before != null) {
        findings.add(
            FindingKind.DUPLICATE_CONTEXT,
            place,
            String.format(
                Locale.ROOT,
                "contexts[%d] is a duplicate of contexts[%d]; remove one of them.",
                i,
                before));
      }
    }
  }

  private void answers(Place place, QaRow row) {
    List<Phrase> answers = row.answers().stream().map(Phrase::of).toList();
    int positive = row.positives().get(0);
    boolean inPositive =
        row.positives().stream().anyMatch(p -> isIn(row.contexts().get(p), answers));
    for (int negative : row.hardNegatives()) {
      if (isIn(row.contexts().get(negative), answers)) {
        if (inPositive) {
          findings.add(
              FindingKind.ANSWER_IN_NEGATIVE,
              place,
              String.format(
                  Locale.ROOT,
                  "the answer is in contexts[%d] too, which is not the positive; a model would"
                      + " be taught to refuse it.",
                  negative));
        } else {
          findings.add(
              FindingKind.ANSWER_ELSEWHERE,
              place,
              String.format(
                  Locale.ROOT,
                  "the answer is in contexts[%d] word for word, but not in the positive,"
                      + " contexts[%d]; is the right one named?",
                  negative,
                  positive));
        }
      }
    }
  }
}
