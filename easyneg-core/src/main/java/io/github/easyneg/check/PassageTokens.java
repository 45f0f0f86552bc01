package io.github.easyneg.check;

import java.util.Locale;
import java.util.OptionalInt;

/** What a model counted of the distinct passages of a data set. Immutable. */
public final class PassageTokens {
  private final String model;
  private final boolean counts;
  private final OptionalInt limit;
  private final Measured measured;

  /**
   * The passages.
   *
   * @param longest tokens of the longest; empty if the model tells of none
   */
  record Measured(long passages, long truncated, OptionalInt longest) {}

  /**
   * Makes a value.
   *
   * @param model what messages call it
   * @param counts whether the model can count without embedding
   * @param limit how many tokens of a passage it reads
   */
  PassageTokens(String model, boolean counts, OptionalInt limit, Measured measured) {
    this.model = model;
    this.counts = counts;
    this.limit = limit;
    this.measured = measured;
  }

  /** Returns how many passages were measured. */
  public long passages() {
    return measured.passages();
  }

  /** Returns how many of them the model truncates. */
  public long truncated() {
    return measured.truncated();
  }

  /** Returns the tokens of the longest passage; empty if the model does not tell, or for none. */
  public OptionalInt longest() {
    return measured.longest();
  }

  /** Returns how many tokens of a passage the model reads; empty if all, or if it does not tell. */
  public OptionalInt limit() {
    return limit;
  }

  /** Returns what was counted on one line. */
  @Override
  public String toString() {
    if (measured.passages() == 0) {
      return "there is no passage to count them of";
    }
    if (measured.longest().isEmpty()) {
      return model + " does not count them";
    }
    return String.format(
        Locale.ROOT, "longest passage %,d; %s", measured.longest().getAsInt(), againstTheLimit());
  }

  private String againstTheLimit() {
    if (counts && limit.isEmpty()) {
      return model + " reads all of any passage";
    }
    String longer =
        measured.truncated() == 0
            ? "none is longer"
            : String.format(
                Locale.ROOT, "%,d of %,d are longer", measured.truncated(), measured.passages());
    return limit.isPresent()
        ? String.format(Locale.ROOT, "%s reads %,d, and %s", model, limit.getAsInt(), longer)
        : longer + " than " + model + " reads";
  }
}
