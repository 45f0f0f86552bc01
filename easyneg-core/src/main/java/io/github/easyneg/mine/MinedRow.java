package io.github.easyneg.mine;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row with the negatives that were mined for it. Immutable. */
public final class MinedRow {
  private final QaRow row;
  private final long number;
  private final List<MinedNegative> negatives;
  private final Optional<Shortfall> shortfall;
  private final List<RejectedCandidate> rejected;

  // Set on a copy before anybody else has it.
  private List<Double> contextCosines = List.of();
  private Optional<Relevance> relevance = Optional.empty();
  private OptionalInt mostOwnNegatives = OptionalInt.empty();

  /**
   * Makes a mined row of which no cosines of contexts are known; for tests of formats and samplers,
   * a run makes its own.
   *
   * @param row the row as it was read
   * @param number its place in the data set, from 1
   * @param negatives the mined negatives in the order of their draw, distinct, none of them among
   *     the row's contexts; copied
   * @param shortfall why there are fewer than were asked for; empty if there are not
   * @param rejected candidates that guards rejected; copied
   */
  public MinedRow(
      QaRow row,
      long number,
      List<MinedNegative> negatives,
      Optional<Shortfall> shortfall,
      List<RejectedCandidate> rejected) {
    this.row = NotNull.check(row, "row");
    this.number = number;
    this.negatives = List.copyOf(NotNull.check(negatives, "negatives"));
    this.shortfall = NotNull.check(shortfall, "shortfall");
    this.rejected = List.copyOf(NotNull.check(rejected, "rejected"));
  }

  /** A row without rejected candidates. */
  public MinedRow(
      QaRow row, long number, List<MinedNegative> negatives, Optional<Shortfall> shortfall) {
    this(row, number, negatives, shortfall, List.of());
  }

  private MinedRow(MinedRow other) {
    this.row = other.row;
    this.number = other.number;
    this.negatives = other.negatives;
    this.shortfall = other.shortfall;
    this.rejected = other.rejected;
    this.contextCosines = other.contextCosines;
    this.relevance = other.relevance;
    this.mostOwnNegatives = other.mostOwnNegatives;
  }

  /**
   * Returns this row with the cosines of its own contexts and the anchor.
   *
   * @param cosines one for each context, in their order, in [-1, 1]; empty says that they are not
   *     known
   * @throws IllegalArgumentException if there are more or fewer than contexts
   */
  public MinedRow withContextCosines(List<Double> cosines) {
    if (!cosines.isEmpty() && cosines.size() != row.contexts().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the row has %d contexts but %d cosines; give one for each, or none.",
              row.contexts().size(),
              cosines.size()));
    }
    MinedRow copy = new MinedRow(this);
    copy.contextCosines = List.copyOf(cosines);
    return copy;
  }

  /**
   * Returns this row with what a model says of all its passages.
   *
   * @throws IllegalArgumentException if it does not have one score for each context and negative
   */
  public MinedRow withRelevance(Relevance relevance) {
    if (relevance.contexts().size() != row.contexts().size()
        || relevance.negatives().size() != negatives.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the row has %d contexts and %d negatives, but there are scores for %d and %d; give"
                  + " one for each.",
              row.contexts().size(),
              negatives.size(),
              relevance.contexts().size(),
              relevance.negatives().size()));
    }
    MinedRow copy = new MinedRow(this);
    copy.relevance = Optional.of(relevance);
    return copy;
  }

  /**
   * Returns this row with at most so many of its own negatives to write: the first of {@link
   * QaRow#hardNegatives()}. All else that is known of the row stays, and so does {@link #row()}.
   *
   * @param most 0 or more
   * @throws IllegalArgumentException if it is below 0
   */
  public MinedRow withOwnNegatives(int most) {
    if (most < 0) {
      throw OptionException.is("ownNegatives", most, "use 0 or more; 0 writes none.");
    }
    MinedRow copy = new MinedRow(this);
    copy.mostOwnNegatives = OptionalInt.of(most);
    return copy;
  }

  /** Returns the row as it was read. */
  public QaRow row() {
    return row;
  }

  /**
   * Returns the indices of the row's own contexts that a format writes, in their order: its
   * positives, what repeats them word for word, and its {@link #ownNegatives()}. All of them,
   * unless own negatives are left out.
   */
  public List<Integer> contexts() {
    Set<Integer> leftOut =
        mostOwnNegatives.isEmpty() ? Set.of() : new HashSet<>(row.hardNegatives());
    if (!leftOut.isEmpty()) {
      leftOut.removeAll(Set.copyOf(ownNegatives()));
    }
    List<Integer> written = new ArrayList<>(row.contexts().size());
    for (int i = 0; i < row.contexts().size(); i++) {
      if (!leftOut.contains(i)) {
        written.add(i);
      }
    }
    return Collections.unmodifiableList(written);
  }

  /** Returns how many of the row's own negatives a format writes at most; empty for all. */
  public OptionalInt mostOwnNegatives() {
    return mostOwnNegatives;
  }

  /**
   * Returns the indices of the row's own contexts that a format writes as negatives, in their
   * order: all of {@link QaRow#hardNegatives()}, or the first of them where the others are left
   * out.
   */
  public List<Integer> ownNegatives() {
    List<Integer> all = row.hardNegatives();
    return all.subList(0, Math.min(all.size(), mostOwnNegatives.orElse(all.size())));
  }

  /** Returns its place in the data set, from 1. */
  public long number() {
    return number;
  }

  /** Returns the mined negatives in the order of their draw. */
  public List<MinedNegative> negatives() {
    return negatives;
  }

  /** Returns why there are fewer negatives than were asked for; empty if there are not. */
  public Optional<Shortfall> shortfall() {
    return shortfall;
  }

  /**
   * Returns candidates that guards rejected, in the order of the draw, then those of a {@link
   * BatchGuard}; of each guard the first {@value RejectedCandidate#PER_GUARD}.
   */
  public List<RejectedCandidate> rejected() {
    return rejected;
  }

  /**
   * Returns the cosine of each of the row's own contexts and the (first) anchor, in [-1, 1]; empty
   * if they are not known, as in audits written by earlier versions.
   */
  public List<Double> contextCosines() {
    return contextCosines;
  }

  /**
   * Returns what a cross-encoder says of all the row's passages; empty if none was asked about
   * them.
   */
  public Optional<Relevance> relevance() {
    return relevance;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MinedRow that
        && row.equals(that.row)
        && number == that.number
        && negatives.equals(that.negatives)
        && shortfall.equals(that.shortfall)
        && rejected.equals(that.rejected)
        && contextCosines.equals(that.contextCosines)
        && relevance.equals(that.relevance)
        && mostOwnNegatives.equals(that.mostOwnNegatives);
  }

  @Override
  public int hashCode() {
    return Objects.hash(row, number, negatives, shortfall);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "row %d: %s, negatives %s", number, row, negatives);
  }

  /**
   * What one model says of how well each passage of a row answers the question.
   *
   * @param model the name of the guard that was asked
   * @param contexts a score for each of the row's contexts, on the model's own scale, higher for
   *     better
   * @param negatives a score for each mined negative
   */
  public record Relevance(String model, List<Double> contexts, List<Double> negatives) {

    /** Copies the lists. */
    public Relevance {
      NotNull.check(contexts, "contexts");
      NotNull.check(negatives, "negatives");
      NotNull.check(model, "model");
      contexts = List.copyOf(contexts);
      negatives = List.copyOf(negatives);
    }
  }

  /**
   * Why a row has fewer negatives than were asked for.
   *
   * @param missing how many are missing, at least 1
   * @param reason what used the candidates up
   */
  public record Shortfall(int missing, Reason reason) {

    /** Refuses null. */
    public Shortfall {
      NotNull.check(reason, "reason");
    }
  }

  /** What used a row's candidates up. */
  public enum Reason {
    /** No passage of the corpus, or too few, lies in the pool. */
    POOL_TOO_SMALL("the pool holds too few passages"),
    /** The pool held enough, but guards rejected candidates. */
    REJECTED_BY_GUARDS("guards rejected the candidates"),
    /** Candidates were left, but each was a negative in as many rows as {@code maxReuse} allows. */
    REUSED_TOO_OFTEN("the candidates were used in as many rows as they may be"),
    /** Nothing could be compared with the row: neither its anchor nor its question has a vector. */
    NO_VECTOR("neither their anchor nor their question has a vector");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** Returns the reason in words. */
    public String words() {
      return words;
    }
  }
}
