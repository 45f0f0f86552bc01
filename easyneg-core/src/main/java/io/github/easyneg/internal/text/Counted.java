package io.github.easyneg.internal.text;

import java.util.Locale;

/** A number and what it counts, as in {@code 1 row} and {@code 1,024 rows}. */
public final class Counted {
  private Counted() {}

  /** Returns the number with the one word or the other. */
  public static String of(long number, String one, String several) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : several);
  }
}
