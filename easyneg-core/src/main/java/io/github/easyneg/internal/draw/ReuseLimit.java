package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.sample.DrawKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes sure that no passage is a negative in more rows than {@code maxReuse} allows.
 *
 * <p>This is deferred acceptance: Gale and Shapley, "College Admissions and the Stability of
 * Marriage", 1962 (https://doi.org/10.2307/2312726). In each round all rows draw, in the order that
 * their keys give them; a passage drawn by too many rows keeps those whose chance, a function of
 * key and id, is smallest, and refuses the others for good; those draw again. All rows of a round
 * draw before any is refused, so that the outcome depends neither on the order of the rows nor on
 * threads.
 *
 * <p>Where short rows are skipped, {@link #leaveOut} then leaves out the half of them with the
 * greatest chance, and all others draw again, until none is short: what a row holds that is skipped
 * in the end may be all that another one lacks. Half of them, because of two rows that are in each
 * other's way, one can be served.
 *
 * <p>Keeps the claims of all rows in memory: some 40 bytes for each negative.
 */
public final class ReuseLimit {
  /** Keeps the priorities apart from the draws, which are made of the same keys. */
  private static final long PRIORITY = 0x5DEECE66DL;

  private final int max;
  private final Map<Long, IntSet> forbidden = new HashMap<>();
  private final Map<Integer, List<Claim>> claims = new HashMap<>();
  private final Map<Long, List<Integer>> held = new HashMap<>();
  private final Map<Long, ShortRow> shortRows = new HashMap<>();
  private final Set<Long> leftOut = new HashSet<>();
  private Set<Long> refused = new HashSet<>();

  /** A short row, and whether it would have without any limit. */
  private record ShortRow(long row, double priority, boolean anyway) {}

  /** A row that drew a passage. */
  private record Claim(long row, double priority) {}

  /** Allows each passage {@code max} rows. */
  public ReuseLimit(int max) {
    this.max = max;
  }

  /** Returns a limit that forbids nothing. */
  public static ReuseLimit none() {
    return new ReuseLimit(Integer.MAX_VALUE);
  }

  /** Adds what a row must not draw. */
  void forbid(long row, IntSet passages) {
    if (!forbidden.isEmpty() && forbidden.containsKey(row)) {
      passages.addAll(forbidden.get(row));
    }
  }

  private boolean forbids(long row) {
    return forbidden.containsKey(row);
  }

  /** Tells whether a row must draw in this round: all in the first, then those refused. */
  public boolean mustDraw(long row, int round) {
    return round == 0 ? !leftOut.contains(row) : refused.contains(row);
  }

  /** Notes what a row drew, in place of what it drew before. */
  public void claim(Row row, Drawn drawn) {
    for (int passage : held.getOrDefault(row.number(), List.of())) {
      claims.getOrDefault(passage, List.of()).removeIf(claim -> claim.row() == row.number());
    }
    DrawKey key = new DrawKey(row.key().bits() ^ PRIORITY);
    List<Integer> passages = new ArrayList<>(drawn.picks().size());
    for (Drawn.Pick pick : drawn.picks()) {
      passages.add(pick.seen().number());
      claims
          .computeIfAbsent(pick.seen().number(), p -> new ArrayList<>())
          .add(new Claim(row.number(), key.uniform(pick.seen().passage())));
    }
    held.put(row.number(), passages);
    if (drawn.shortfall().isPresent()) {
      double priority = DrawKey.toUniform(key.random(0));
      // Known from its first draw; what it is refused later takes nothing from that.
      ShortRow before = shortRows.get(row.number());
      boolean anyway = before == null ? !forbids(row.number()) : before.anyway();
      shortRows.put(row.number(), new ShortRow(row.number(), priority, anyway));
    } else {
      shortRows.remove(row.number());
    }
  }

  /**
   * Leaves short rows out, and forgets what all others were refused; returns whether some were left
   * out, so that the others must draw again. Rows that are short without any limit go first, all of
   * them. A row that is left out keeps what it was refused, and is short again.
   */
  public boolean leaveOut() {
    if (shortRows.isEmpty()) {
      return false;
    }
    List<ShortRow> anyway = shortRows.values().stream().filter(ShortRow::anyway).toList();
    List<ShortRow> all =
        shortRows.values().stream()
            .sorted(Comparator.comparingDouble(ShortRow::priority).thenComparing(ShortRow::row))
            .toList();
    List<ShortRow> out = anyway.isEmpty() ? all.subList(all.size() / 2, all.size()) : anyway;
    out.forEach(row -> leftOut.add(row.row()));
    shortRows.clear();
    forbidden.keySet().retainAll(leftOut);
    claims.clear();
    held.clear();
    return true;
  }

  /** Ends a round; returns whether some rows must draw again. */
  public boolean refuse() {
    refused = new HashSet<>();
    claims.forEach(
        (passage, ofPassage) -> {
          if (ofPassage.size() > max) {
            ofPassage.sort(Comparator.comparingDouble(Claim::priority).thenComparing(Claim::row));
            List<Claim> losers = ofPassage.subList(max, ofPassage.size());
            for (Claim loser : losers) {
              forbidden.computeIfAbsent(loser.row(), r -> new IntSet()).add(passage);
              refused.add(loser.row());
            }
            losers.clear();
          }
        });
    return !refused.isEmpty();
  }
}
