package io.github.easyneg.check;

/** How bad a finding is. */
public enum Severity {
  /** Broken: mining stops at it, or trains on nonsense. */
  ERROR("error"),
  /** Likely to hurt, and worth a look. */
  WARNING("warning"),
  /** Often intended, and worth knowing. */
  NOTE("note");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** Returns the severity as it is printed: {@code error}, {@code warning}, {@code note}. */
  public String word() {
    return word;
  }
}
