package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.internal.text.NotNull;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long the distinct passages are in the model's tokens. Empty where nothing counts them: an
 * embedder that does not, or a vector store that had the vectors. Immutable.
 */
public final class TokenLengths {
  private final Map<Integer, Long> whole;
  private final Map<Integer, Long> truncated;

  private TokenLengths(Builder builder) {
    this.whole = builder.whole;
    this.truncated = builder.truncated;
  }

  /** Begins counts of nothing, for tests of what reads reports; a run makes its own. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the number of passages that the model read to their end, by their length in tokens,
   * shortest first.
   */
  public Map<Integer, Long> whole() {
    return whole;
  }

  /**
   * Returns the number of passages of which the model read only the beginning, by the whole
   * passage's length in tokens, shortest first.
   */
  public Map<Integer, Long> truncated() {
    return truncated;
  }

  private List<Object> figures() {
    return List.of(whole, truncated);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TokenLengths that && figures().equals(that.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return "TokenLengths" + figures();
  }

  /** Sets the figures of a {@link TokenLengths}; what is not set is 0 or empty. For one thread. */
  public static final class Builder {
    private Map<Integer, Long> whole = Map.of();
    private Map<Integer, Long> truncated = Map.of();

    private Builder() {}

    /**
     * Sets the number of passages that the model read to their end, by their length in tokens,
     * shortest first.
     */
    @CanIgnoreReturnValue
    public Builder whole(Map<Integer, Long> whole) {
      NotNull.check(whole, "whole");
      this.whole = Collections.unmodifiableMap(new TreeMap<>(whole));
      return this;
    }

    /**
     * Sets the number of passages of which the model read only the beginning, by the whole
     * passage's length in tokens, shortest first.
     */
    @CanIgnoreReturnValue
    public Builder truncated(Map<Integer, Long> truncated) {
      NotNull.check(truncated, "truncated");
      this.truncated = Collections.unmodifiableMap(new TreeMap<>(truncated));
      return this;
    }

    /** Returns the counts. */
    public TokenLengths build() {
      return new TokenLengths(this);
    }
  }
}
