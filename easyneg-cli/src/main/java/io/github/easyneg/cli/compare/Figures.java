package io.github.easyneg.cli.compare;

import java.util.Locale;

/** What figures are called, so that those of an audit and of a report are next to each other. */
final class Figures {
  static final String ROWS = "rows";
  static final String SHORT = "short rows";
  static final String NEGATIVES = "negatives mined";
  static final String DISTINCT = "distinct passages among them";
  static final String MOST_USED = "uses of the most used passage";
  static final String GINI = "Gini coefficient of the uses";
  static final String LINES = "lines written";
  static final String REFUSALS = "share of refusals";

  private Figures() {}

  /** Returns the name of a quantile of the mined negatives. */
  static String quantile(String of, double share) {
    return String.format(Locale.ROOT, "%s, %.0f %% below", of, 100 * share);
  }
}
