package io.github.easyneg.report.html;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
  private Numbers() {}

  /** Returns {@code 11,197}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns {@code 12.5 %}, or a dash if there is nothing to take a share of. */
  static String percent(long part, long whole) {
    return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /** Returns {@code 0.123}, with a minus sign that is as wide as a digit; a dash for NaN. */
  static String three(double number) {
    if (Double.isNaN(number)) {
      return "–";
    }
    String digits = String.format(Locale.ROOT, "%.3f", number);
    return digits.equals("-0.000") ? "0.000" : digits.replace('-', '−');
  }

  /** Returns {@code 1.2 s}. */
  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%,.1f s", time.toMillis() / 1000.0);
  }
}
