package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.mine.MinedRow;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was mined. Immutable. */
public final class NegativeCounts {
  private final long wanted;
  private final long mined;
  private final Map<MinedRow.Reason, Long> shortRows;
  private final long skippedRows;
  private final long widenedRows;

  private NegativeCounts(Builder builder) {
    this.wanted = builder.wanted;
    this.mined = builder.mined;
    this.shortRows = builder.shortRows;
    this.skippedRows = builder.skippedRows;
    this.widenedRows = builder.widenedRows;
  }

  /** Begins counts of nothing, for tests of what reads reports; a run makes its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns how many negatives were asked for: rows times the number for each. */
  public long wanted() {
    return wanted;
  }

  /** Returns how many negatives were found. */
  public long mined() {
    return mined;
  }

  /** Returns how many rows have fewer negatives than asked for, by reason. */
  public Map<MinedRow.Reason, Long> shortRows() {
    return shortRows;
  }

  /** Returns how many of the short rows were left out of the output. */
  public long skippedRows() {
    return skippedRows;
  }

  /** Returns how many rows had their pool widened. */
  public long widenedRows() {
    return widenedRows;
  }

  /** Returns how many rows have fewer negatives than asked for. */
  public long shortRowCount() {
    return shortRows.values().stream().mapToLong(Long::longValue).sum();
  }

  private List<Object> figures() {
    return List.of(wanted, mined, shortRows, skippedRows, widenedRows);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NegativeCounts that && figures().equals(that.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return "NegativeCounts" + figures();
  }

  /**
   * Sets the figures of a {@link NegativeCounts}; what is not set is 0 or empty. For one thread.
   */
  public static final class Builder {
    private long wanted;
    private long mined;
    private Map<MinedRow.Reason, Long> shortRows = Map.of();
    private long skippedRows;
    private long widenedRows;

    private Builder() {}

    /** Sets how many negatives were asked for: rows times the number for each. */
    @CanIgnoreReturnValue
    public Builder wanted(long wanted) {
      this.wanted = wanted;
      return this;
    }

    /** Sets how many negatives were found. */
    @CanIgnoreReturnValue
    public Builder mined(long mined) {
      this.mined = mined;
      return this;
    }

    /** Sets how many rows have fewer negatives than asked for, by reason. */
    @CanIgnoreReturnValue
    public Builder shortRows(Map<MinedRow.Reason, Long> shortRows) {
      NotNull.check(shortRows, "shortRows");
      // EnumMap's own copy refuses an empty map of another kind.
      Map<MinedRow.Reason, Long> copy = new EnumMap<>(MinedRow.Reason.class);
      copy.putAll(shortRows);
      this.shortRows = Collections.unmodifiableMap(copy);
      return this;
    }

    /** Sets how many of the short rows were left out of the output. */
    @CanIgnoreReturnValue
    public Builder skippedRows(long skippedRows) {
      this.skippedRows = skippedRows;
      return this;
    }

    /** Sets how many rows had their pool widened. */
    @CanIgnoreReturnValue
    public Builder widenedRows(long widenedRows) {
      this.widenedRows = widenedRows;
      return this;
    }

    /** Returns the counts. */
    public NegativeCounts build() {
      return new NegativeCounts(this);
    }
  }
}
