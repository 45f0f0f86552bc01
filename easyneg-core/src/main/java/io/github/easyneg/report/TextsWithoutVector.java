package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts that the model read and gave no vector, for example because it knows none of their tokens.
 * Immutable.
 */
public final class TextsWithoutVector {
  private final long passages;
  private final long anchors;

  private TextsWithoutVector(Builder builder) {
    this.passages = builder.passages;
    this.anchors = builder.anchors;
  }

  /** Begins counts of nothing, for tests of what reads reports; a run makes its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of distinct passages without a vector; they are never negatives. */
  public long passages() {
    return passages;
  }

  /**
   * Returns the number of anchors, of all rows, without a vector, for which the row's question
   * stands in; rows whose question has none either are short.
   */
  public long anchors() {
    return anchors;
  }

  private List<Object> figures() {
    return List.of(passages, anchors);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextsWithoutVector that && figures().equals(that.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return "TextsWithoutVector" + figures();
  }

  /**
   * Sets the figures of a {@link TextsWithoutVector}; what is not set is 0 or empty. For one
   * thread.
   */
  public static final class Builder {
    private long passages;
    private long anchors;

    private Builder() {}

    /** Sets the number of distinct passages without a vector; they are never negatives. */
    @CanIgnoreReturnValue
    public Builder passages(long passages) {
      this.passages = passages;
      return this;
    }

    /**
     * Sets the number of anchors, of all rows, without a vector, for which the row's question
     * stands in; rows whose question has none either are short.
     */
    @CanIgnoreReturnValue
    public Builder anchors(long anchors) {
      this.anchors = anchors;
      return this;
    }

    /** Returns the counts. */
    public TextsWithoutVector build() {
      return new TextsWithoutVector(this);
    }
  }
}
