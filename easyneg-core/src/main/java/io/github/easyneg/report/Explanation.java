package io.github.easyneg.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.RejectedCandidate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why one row got its negatives. {@link #toString} prints it. Immutable. */
public final class Explanation {
  private final MinedRow mined;
  private final List<String> anchors;
  private final int corpus;
  private final int inPool;
  private final Map<String, Integer> outside;
  private final List<RejectedCandidate> rejections;

  private Explanation(MinedRow mined, Builder builder) {
    this.mined = mined;
    this.anchors = builder.anchors;
    this.corpus = builder.corpus;
    this.inPool = builder.inPool;
    this.outside = builder.outside;
    this.rejections = builder.rejections;
  }

  /**
   * Begins the explanation of a row, for tests of what prints one; {@code explain(..)} makes its
   * own.
   */
  public static Builder of(MinedRow mined) {
    NotNull.check(mined, "mined");
    return new Builder(mined);
  }

  /** Returns the row and its negatives. */
  public MinedRow mined() {
    return mined;
  }

  /** Returns the same about the row under another number, as in the file that it was split from. */
  public Explanation numbered(long number) {
    MinedRow other =
        new MinedRow(mined.row(), number, mined.negatives(), mined.shortfall(), mined.rejected());
    return of(other)
        .anchors(anchors)
        .corpus(corpus)
        .inPool(inPool)
        .outside(outside)
        .rejections(rejections)
        .build();
  }

  /** Returns the texts that the row was compared by. */
  public List<String> anchors() {
    return anchors;
  }

  /** Returns how many passages there are. */
  public int corpus() {
    return corpus;
  }

  /** Returns how many of them lie in the (first) pool. */
  public int inPool() {
    return inPool;
  }

  /** Returns how many lie outside the pool, by the first condition that they fail. */
  public Map<String, Integer> outside() {
    return outside;
  }

  /**
   * Returns all candidates that were drawn and rejected, in the order of the draw; those of a
   * {@link io.github.easyneg.mine.BatchGuard} after all others.
   */
  public List<RejectedCandidate> rejections() {
    return rejections;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append("row ").append(mined.number()).append(": ").append(mined.row().question());
    out.append("\n  answer: ").append(mined.row().answer().orElse("none")).append('\n');
    anchors.forEach(a -> out.append("  compared by: ").append(a).append('\n'));
    out.append("  pool: ").append(inPool).append(" of ").append(corpus).append(" passages\n");
    outside.forEach(
        (why, n) -> out.append("    outside by ").append(why).append(": ").append(n).append('\n'));
    rejections.forEach(
        r ->
            out.append(
                line(
                    "  rejected by " + r.guard(),
                    r.cosine(),
                    r.cosineQuantile(),
                    r.lexicalQuantile(),
                    r.passage().text())));
    for (MinedNegative n : mined.negatives()) {
      out.append(
          line(
              "  drawn from " + n.pool() + probability(n) + distracting(n),
              n.cosine(),
              n.cosineQuantile(),
              n.lexicalQuantile(),
              n.passage().text()));
    }
    mined
        .shortfall()
        .ifPresent(
            s ->
                out.append("  short by ")
                    .append(s.missing())
                    .append(": ")
                    .append(s.reason().words())
                    .append('\n'));
    return out.toString();
  }

  private static String probability(MinedNegative negative) {
    return negative.probability().isEmpty()
        ? ""
        : String.format(Locale.ROOT, ", probability %.4f", negative.probability().getAsDouble());
  }

  private static String distracting(MinedNegative negative) {
    return negative.distracting().isEmpty()
        ? ""
        : String.format(
            Locale.ROOT, ", distracting effect %.3f", negative.distracting().getAsDouble());
  }

  private static String line(
      String what, double cosine, double cosineQuantile, double lexicalQuantile, String text) {
    String flat = text.replaceAll("\\s+", " ");
    return String.format(
        Locale.ROOT,
        "%s: cosine %.3f (quantile %.3f), words quantile %.3f\n    %s\n",
        what,
        cosine,
        cosineQuantile,
        lexicalQuantile,
        Excerpt.cut(flat, 100));
  }

  /** Sets the parts of an {@link Explanation}; what is not set is 0 or empty. For one thread. */
  public static final class Builder {
    private final MinedRow mined;
    private List<String> anchors = List.of();
    private int corpus;
    private int inPool;
    private Map<String, Integer> outside = Map.of();
    private List<RejectedCandidate> rejections = List.of();

    private Builder(MinedRow mined) {
      this.mined = mined;
    }

    /** Sets the texts that the row was compared by. The list is copied. */
    @CanIgnoreReturnValue
    public Builder anchors(List<String> anchors) {
      NotNull.check(anchors, "anchors");
      this.anchors = List.copyOf(anchors);
      return this;
    }

    /** Sets how many passages there are. */
    @CanIgnoreReturnValue
    public Builder corpus(int passages) {
      this.corpus = passages;
      return this;
    }

    /** Sets how many of them lie in the pool. */
    @CanIgnoreReturnValue
    public Builder inPool(int passages) {
      this.inPool = passages;
      return this;
    }

    /** Sets how many lie outside the pool, by the condition that they fail. The map is copied. */
    @CanIgnoreReturnValue
    public Builder outside(Map<String, Integer> outside) {
      NotNull.check(outside, "outside");
      this.outside = Collections.unmodifiableMap(new LinkedHashMap<>(outside));
      return this;
    }

    /** Sets the candidates that were rejected. The list is copied. */
    @CanIgnoreReturnValue
    public Builder rejections(List<RejectedCandidate> rejections) {
      NotNull.check(rejections, "rejections");
      this.rejections = List.copyOf(rejections);
      return this;
    }

    /** Returns the explanation. */
    public Explanation build() {
      return new Explanation(mined, this);
    }
  }
}
