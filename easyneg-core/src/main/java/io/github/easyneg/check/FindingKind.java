package io.github.easyneg.check;

/** What a {@link DatasetCheck} looks for. */
public enum FindingKind {
  /** A row is invalid, or a file cannot be read to its end. */
  UNREADABLE(Severity.ERROR, "rows that cannot be read"),
  /** A question, an answer or a context is blank. */
  EMPTY_TEXT(Severity.ERROR, "empty texts"),
  /** A row is the same as an earlier one. */
  DUPLICATE_ROW(Severity.WARNING, "duplicate rows"),
  /** A question is that of an earlier row, with another positive or another answer. */
  SAME_QUESTION(Severity.WARNING, "same question, another positive or answer"),
  /** A context is the same as an earlier one of its row. */
  DUPLICATE_CONTEXT(Severity.WARNING, "duplicate contexts in a row"),
  /** A passage shares four fifths of its words, or more, with an earlier one. */
  NEAR_DUPLICATE(Severity.WARNING, "near-duplicate passages"),
  /** The answer is in a negative of the row as well as in the positive. */
  ANSWER_IN_NEGATIVE(Severity.WARNING, "answers that are in the row's own negatives"),
  /** The answer is in a negative of the row, and not in the positive. */
  ANSWER_ELSEWHERE(Severity.WARNING, "answers that are in a negative, not in the positive"),
  /** A passage is longer than the model reads. */
  TOO_LONG(Severity.WARNING, "texts that the model truncates"),
  /** A model gives a text no vector: it cannot be compared with anything. */
  NO_VECTOR(Severity.WARNING, "texts without a vector"),
  /** Something was not checked, because it would have taken too much memory. */
  NOT_CHECKED(Severity.WARNING, "checks that were not made"),
  /** No context answers the question. */
  NO_POSITIVE(Severity.NOTE, "rows without a positive");

  private final Severity severity;
  private final String words;

  FindingKind(Severity severity, String words) {
    this.severity = severity;
    this.words = words;
  }

  /** Returns how bad such a finding is. */
  public Severity severity() {
    return severity;
  }

  /** Returns what such findings are called in a summary, in the plural. */
  public String words() {
    return words;
  }
}
