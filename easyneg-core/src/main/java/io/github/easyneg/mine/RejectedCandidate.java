package io.github.easyneg.mine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.text.NotNull;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A candidate that was drawn for a row and rejected by a guard. Of each guard a row keeps the first
 * {@value #PER_GUARD}, so that a row has room for all of them. Immutable.
 */
public final class RejectedCandidate {
  /** How many rejected candidates of each guard a row keeps. */
  public static final int PER_GUARD = 3;

  private final Passage passage;
  private final String guard;
  private final double cosine;
  private final double cosineQuantile;
  private final double lexicalQuantile;

  private RejectedCandidate(Builder builder) {
    this.passage = builder.passage;
    this.guard = builder.guard;
    this.cosine = builder.cosine;
    this.cosineQuantile = builder.cosineQuantile;
    this.lexicalQuantile = builder.lexicalQuantile;
  }

  /**
   * Begins a rejected candidate, for tests of what reads rows; a run makes its own.
   *
   * @param guard the name of the guard
   */
  public static Builder of(Passage passage, String guard) {
    NotNull.check(passage, "passage");
    NotNull.check(guard, "guard");
    return new Builder(passage, guard);
  }

  /** Returns the passage. */
  public Passage passage() {
    return passage;
  }

  /** Returns the name of the guard. */
  public String guard() {
    return guard;
  }

  /** Returns the cosine of its vector and the first anchor's, in [-1, 1]. */
  public double cosine() {
    return cosine;
  }

  /** Returns the share of the row's background with a lower cosine, in [0, 1]. */
  public double cosineQuantile() {
    return cosineQuantile;
  }

  /**
   * Returns the share of the row's background with fewer informative words of the question, in [0,
   * 1].
   */
  public double lexicalQuantile() {
    return lexicalQuantile;
  }

  private List<Object> parts() {
    return List.of(passage, guard, cosine, cosineQuantile, lexicalQuantile);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RejectedCandidate that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "rejected by %s, cosine %s: %s", guard, cosine, passage.text());
  }

  /** Sets the parts of a {@link RejectedCandidate}. For one thread. */
  public static final class Builder {
    private final Passage passage;
    private final String guard;
    private double cosine;
    private double cosineQuantile;
    private double lexicalQuantile;

    private Builder(Passage passage, String guard) {
      this.passage = passage;
      this.guard = guard;
    }

    /** Sets the cosine, in [-1, 1]; 0 by default. */
    @CanIgnoreReturnValue
    public Builder cosine(double cosine) {
      this.cosine = cosine;
      return this;
    }

    /** Sets the cosine's quantile, in [0, 1]; 0 by default. */
    @CanIgnoreReturnValue
    public Builder cosineQuantile(double quantile) {
      this.cosineQuantile = quantile;
      return this;
    }

    /** Sets the quantile of words in common with the question, in [0, 1]; 0 by default. */
    @CanIgnoreReturnValue
    public Builder lexicalQuantile(double quantile) {
      this.lexicalQuantile = quantile;
      return this;
    }

    /** Returns the rejected candidate. */
    public RejectedCandidate build() {
      return new RejectedCandidate(this);
    }
  }
}
