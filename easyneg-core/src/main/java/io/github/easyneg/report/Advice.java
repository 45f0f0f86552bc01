package io.github.easyneg.report;

import io.github.easyneg.internal.text.Counted;
import io.github.easyneg.mine.MinedRow.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What in a report asks for another setting, and which: a line each, the call and the option. */
final class Advice {
  /** A guard that rejects more than this share of what is drawn decides what is drawn. */
  private static final double GUARD = 0.1;

  /** With fewer drawn candidates a share says nothing. */
  private static final long DRAWN = 50;

  private static final double SHORT = 0.05;
  private static final double REFUSALS = 0.8;

  /** A passage that is used so often is looked at at all. */
  private static final long USES = 10;

  private final MiningReport report;
  private final List<String> lines = new ArrayList<>();

  private Advice(MiningReport report) {
    this.report = report;
  }

  static List<String> of(MiningReport report) {
    Advice advice = new Advice(report);
    advice.guards();
    advice.reuse();
    advice.shortRows();
    advice.refusals();
    return List.copyOf(advice.lines);
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  private void guards() {
    long drawn = report.negatives().mined();
    for (long count : report.rejected().values()) {
      drawn += count;
    }
    for (long count : report.withoutVerdict().values()) {
      drawn += count;
    }
    for (Map.Entry<String, Long> guard : report.rejected().entrySet()) {
      if (drawn >= DRAWN && guard.getValue() > GUARD * drawn) {
        add(
            "the guard '%s' rejected %,d of %,d drawn candidates (%.0f %%); %s",
            guard.getKey(),
            guard.getValue(),
            drawn,
            100.0 * guard.getValue() / drawn,
            cure(guard.getKey()));
      }
    }
  }

  private static String cure(String guard) {
    return switch (guard) {
      case "own-context" ->
          "each row brings a large part of all passages: mine from more data, or take them out of"
              + " the rows.";
      case "answers-same-question" ->
          "many rows ask the same: make their questions say what they are about.";
      case "near-duplicate" ->
          "if the texts are alike by their frame alone, set it higher:"
              + " rejecting(nearDuplicates(0.95)) or --guard near-duplicate:0.95.";
      case "containment" ->
          "if the passages do not really repeat each other, set it higher:"
              + " rejecting(containment(0.8)) or --guard containment:0.8.";
      case "question-words" ->
          "if rows without a positive are to get passages that may answer them, set it higher:"
              + " rejecting(questionWords(0.99)) or --guard question-words:0.99.";
      case "answer-bearing" ->
          "if answers are words that occur in many passages, let more of them pass:"
              + " rejecting(answerBearing(0.1)) or --guard answer-bearing:0.1.";
      default ->
          "take a pool that it agrees with better, candidates(..) or --pool, or take it out:"
              + String.format(
                  Locale.ROOT,
                  " withoutGuards(\"%1$s\") or, if it is on by default, --no-guard %1$s.",
                  guard);
    };
  }

  /** Uses by chance are Poisson; 3 times what is seldom exceeded by chance is far above it. */
  private void reuse() {
    double mean =
        (double) report.negatives().mined() / Math.max(1, report.rows().distinctPassages());
    long most = report.reuse().max();
    if (most > USES && most > 3 * (mean + 3 * Math.sqrt(mean) + 1)) {
      long limit = Math.max(2, (long) Math.ceil(2 * mean));
      add(
          "one passage is a negative of %s, %.1f times the mean; limit it: maxReuse(%d) or"
              + " --max-reuse %3$d.",
          Counted.of(most, "row", "rows"), most / mean, limit);
    }
  }

  private void shortRows() {
    long rows = report.negatives().shortRowCount();
    if (rows > SHORT * report.rows().read()) {
      Reason reason =
          report.negatives().shortRows().entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .orElseThrow()
              .getKey();
      String cure =
          switch (reason) {
            case POOL_TOO_SMALL, REJECTED_BY_GUARDS ->
                "take a wider pool, candidates(..) or --pool, let pools widen, whenShort(WIDEN) or"
                    + " --when-short widen, or mine from more data";
            case REUSED_TOO_OFTEN -> "raise maxReuse(..) or --max-reuse";
            case NO_VECTOR -> "take a model that knows the language of the rows";
          };
      add(
          "%s of %,d are short, mostly because %s; %s.",
          Counted.of(rows, "row", "rows"), report.rows().read(), reason.words(), cure);
    }
  }

  private void refusals() {
    double share = report.lines().refusalShare();
    if (share < REFUSALS || report.lines().answers() == 0) {
      return;
    }
    // In a format of one line a row, own negatives are not what refuses.
    boolean lineEach = report.lines().refusals() > report.negatives().mined();
    if (lineEach && report.lines().ownNegatives() > report.negatives().mined()) {
      add(
          "%.0f %% of the lines are refusals, most of them for the rows' own negatives; if a model"
              + " trained on them refuses what it should answer, leave those out, ownNegatives(0)"
              + " or --own-negatives 0, and compare: small readers then answered more than eight in"
              + " ten of the questions that they should, in place of fewer than six, but also more"
              + " that they should not.",
          100 * share);
    } else {
      add(
          "%.0f %% of the lines are refusals; if a model trained on them refuses what it should"
              + " answer, leave a few out, refusalRatio(0.75) or --refusal-ratio 0.75, and compare:"
              + " at 0.5 small readers were worse.",
          100 * share);
    }
  }
}
