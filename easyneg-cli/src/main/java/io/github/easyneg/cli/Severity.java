package io.github.easyneg.cli;

/** How bad a finding is. */
enum Severity {
  /** Broken: mining stops at it, or trains on nonsense. */
  ERROR("error"),
  /** Likely to hurt, and worth a look. */
  WARNING("warning"),
  /** Often meant so, and worth knowing. */
  NOTE("note");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
