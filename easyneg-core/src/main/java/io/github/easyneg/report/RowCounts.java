package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read of a data set. Immutable. */
public final class RowCounts {
  private final long read;
  private final long withPositive;
  private final long withoutPositive;
  private final long withoutAnswer;
  private final long contexts;
  private final long distinctPassages;
  private final long rejected;

  private RowCounts(Builder builder) {
    this.read = builder.read;
    this.withPositive = builder.withPositive;
    this.withoutPositive = builder.withoutPositive;
    this.withoutAnswer = builder.withoutAnswer;
    this.contexts = builder.contexts;
    this.distinctPassages = builder.distinctPassages;
    this.rejected = builder.rejected;
  }

  /** Begins counts of nothing, for tests of what reads reports; a run makes its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of rows. */
  public long read() {
    return read;
  }

  /** Returns the number of rows with a positive. */
  public long withPositive() {
    return withPositive;
  }

  /** Returns the number of rows without a positive. */
  public long withoutPositive() {
    return withoutPositive;
  }

  /** Returns the number of rows without an answer, as in data made for retrieval. */
  public long withoutAnswer() {
    return withoutAnswer;
  }

  /** Returns the number of contexts of all rows. */
  public long contexts() {
    return contexts;
  }

  /** Returns the number of distinct context texts. */
  public long distinctPassages() {
    return distinctPassages;
  }

  /** Returns the number of bad rows that the reader left out; they are not among those read. */
  public long rejected() {
    return rejected;
  }

  private List<Object> figures() {
    return List.of(
        read, withPositive, withoutPositive, withoutAnswer, contexts, distinctPassages, rejected);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowCounts that && figures().equals(that.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return "RowCounts" + figures();
  }

  /** Sets the figures of a {@link RowCounts}; what is not set is 0 or empty. For one thread. */
  public static final class Builder {
    private long read;
    private long withPositive;
    private long withoutPositive;
    private long withoutAnswer;
    private long contexts;
    private long distinctPassages;
    private long rejected;

    private Builder() {}

    /** Sets the number of rows. */
    @CanIgnoreReturnValue
    public Builder read(long read) {
      this.read = read;
      return this;
    }

    /** Sets the number of rows with a positive. */
    @CanIgnoreReturnValue
    public Builder withPositive(long withPositive) {
      this.withPositive = withPositive;
      return this;
    }

    /** Sets the number of rows without a positive. */
    @CanIgnoreReturnValue
    public Builder withoutPositive(long withoutPositive) {
      this.withoutPositive = withoutPositive;
      return this;
    }

    /** Sets the number of rows without an answer, as in data made for retrieval. */
    @CanIgnoreReturnValue
    public Builder withoutAnswer(long withoutAnswer) {
      this.withoutAnswer = withoutAnswer;
      return this;
    }

    /** Sets the number of contexts of all rows. */
    @CanIgnoreReturnValue
    public Builder contexts(long contexts) {
      this.contexts = contexts;
      return this;
    }

    /** Sets the number of distinct context texts. */
    @CanIgnoreReturnValue
    public Builder distinctPassages(long distinctPassages) {
      this.distinctPassages = distinctPassages;
      return this;
    }

    /** Sets the number of bad rows that the reader left out; they are not among those read. */
    @CanIgnoreReturnValue
    public Builder rejected(long rejected) {
      this.rejected = rejected;
      return this;
    }

    /** Returns the counts. */
    public RowCounts build() {
      return new RowCounts(this);
    }
  }
}
