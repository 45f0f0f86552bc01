package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.internal.text.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where vectors came from. Immutable. */
public final class EmbeddingCounts {
  private final long embedded;
  private final long fromCache;
  private final long fromStore;
  private final long truncated;
  private final int longestTokens;
  private final TokenLengths passages;
  private final TextsWithoutVector withoutVector;
  private final long neededPassages;

  private EmbeddingCounts(Builder builder) {
    this.embedded = builder.embedded;
    this.fromCache = builder.fromCache;
    this.fromStore = builder.fromStore;
    this.truncated = builder.truncated;
    this.longestTokens = builder.longestTokens;
    this.passages = builder.passages;
    this.withoutVector = builder.withoutVector;
    this.neededPassages = builder.neededPassages;
  }

  /** Begins counts of nothing, for tests of what reads reports; a run makes its own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the number of texts that the model embedded. */
  public long embedded() {
    return embedded;
  }

  /** Returns the number of vectors found in the cache. */
  public long fromCache() {
    return fromCache;
  }

  /** Returns the number of vectors found in the vector store. */
  public long fromStore() {
    return fromStore;
  }

  /** Returns the number of texts of which the model read only the beginning. */
  public long truncated() {
    return truncated;
  }

  /**
   * Returns the number of tokens of the longest text, as the model counts them; 0 if it does not.
   */
  public int longestTokens() {
    return longestTokens;
  }

  /** Returns the lengths of the passages. */
  public TokenLengths passages() {
    return passages;
  }

  /** Returns the texts that have no vector. */
  public TextsWithoutVector withoutVector() {
    return withoutVector;
  }

  /**
   * Returns the number of distinct passages whose vectors were needed, wherever they came from: all
   * of them, unless vectors were made on demand.
   */
  public long neededPassages() {
    return neededPassages;
  }

  private List<Object> figures() {
    return List.of(
        embedded,
        fromCache,
        fromStore,
        truncated,
        longestTokens,
        passages,
        withoutVector,
        neededPassages);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmbeddingCounts that && figures().equals(that.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return "EmbeddingCounts" + figures();
  }

  /**
   * Sets the figures of an {@link EmbeddingCounts}; what is not set is 0 or empty. For one thread.
   */
  public static final class Builder {
    private long embedded;
    private long fromCache;
    private long fromStore;
    private long truncated;
    private int longestTokens;
    private TokenLengths passages = TokenLengths.builder().build();
    private TextsWithoutVector withoutVector = TextsWithoutVector.builder().build();
    private long neededPassages;

    private Builder() {}

    /** Sets the number of texts that the model embedded. */
    @CanIgnoreReturnValue
    public Builder embedded(long embedded) {
      this.embedded = embedded;
      return this;
    }

    /** Sets the number of vectors found in the cache. */
    @CanIgnoreReturnValue
    public Builder fromCache(long fromCache) {
      this.fromCache = fromCache;
      return this;
    }

    /** Sets the number of vectors found in the vector store. */
    @CanIgnoreReturnValue
    public Builder fromStore(long fromStore) {
      this.fromStore = fromStore;
      return this;
    }

    /** Sets the number of texts of which the model read only the beginning. */
    @CanIgnoreReturnValue
    public Builder truncated(long truncated) {
      this.truncated = truncated;
      return this;
    }

    /**
     * Sets the number of tokens of the longest text, as the model counts them; 0 if it does not.
     */
    @CanIgnoreReturnValue
    public Builder longestTokens(int longestTokens) {
      this.longestTokens = longestTokens;
      return this;
    }

    /** Sets the lengths of the passages. */
    @CanIgnoreReturnValue
    public Builder passages(TokenLengths passages) {
      NotNull.check(passages, "passages");
      this.passages = passages;
      return this;
    }

    /** Sets the texts that have no vector. */
    @CanIgnoreReturnValue
    public Builder withoutVector(TextsWithoutVector withoutVector) {
      NotNull.check(withoutVector, "withoutVector");
      this.withoutVector = withoutVector;
      return this;
    }

    /**
     * Sets the number of distinct passages whose vectors were needed, wherever they came from: all
     * of them, unless vectors were made on demand.
     */
    @CanIgnoreReturnValue
    public Builder neededPassages(long neededPassages) {
      this.neededPassages = neededPassages;
      return this;
    }

    /** Returns the counts. */
    public EmbeddingCounts build() {
      return new EmbeddingCounts(this);
    }
  }
}
