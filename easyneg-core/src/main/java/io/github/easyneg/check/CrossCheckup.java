package io.github.easyneg.check;

import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.Fold;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares rows with each other. Remembers a few numbers of each row; texts are compared by 64 bits
 * of a hash that does not see Unicode form, case and white space.
 */
final class CrossCheckup {
  private final Findings findings;
  private final Map<Long, Place> rows = new HashMap<>();
  private final Map<Long, Asked> questions = new HashMap<>();

  /** A question's first row: its positives and its answers as hashes. */
  private record Asked(Place place, long positive, long answer) {}

  CrossCheckup(Findings findings) {
    this.findings = findings;
  }

  /** Of several texts, in any order. */
  private static long hash(List<String> texts) {
    return texts.stream().mapToLong(Fold::hash).sum();
  }

  void look(Place place, QaRow row) {
    Place twin = rows.putIfAbsent(row.key(), place);
    if (twin != null) {
      findings.add(
          FindingKind.DUPLICATE_ROW,
          place,
          String.format(
              Locale.ROOT,
              "the row is a duplicate of %s; remove one of them.",
              Findings.named(twin, place)));
      return;
    }
    if (!row.hasPositive() || row.question().isBlank()) {
      return;
    }
    Asked now = new Asked(place, hash(row.positiveContexts()), hash(row.answers()));
    Asked before = questions.putIfAbsent(Fold.questionHash(row.question()), now);
    if (before == null) {
      return;
    }
    if (before.positive() != now.positive()) {
      findings.add(
          FindingKind.SAME_QUESTION,
          place,
          String.format(
              Locale.ROOT,
              "the question is that of %s, with another positive; either is a wrong negative for"
                  + " the other row.",
              Findings.named(before.place(), place)));
    } else if (before.answer() != now.answer()) {
      findings.add(
          FindingKind.SAME_QUESTION,
          place,
          String.format(
              Locale.ROOT,
              "the question and the positive are those of %s, with another answer; keep the better"
                  + " one.",
              Findings.named(before.place(), place)));
    }
  }
}
