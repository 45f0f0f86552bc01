package io.github.easyneg.mine;

/**
 * A closed interval.
 *
 * @param lo the lower end
 * @param hi the upper end, not below {@code lo}
 */
public record Band(double lo, double hi) {

  /** Every number. */
  public static final Band ALL = new Band(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if an end is NaN, or {@code lo} is above {@code hi}
   */
  public Band {
    if (!(lo <= hi)) {
      throw new IllegalArgumentException(
          "a band from " + lo + " to " + hi + " is empty; give the lower end first.");
    }
  }

  /** Tells whether {@code value} lies in the band, ends included. */
  public boolean holds(double value) {
    return value >= lo && value <= hi;
  }

  @Override
  public String toString() {
    return this.equals(ALL) ? "any" : "[" + lo + ", " + hi + "]";
  }
}
