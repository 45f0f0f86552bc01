package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the draws cost. Immutable. */
public final class DrawCost {
  private final long proposals;
  private final long scannedRows;
  private final long reuseRounds;

  private DrawCost(Builder builder) {
    this.proposals = builder.proposals;
    this.scannedRows = builder.scannedRows;
    this.reuseRounds = builder.reuseRounds;
  }

  /** Begins counts of nothing, for tests of what reads reports; a run makes its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of passages looked at by random proposal. */
  public long proposals() {
    return proposals;
  }

  /** Returns the number of rows for which all passages had to be looked at. */
  public long scannedRows() {
    return scannedRows;
  }

  /** Returns the number of times rows had to draw again because of {@code maxReuse}. */
  public long reuseRounds() {
    return reuseRounds;
  }

  private List<Object> figures() {
    return List.of(proposals, scannedRows, reuseRounds);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DrawCost that && figures().equals(that.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return "DrawCost" + figures();
  }

  /** Sets the figures of a {@link DrawCost}; what is not set is 0 or empty. For one thread. */
  public static final class Builder {
    private long proposals;
    private long scannedRows;
    private long reuseRounds;

    private Builder() {}

    /** Sets the number of passages looked at by random proposal. */
    @CanIgnoreReturnValue
    public Builder proposals(long proposals) {
      this.proposals = proposals;
      return this;
    }

    /** Sets the number of rows for which all passages had to be looked at. */
    @CanIgnoreReturnValue
    public Builder scannedRows(long scannedRows) {
      this.scannedRows = scannedRows;
      return this;
    }

    /** Sets the number of times rows had to draw again because of {@code maxReuse}. */
    @CanIgnoreReturnValue
    public Builder reuseRounds(long reuseRounds) {
      this.reuseRounds = reuseRounds;
      return this;
    }

    /** Returns the counts. */
    public DrawCost build() {
      return new DrawCost(this);
    }
  }
}
