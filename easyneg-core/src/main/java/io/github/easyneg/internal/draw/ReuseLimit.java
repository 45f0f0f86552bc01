package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Row;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What {@code maxReuse} closes to whom in a round of draws, as {@link Claims} settled it so far.
 * Immutable, and serializable for runs of many processes.
 */
public final class ReuseLimit implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int FREE = -1;
  private static final long[] NONE = {};

  /** Closed passages, open-addressed: each with the last of the turns that hold it. */
  private final int[] passages;

  private final double[] chances;
  private final long[] rows;

  /** Rows that are left out, by number, in order; those of them that are left out for others. */
  private final long[] leftOut;

  private final long[] forOthers;

  /** Whether all draw that are not left out; else those that do, in order. */
  private final boolean first;

  private final long[] drawing;

  private ReuseLimit(
      Map<Integer, Turn> closed, long[] leftOut, long[] forOthers, boolean first, long[] drawing) {
    this.leftOut = leftOut;
    this.forOthers = forOthers;
    this.first = first;
    this.drawing = drawing;
    int slots = closed.isEmpty() ? 0 : Integer.highestOneBit(closed.size()) << 2;
    this.passages = new int[slots];
    this.chances = new double[slots];
    this.rows = new long[slots];
    Arrays.fill(passages, FREE);
    closed.forEach(this::put);
  }

  /** Returns a limit that closes nothing. */
  public static ReuseLimit none() {
    return new ReuseLimit(Map.of(), NONE, NONE, true, NONE);
  }

  /** Returns what a first round draws under: nothing is closed, and all draw that are not out. */
  static ReuseLimit first(Collection<Long> leftOut, Collection<Long> forOthers) {
    return new ReuseLimit(Map.of(), sorted(leftOut), sorted(forOthers), true, NONE);
  }

  /**
   * Returns the limit of a later round.
   *
   * @param closed of passages that as many rows hold as may: the last of these
   * @param drawing who draws
   */
  ReuseLimit later(Map<Integer, Turn> closed, Collection<Long> drawing) {
    return new ReuseLimit(closed, leftOut, forOthers, false, sorted(drawing));
  }

  private static long[] sorted(Collection<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private void put(int passage, Turn last) {
    int at = slot(passage);
    passages[at] = passage;
    chances[at] = last.chance();
    rows[at] = last.row();
  }

  private int slot(int passage) {
    int mask = passages.length - 1;
    int at = (passage * 0x9E3779B9) >>> 7 & mask;
    while (passages[at] != FREE && passages[at] != passage) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Tells whether a row must draw in this round: all in the first, then those refused. */
  public boolean mustDraw(long row) {
    return first ? !contains(leftOut, row) : contains(drawing, row);
  }

  /**
   * Tells whether some of these rows may have to draw.
   *
   * @param from the first row's number
   * @param to the number after the last one's
   */
  public boolean mayDraw(long from, long to) {
    if (first) {
      return from < to;
    }
    int at = Arrays.binarySearch(drawing, from);
    int next = at < 0 ? -at - 1 : at;
    return next < drawing.length && drawing[next] < to;
  }

  /** Tells which passages are closed to a row: now, and from now on. */
  IntPredicate closedTo(Row row) {
    if (passages.length == 0 || contains(leftOut, row.number())) {
      return passage -> false;
    }
    Turn turn = Turn.of(row);
    return passage -> {
      int at = slot(passage);
      return passages[at] != FREE && turn.compareTo(new Turn(chances[at], rows[at])) > 0;
    };
  }

  /** Tells whether a row is left out for others, which it does not stand for without a limit. */
  boolean isLeftOut(Row row) {
    return contains(forOthers, row.number());
  }

  private static boolean contains(long[] sorted, long number) {
    return sorted.length > 0 && Arrays.binarySearch(sorted, number) >= 0;
  }
}
