package io.github.easyneg.mine;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.text.NotNull;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A negative that was mined for a row, and why. Immutable. */
public final class MinedNegative implements Candidate {
  private final Passage passage;
  private final String pool;
  private final double cosine;
  private final double cosineQuantile;
  private final double lexicalQuantile;
  private final int frequency;
  private final OptionalDouble probability;
  private final List<String> guards;
  private final OptionalDouble distracting;

  private MinedNegative(Builder builder) {
    this.passage = builder.passage;
    this.pool = builder.pool;
    this.cosine = builder.cosine;
    this.cosineQuantile = builder.cosineQuantile;
    this.lexicalQuantile = builder.lexicalQuantile;
    this.frequency = builder.frequency;
    this.probability = builder.probability;
    this.guards = builder.guards;
    this.distracting = builder.distracting;
  }

  /**
   * Begins a negative, for tests of formats and samplers; a run makes its own.
   *
   * @param pool the name of the pool that it was drawn from
   */
  public static Builder of(Passage passage, String pool) {
    NotNull.check(passage, "passage");
    NotNull.check(pool, "pool");
    return new Builder(passage, pool);
  }

  /** Sets the parts of a {@link MinedNegative}. For one thread. */
  public static final class Builder {
    private final Passage passage;
    private final String pool;
    private double cosine;
    private double cosineQuantile;
    private double lexicalQuantile;
    private int frequency = 1;
    private OptionalDouble probability = OptionalDouble.empty();
    private List<String> guards = List.of();
    private OptionalDouble distracting = OptionalDouble.empty();

    private Builder(Passage passage, String pool) {
      this.passage = passage;
      this.pool = pool;
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

    /** Sets how many contexts of the data set have this text; 1 by default. */
    @CanIgnoreReturnValue
    public Builder frequency(int contexts) {
      this.frequency = contexts;
      return this;
    }

    /** Sets the share of the pool's weight, in [0, 1]; empty by default. */
    @CanIgnoreReturnValue
    public Builder probability(OptionalDouble share) {
      NotNull.check(share, "share");
      this.probability = share;
      return this;
    }

    /** Sets the names of the guards that it passed; none by default. The list is copied. */
    @CanIgnoreReturnValue
    public Builder guards(List<String> passed) {
      NotNull.check(passed, "passed");
      this.guards = List.copyOf(passed);
      return this;
    }

    /** Sets the distracting effect, in [0, 1]; empty by default. */
    @CanIgnoreReturnValue
    public Builder distracting(OptionalDouble effect) {
      NotNull.check(effect, "effect");
      this.distracting = effect;
      return this;
    }

    /** Returns the negative. */
    public MinedNegative build() {
      return new MinedNegative(this);
    }
  }

  /** Returns the passage. */
  @Override
  public Passage passage() {
    return passage;
  }

  /** Returns the name of the pool that it was drawn from, for example {@code easy}. */
  public String pool() {
    return pool;
  }

  /** Returns the cosine of its vector and the anchor's, in [-1, 1]. */
  @Override
  public double cosine() {
    return cosine;
  }

  /** Returns the share of the row's background with a lower cosine, in [0, 1]. */
  @Override
  public double cosineQuantile() {
    return cosineQuantile;
  }

  /**
   * Returns the share of the row's background with fewer informative words of the question, in [0,
   * 1].
   */
  @Override
  public double lexicalQuantile() {
    return lexicalQuantile;
  }

  /** Returns how many contexts of the data set have this text. */
  @Override
  public int frequency() {
    return frequency;
  }

  /**
   * Returns its share of the pool's weight before any draw, in [0, 1]. The pool's weight is
   * estimated from 64 passages, or all of the background if the pool has none of those, where the
   * background is a sample of the corpus. Empty for a sampler that gives no weights, and where the
   * background has nothing of the pool either.
   */
  public OptionalDouble probability() {
    return probability;
  }

  /** Returns the names of the guards that it passed. */
  public List<String> guards() {
    return guards;
  }

  /**
   * Returns its distracting effect, 1 - P(no answer), in [0, 1], as a {@link ReadingGuard} measured
   * it; empty in a run without one.
   */
  public OptionalDouble distracting() {
    return distracting;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MinedNegative that
        && passage.equals(that.passage)
        && pool.equals(that.pool)
        && Double.compare(cosine, that.cosine) == 0
        && Double.compare(cosineQuantile, that.cosineQuantile) == 0
        && Double.compare(lexicalQuantile, that.lexicalQuantile) == 0
        && frequency == that.frequency
        && probability.equals(that.probability)
        && guards.equals(that.guards)
        && distracting.equals(that.distracting);
  }

  @Override
  public int hashCode() {
    return Objects.hash(passage, pool, cosine, frequency);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "negative from %s, cosine %s: %s", pool, cosine, passage.text());
  }
}
