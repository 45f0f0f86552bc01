package io.github.easyneg.mine;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.NotNull;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which passages are candidates for a row: those that lie in every band at once.
 *
 * <p>Quantiles are of the row's <em>background</em>: the same signal's values for this row over all
 * passages, or over a seeded sample of them. A quantile means the same with every embedding model;
 * a cosine does not.
 *
 * <p>A pool with several anchors asks that a candidate lie in the cosine bands of each.
 *
 * <p>Immutable; each call that changes something returns another pool.
 */
public final class Pool {

  private static final Band QUANTILES = new Band(0, 1);

  private final String name;
  private final Band cosineQuantile;
  private final Band cosine;
  private final Band lexicalQuantile;
  private final Optional<Ranks> ranks;
  private final Optional<Margin> belowPositive;
  private final Optional<Filter> filter;

  /**
   * Ranks of nearness: 0 is the passage with the highest cosine that is not one of the row's own.
   *
   * @param from the first rank
   * @param to the rank after the last
   */
  public record Ranks(int from, int to) {
    /**
     * Checks the ranks.
     *
     * @throws IllegalArgumentException if {@code from} is negative or not below {@code to}
     */
    public Ranks {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "ranks from %d to %d are empty; use 0 <= from < to.", from, to));
      }
    }
  }

  /**
   * A ceiling below the positive's cosine {@code p}: {@code p - absolute - |p| * relative}.
   *
   * @param absolute 0 or more
   * @param relative 0 or more; 0.05 keeps candidates below 95 % of the positive, as NV-Retriever
   *     does (Moreira et al. 2024, https://arxiv.org/abs/2407.15831)
   */
  public record Margin(double absolute, double relative) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is negative or NaN
     */
    public Margin {
      if (!(absolute >= 0) || !(relative >= 0)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "margins are absolute=%s, relative=%s; use 0 or more.",
                absolute,
                relative));
      }
    }

    /**
     * Returns the highest cosine that a candidate may have where the positive's is {@code cosine}.
     */
    public double ceiling(double positive) {
      return positive - absolute - Math.abs(positive) * relative;
    }
  }

  /**
   * A condition of the user's own.
   *
   * @param name what reports call it
   * @param keeps tells whether a candidate belongs to the row's pool; a thread-safe function of the
   *     two alone
   */
  public record Filter(String name, BiPredicate<QaRow, Candidate> keeps) {

    /** Refuses null. */
    public Filter {
      NotNull.check(keeps, "keeps");
      NotNull.check(name, "name");
    }
  }

  /** A pool's parts while they are set; each call of {@link Pool} changes one of them by name. */
  private static final class Parts {
    private String name;
    private Band cosineQuantile = QUANTILES;
    private Band cosine = Band.ALL;
    private Band lexicalQuantile = QUANTILES;
    private Optional<Ranks> ranks = Optional.empty();
    private Optional<Margin> belowPositive = Optional.empty();
    private Optional<Filter> filter = Optional.empty();

    Parts(String name) {
      this.name = name;
    }
  }

  private Pool(Parts parts) {
    this.name = parts.name;
    this.cosineQuantile = parts.cosineQuantile;
    this.cosine = parts.cosine;
    this.lexicalQuantile = parts.lexicalQuantile;
    this.ranks = parts.ranks;
    this.belowPositive = parts.belowPositive;
    this.filter = parts.filter;
    check();
  }

  private static Pool of(String name, Consumer<Parts> setting) {
    Parts parts = new Parts(name);
    setting.accept(parts);
    return new Pool(parts);
  }

  private Pool with(Consumer<Parts> change) {
    Parts parts = new Parts(name);
    parts.cosineQuantile = cosineQuantile;
    parts.cosine = cosine;
    parts.lexicalQuantile = lexicalQuantile;
    parts.ranks = ranks;
    parts.belowPositive = belowPositive;
    parts.filter = filter;
    change.accept(parts);
    return new Pool(parts);
  }

  private void check() {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a pool's name is blank; negatives are labelled with it.");
    }
    requireQuantiles("cosineQuantile", cosineQuantile);
    requireQuantiles("lexicalQuantile", lexicalQuantile);
    if (!cosine.equals(Band.ALL) && (cosine.lo() < -1 || cosine.hi() > 1)) {
      throw new IllegalArgumentException("cosine is " + cosine + "; cosines lie between -1 and 1.");
    }
    if (ranks.isPresent()
        && !(cosineQuantile.equals(QUANTILES) && lexicalQuantile.equals(QUANTILES))) {
      throw new IllegalArgumentException(
          "a pool by rank cannot have quantile bands too; use either ranks(..) or quantiles(..).");
    }
  }

  /**
   * Returns the default: passages that sound like the question and do not answer it. Cosine
   * quantile in [0.30, 0.95], lexical quantile at most 0.98.
   */
  public static Pool easy() {
    return quantiles(0.30, 0.95).withLexicalQuantile(0, 0.98).named("easy");
  }

  /**
   * Returns the passages closer than the easy ones, yet clearly below the positive: cosine quantile
   * in [0.95, 0.99], cosine below 95 % of the positive's.
   */
  public static Pool semiHard() {
    return quantiles(0.95, 0.99).belowPositive(0, 0.05).named("semi-hard");
  }

  /**
   * Returns the closest passages that are still below the positive: cosine quantile in [0.99, 1],
   * cosine below 95 % of the positive's. Some of them may answer the question; add guards.
   */
  public static Pool hard() {
    return quantiles(0.99, 1).belowPositive(0, 0.05).named("hard");
  }

  /** Returns all passages. */
  public static Pool all() {
    return quantiles(0, 1).named("all");
  }

  /**
   * Returns the {@code k} passages with the highest cosine to the anchor, the row's own contexts
   * not counted. With 20, what the reference program's code does.
   *
   * @throws IllegalArgumentException if {@code k} is below 1
   */
  public static Pool nearest(int k) {
    return ranks(0, k).named("nearest(" + k + ")");
  }

  /**
   * Returns the passages of these ranks of nearness to the anchor, the row's own contexts not
   * counted; 0 is the nearest.
   *
   * @param from the first rank
   * @param to the rank after the last
   * @throws IllegalArgumentException if {@code from} is negative or not below {@code to}
   */
  public static Pool ranks(int from, int to) {
    return of("ranks(" + from + ", " + to + ")", p -> p.ranks = Optional.of(new Ranks(from, to)));
  }

  /**
   * Returns the passages whose cosine lies between two quantiles of the row's background.
   *
   * @throws IllegalArgumentException unless {@code 0 <= lo <= hi <= 1}
   */
  public static Pool quantiles(double lo, double hi) {
    return of("quantiles(" + lo + ", " + hi + ")", p -> p.cosineQuantile = new Band(lo, hi));
  }

  /**
   * Returns the passages whose cosine lies between two numbers in [-1, 1]. Such numbers do not
   * carry over from one model to another; quantiles do.
   *
   * @throws IllegalArgumentException unless {@code -1 <= lo <= hi <= 1}
   */
  public static Pool similarity(double lo, double hi) {
    return of("similarity(" + lo + ", " + hi + ")", p -> p.cosine = new Band(lo, hi));
  }

  /** Returns this pool under another name. */
  public Pool named(String name) {
    return with(p -> p.name = name);
  }

  /**
   * Returns this pool with another band of the cosine's quantile.
   *
   * @throws IllegalArgumentException unless {@code 0 <= lo <= hi <= 1}, or if the pool goes by rank
   */
  public Pool withCosineQuantile(double lo, double hi) {
    return with(p -> p.cosineQuantile = new Band(lo, hi));
  }

  /**
   * Returns this pool with another band of the cosine itself.
   *
   * @throws IllegalArgumentException unless {@code -1 <= lo <= hi <= 1}
   */
  public Pool withSimilarity(double lo, double hi) {
    return with(p -> p.cosine = new Band(lo, hi));
  }

  /**
   * Returns this pool with other ranks of nearness.
   *
   * @throws IllegalArgumentException if {@code from} is negative or not below {@code to}, or the
   *     pool has quantile bands
   */
  public Pool withRanks(int from, int to) {
    return with(p -> p.ranks = Optional.of(new Ranks(from, to)));
  }

  /**
   * Returns this pool with another band of words in common with the question.
   *
   * @throws IllegalArgumentException unless {@code 0 <= lo <= hi <= 1}
   */
  public Pool withLexicalQuantile(double lo, double hi) {
    return with(p -> p.lexicalQuantile = new Band(lo, hi));
  }

  /**
   * Returns this pool with a ceiling below the positive's cosine, for rows that have a positive.
   *
   * @throws IllegalArgumentException if a margin is negative
   */
  public Pool belowPositive(double absolute, double relative) {
    return with(p -> p.belowPositive = Optional.of(new Margin(absolute, relative)));
  }

  /**
   * Returns this pool without the candidates that {@code keeps} refuses, besides those refused
   * already.
   *
   * @param filterName what reports call the condition
   * @param keeps a function of the row and the candidate alone, thread-safe
   */
  public Pool matching(String filterName, BiPredicate<QaRow, Candidate> keeps) {
    NotNull.check(filterName, "filterName");
    NotNull.check(keeps, "keeps");
    Filter both =
        filter
            .map(f -> new Filter(f.name() + " and " + filterName, f.keeps().and(keeps)))
            .orElse(new Filter(filterName, keeps));
    return with(p -> p.filter = Optional.of(both));
  }

  /** Returns the name under which its negatives are labelled. */
  public String name() {
    return name;
  }

  /** Returns the band of the cosine's quantile, within [0, 1]. */
  public Band cosineQuantile() {
    return cosineQuantile;
  }

  /** Returns the band of the cosine itself, within [-1, 1], or {@link Band#ALL}. */
  public Band cosine() {
    return cosine;
  }

  /** Returns the band of the quantile of words in common with the question, within [0, 1]. */
  public Band lexicalQuantile() {
    return lexicalQuantile;
  }

  /** Returns which ranks of nearness to the anchor, if the pool goes by rank. */
  public Optional<Ranks> ranks() {
    return ranks;
  }

  /**
   * Returns how far below the positive's own cosine a candidate must lie, if it must; rows without
   * a positive have no such bound.
   */
  public Optional<Margin> belowPositive() {
    return belowPositive;
  }

  /** Returns a last condition of the user's own, if there is one. */
  public Optional<Filter> filter() {
    return filter;
  }

  private static void requireQuantiles(String what, Band band) {
    if (band.lo() < 0 || band.hi() > 1) {
      throw new IllegalArgumentException(what + " is " + band + "; quantiles lie between 0 and 1.");
    }
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder(name).append(": ");
    ranks.ifPresent(r -> words.append("ranks ").append(r.from()).append("..").append(r.to() - 1));
    if (ranks.isEmpty()) {
      words.append("cosine quantile ").append(cosineQuantile);
      words.append(", lexical quantile ").append(lexicalQuantile);
    }
    if (!cosine.equals(Band.ALL)) {
      words.append(", cosine ").append(cosine);
    }
    belowPositive.ifPresent(
        m ->
            words
                .append(", below the positive by ")
                .append(m.absolute())
                .append(" and ")
                .append(m.relative() * 100)
                .append(" %"));
    filter.ifPresent(f -> words.append(", ").append(f.name()));
    return words.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pool that
        && name.equals(that.name)
        && cosineQuantile.equals(that.cosineQuantile)
        && cosine.equals(that.cosine)
        && lexicalQuantile.equals(that.lexicalQuantile)
        && ranks.equals(that.ranks)
        && belowPositive.equals(that.belowPositive)
        && filter.equals(that.filter);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name, cosineQuantile, cosine, lexicalQuantile, ranks, belowPositive, filter);
  }
}
