package io.github.easyneg.cli;

/** What the doctor looks for. */
enum Complaint {
  UNREADABLE(Severity.ERROR, "rows that cannot be read"),
  EMPTY_TEXT(Severity.ERROR, "empty texts"),
  DUPLICATE_ROW(Severity.WARNING, "rows that stand there twice"),
  SAME_QUESTION(Severity.WARNING, "same question, another positive or answer"),
  REPEATED_CONTEXT(Severity.WARNING, "contexts that stand twice in a row"),
  NEAR_DUPLICATE(Severity.WARNING, "passages that nearly repeat another"),
  ANSWER_IN_NEGATIVE(Severity.WARNING, "answers that stand in the row's own negatives"),
  ANSWER_ELSEWHERE(Severity.WARNING, "answers that stand in a negative, not in the positive"),
  TOO_LONG(Severity.WARNING, "texts that are longer than the model reads"),
  NOT_CHECKED(Severity.WARNING, "checks that were not made"),
  NO_POSITIVE(Severity.NOTE, "rows without a positive");

  private final Severity severity;
  private final String words;

  Complaint(Severity severity, String words) {
    this.severity = severity;
    this.words = words;
  }

  Severity severity() {
    return severity;
  }

  String words() {
    return words;
  }
}
