package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written. Immutable. */
public final class LineCounts {
  private final long written;
  private final long answers;
  private final long refusals;
  private final long thinned;
  private final long silentRows;
  private final long ownNegatives;
  private final long ownNegativesLeftOut;
  private final long emptiedRows;

  private LineCounts(Builder builder) {
    this.written = builder.written;
    this.answers = builder.answers;
    this.refusals = builder.refusals;
    this.thinned = builder.thinned;
    this.silentRows = builder.silentRows;
    this.ownNegatives = builder.ownNegatives;
    this.ownNegativesLeftOut = builder.ownNegativesLeftOut;
    this.emptiedRows = builder.emptiedRows;
  }

  /** Begins counts of nothing, for tests of what reads reports; a run makes its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of records in all. */
  public long written() {
    return written;
  }

  /** Returns the number of records that teach an answer. */
  public long answers() {
    return answers;
  }

  /** Returns the number of records that teach the refusal. */
  public long refusals() {
    return refusals;
  }

  /** Returns the number of refusals left out to reach the refusal ratio. */
  public long thinned() {
    return thinned;
  }

  /** Returns the number of rows that the format makes no record of. */
  public long silentRows() {
    return silentRows;
  }

  /** Returns the number of own negatives that rows were written with. */
  public long ownNegatives() {
    return ownNegatives;
  }

  /** Returns the number of own negatives that rows were written without, as was asked for. */
  public long ownNegativesLeftOut() {
    return ownNegativesLeftOut;
  }

  /** Returns the number of rows without a record, as all that they had was own negatives. */
  public long emptiedRows() {
    return emptiedRows;
  }

  /** Returns the share of refusals among answers and refusals; NaN if there are neither. */
  public double refusalShare() {
    return answers + refusals == 0 ? Double.NaN : (double) refusals / (answers + refusals);
  }

  private List<Object> figures() {
    return List.of(
        written,
        answers,
        refusals,
        thinned,
        silentRows,
        ownNegatives,
        ownNegativesLeftOut,
        emptiedRows);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LineCounts that && figures().equals(that.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return "LineCounts" + figures();
  }

  /** Sets the figures of a {@link LineCounts}; what is not set is 0 or empty. For one thread. */
  public static final class Builder {
    private long written;
    private long answers;
    private long refusals;
    private long thinned;
    private long silentRows;
    private long ownNegatives;
    private long ownNegativesLeftOut;
    private long emptiedRows;

    private Builder() {}

    /** Sets the number of records in all. */
    @CanIgnoreReturnValue
    public Builder written(long written) {
      this.written = written;
      return this;
    }

    /** Sets the number of records that teach an answer. */
    @CanIgnoreReturnValue
    public Builder answers(long answers) {
      this.answers = answers;
      return this;
    }

    /** Sets the number of records that teach the refusal. */
    @CanIgnoreReturnValue
    public Builder refusals(long refusals) {
      this.refusals = refusals;
      return this;
    }

    /** Sets the number of refusals left out to reach the refusal ratio. */
    @CanIgnoreReturnValue
    public Builder thinned(long thinned) {
      this.thinned = thinned;
      return this;
    }

    /** Sets the number of rows that the format makes no record of. */
    @CanIgnoreReturnValue
    public Builder silentRows(long silentRows) {
      this.silentRows = silentRows;
      return this;
    }

    /** Sets the number of own negatives that rows were written with. */
    @CanIgnoreReturnValue
    public Builder ownNegatives(long contexts) {
      this.ownNegatives = contexts;
      return this;
    }

    /** Sets the number of own negatives that rows were written without, as was asked for. */
    @CanIgnoreReturnValue
    public Builder ownNegativesLeftOut(long contexts) {
      this.ownNegativesLeftOut = contexts;
      return this;
    }

    /** Sets the number of rows without a record, as all that they had was own negatives. */
    @CanIgnoreReturnValue
    public Builder emptiedRows(long rows) {
      this.emptiedRows = rows;
      return this;
    }

    /** Returns the counts. */
    public LineCounts build() {
      return new LineCounts(this);
    }
  }
}
