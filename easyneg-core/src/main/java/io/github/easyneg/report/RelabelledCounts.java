package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the relabelled rows have that the data set did not. Immutable. */
public final class RelabelledCounts {
  private final long rows;
  private final long positives;

  private RelabelledCounts(Builder builder) {
    this.rows = builder.rows;
    this.positives = builder.positives;
  }

  /** Begins counts of nothing, for tests of what reads reports; a run makes its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of rows with new positives. */
  public long rows() {
    return rows;
  }

  /** Returns the number of new positives. */
  public long positives() {
    return positives;
  }

  private List<Object> figures() {
    return List.of(rows, positives);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RelabelledCounts that && figures().equals(that.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return "RelabelledCounts" + figures();
  }

  /**
   * Sets the figures of a {@link RelabelledCounts}; what is not set is 0 or empty. For one thread.
   */
  public static final class Builder {
    private long rows;
    private long positives;

    private Builder() {}

    /** Sets the number of rows with new positives. */
    @CanIgnoreReturnValue
    public Builder rows(long rows) {
      this.rows = rows;
      return this;
    }

    /** Sets the number of new positives. */
    @CanIgnoreReturnValue
    public Builder positives(long positives) {
      this.positives = positives;
      return this;
    }

    /** Returns the counts. */
    public RelabelledCounts build() {
      return new RelabelledCounts(this);
    }
  }
}
