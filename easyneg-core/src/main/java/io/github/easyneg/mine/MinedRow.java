package io.github.easyneg.mine;

import io.github.easyneg.data.QaRow;
import java.util.List;
import java.util.Optional;

/**
 * A row with the negatives that were mined for it.
 *
 * @param row the row as it was read
 * @param number its place in the data set, from 1
 * @param negatives the mined negatives in the order of their draw, distinct, none of them among the
 *     row's contexts
 * @param shortfall why there are fewer than were asked for; empty if there are not
 * @param rejected candidates that guards rejected, in the order of the draw, then those of a {@link
 *     BatchGuard}; of each guard the first {@value RejectedCandidate#PER_GUARD}
 */
public record MinedRow(
    QaRow row,
    long number,
    List<MinedNegative> negatives,
    Optional<Shortfall> shortfall,
    List<RejectedCandidate> rejected) {

  /** Copies the lists. */
  public MinedRow {
    negatives = List.copyOf(negatives);
    rejected = List.copyOf(rejected);
  }

  /** A row without rejected candidates. */
  public MinedRow(
      QaRow row, long number, List<MinedNegative> negatives, Optional<Shortfall> shortfall) {
    this(row, number, negatives, shortfall, List.of());
  }

  /**
   * Why a row has fewer negatives than were asked for.
   *
   * @param missing how many are missing, at least 1
   * @param reason what used the candidates up
   */
  public record Shortfall(int missing, Reason reason) {}

  /** What used a row's candidates up. */
  public enum Reason {
    /** No passage of the corpus, or too few, lies in the pool. */
    POOL_TOO_SMALL("the pool holds too few passages"),
    /** The pool held enough, but guards turned candidates away. */
    REJECTED_BY_GUARDS("guards turned the candidates away"),
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
