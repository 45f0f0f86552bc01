package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.internal.text.NotNull;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often passages became negatives. Immutable. */
public final class ReuseCounts {
  private final long distinct;
  private final long max;
  private final double gini;
  private final double coverage;
  private final Map<Integer, Long> passagesByUses;

  private ReuseCounts(Builder builder) {
    this.distinct = builder.distinct;
    this.max = builder.max;
    this.gini = builder.gini;
    this.coverage = builder.coverage;
    this.passagesByUses = builder.passagesByUses;
  }

  /** Begins counts of nothing, for tests of what reads reports; a run makes its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of passages that became negatives. */
  public long distinct() {
    return distinct;
  }

  /** Returns the number of rows that the most used passage is a negative of. */
  public long max() {
    return max;
  }

  /**
   * Returns the Gini coefficient of the uses over all passages: 0 if all are used alike, near 1 if
   * few serve all rows.
   */
  public double gini() {
    return gini;
  }

  /** Returns the share of all passages that became negatives, in [0, 1]. */
  public double coverage() {
    return coverage;
  }

  /**
   * Returns the number of passages by the number of rows that they are a negative of, fewest first,
   * beginning with those that are a negative of none.
   */
  public Map<Integer, Long> passagesByUses() {
    return passagesByUses;
  }

  private List<Object> figures() {
    return List.of(distinct, max, gini, coverage, passagesByUses);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReuseCounts that && figures().equals(that.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return "ReuseCounts" + figures();
  }

  /** Sets the figures of a {@link ReuseCounts}; what is not set is 0 or empty. For one thread. */
  public static final class Builder {
    private long distinct;
    private long max;
    private double gini;
    private double coverage;
    private Map<Integer, Long> passagesByUses = Map.of();

    private Builder() {}

    /** Sets the number of passages that became negatives. */
    @CanIgnoreReturnValue
    public Builder distinct(long distinct) {
      this.distinct = distinct;
      return this;
    }

    /** Sets the number of rows that the most used passage is a negative of. */
    @CanIgnoreReturnValue
    public Builder max(long max) {
      this.max = max;
      return this;
    }

    /**
     * Sets the Gini coefficient of the uses over all passages: 0 if all are used alike, near 1 if
     * few serve all rows.
     */
    @CanIgnoreReturnValue
    public Builder gini(double gini) {
      this.gini = gini;
      return this;
    }

    /** Sets the share of all passages that became negatives, in [0, 1]. */
    @CanIgnoreReturnValue
    public Builder coverage(double coverage) {
      this.coverage = coverage;
      return this;
    }

    /**
     * Sets the number of passages by the number of rows that they are a negative of, fewest first,
     * beginning with those that are a negative of none.
     */
    @CanIgnoreReturnValue
    public Builder passagesByUses(Map<Integer, Long> passagesByUses) {
      NotNull.check(passagesByUses, "passagesByUses");
      this.passagesByUses = Collections.unmodifiableMap(new TreeMap<>(passagesByUses));
      return this;
    }

    /** Returns the counts. */
    public ReuseCounts build() {
      return new ReuseCounts(this);
    }
  }
}
