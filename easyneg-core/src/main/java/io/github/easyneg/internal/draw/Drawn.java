package io.github.easyneg.internal.draw;

import io.github.easyneg.mine.MinedRow.Reason;
import io.github.easyneg.mine.MinedRow.Shortfall;
import java.util.List;
import java.util.Optional;

/**
 * What a draw gave for one row, and what it cost.
 *
 * @param picks the negatives in the order of their draw
 * @param counts how many candidates each guard rejected, by its place in the chain
 * @param rejections those candidates, where they were asked for
 * @param rejected of each guard the first few, as the row saw them
 * @param proposals passages looked at by random proposal
 * @param scanned whether the whole corpus had to be looked at
 * @param widened the last step of widening; 0 if the pool was not widened
 * @param standIns for how many anchors the question stands in, because they have no vector
 * @param ownCosines of the row's contexts and the first anchor; NaN for one without a vector
 * @param backgroundCosines of the background and the first anchor; empty for most rows of a large
 *     data set, because some tell enough
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Drawn(
    List<Pick> picks,
    Optional<Shortfall> shortfall,
    int[] counts,
    List<Rejection> rejections,
    List<Rejected> rejected,
    long proposals,
    boolean scanned,
    int widened,
    int standIns,
    float[] ownCosines,
    float[] backgroundCosines) {

  private static final float[] NONE = {};

  /** Returns what is drawn for a row that has no vector to be compared by. */
  static Drawn withoutVector(int wanted) {
    return nothing(wanted, Reason.NO_VECTOR);
  }

  /** Returns what is drawn for a row that is skipped, so that others have enough. */
  static Drawn leftOut(int wanted) {
    return nothing(wanted, Reason.REUSED_TOO_OFTEN);
  }

  private static Drawn nothing(int wanted, Reason why) {
    return new Drawn(
        List.of(),
        Optional.of(new Shortfall(wanted, why)),
        new int[0],
        List.of(),
        List.of(),
        0,
        false,
        0,
        0,
        NONE,
        NONE);
  }

  /**
   * A negative and where it came from.
   *
   * @param probability its share of the pool's weight before any draw; NaN if it is not known
   * @param distracting its distracting effect; NaN if no guard measured it
   */
  public record Pick(Seen seen, String pool, double probability, double distracting) {
    /** One that no guard has measured. */
    Pick(Seen seen, String pool, double probability) {
      this(seen, pool, probability, Double.NaN);
    }

    Pick measured(double effect) {
      return new Pick(seen, pool, probability, effect);
    }
  }

  /** Returns the same draw with other words on its negatives. */
  Drawn withPicks(List<Pick> others) {
    return new Drawn(
        others,
        shortfall,
        counts,
        rejections,
        rejected,
        proposals,
        scanned,
        widened,
        standIns,
        ownCosines,
        backgroundCosines);
  }

  /**
   * A candidate that was rejected.
   *
   * @param passage its number
   * @param guard the guard's place in the chain
   */
  public record Rejection(int passage, int guard) {}

  /**
   * A rejected candidate as the row saw it.
   *
   * @param guard the guard's place among all, the batch guards after the chain
   */
  public record Rejected(Seen seen, int guard) {}

  /** Returns the same draw with other candidates to show. */
  Drawn withRejected(List<Rejected> shown) {
    return new Drawn(
        picks,
        shortfall,
        counts,
        rejections,
        List.copyOf(shown),
        proposals,
        scanned,
        widened,
        standIns,
        ownCosines,
        backgroundCosines);
  }
}
