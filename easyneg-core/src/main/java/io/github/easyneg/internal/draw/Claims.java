package io.github.easyneg.internal.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes sure that no passage is a negative in more rows than {@code maxReuse} allows: who claims
 * what, and who is refused.
 *
 * <p>Each row has a turn, by chance: a function of its key. Rows that come earlier choose first,
 * each in the order of its own draw; a passage that as many rows hold as may is closed to all that
 * come later. That is the serial dictatorship, of which Gale and Shapley's deferred acceptance
 * ("College Admissions and the Stability of Marriage", 1962, https://doi.org/10.2307/2312726) is
 * the form without an order of time: in each round all rows draw among what is not closed to them;
 * a passage drawn by too many keeps those whose turn is earliest, and refuses the others for good;
 * those draw again. All rows of a round draw before any is refused, so that the outcome depends
 * neither on the order of the rows nor on threads or processes. As the turns are by chance, few
 * rounds do: the number grows with the square of the logarithm of the rows, and not with the rows
 * (Blelloch, Fineman and Shun, "Greedy Sequential Maximal Independent Set and Matching are Parallel
 * on Average", 2012, https://doi.org/10.1145/2312005.2312058). If each passage drew lots of its
 * own, a row that is short in the end would be refused by all it could have, one after the other.
 *
 * <p>Where short rows are skipped, {@link #leaveOut} then leaves out the half of them with the
 * latest turns, and all others draw again, until none is short: what a row holds that is skipped in
 * the end may be all that another one lacks. Half of them, because of two rows that are in each
 * other's way, one can be served.
 *
 * <p>Keeps the claims of all rows in memory: some 40 bytes for each negative. For one thread; what
 * draws need is in {@link #limit}.
 */
public final class Claims {
  private final int max;
  private final Map<Integer, List<Turn>> claims = new HashMap<>();
  private final Map<Long, int[]> held = new HashMap<>();
  private final Map<Long, ShortRow> shortRows = new HashMap<>();
  private final Set<Long> leftOut = new HashSet<>();

  /** Of passages that as many rows hold as may: the last of these. */
  private final Map<Integer, Turn> closed = new HashMap<>();

  private final Set<Integer> claimed = new HashSet<>();
  private ReuseLimit limit = ReuseLimit.first(List.of(), List.of());
  private boolean first = true;

  /** A short row, and whether it would be without any limit. */
  private record ShortRow(Turn turn, boolean anyway) {}

  /** Allows each passage {@code max} rows. */
  public Claims(int max) {
    this.max = max;
  }

  /** Returns what the next round draws under. */
  public ReuseLimit limit() {
    return limit;
  }

  /** Notes what a row drew, in place of what it drew before; in any order of the rows. */
  public void add(Claim claim) {
    Turn turn = claim.turn();
    int[] before = held.put(turn.row(), claim.passages());
    if (before != null) {
      for (int passage : before) {
        claims.getOrDefault(passage, List.of()).removeIf(one -> one.row() == turn.row());
      }
    }
    for (int passage : claim.passages()) {
      claims.computeIfAbsent(passage, p -> new ArrayList<>()).add(turn);
      claimed.add(passage);
    }
    if (claim.isShort()) {
      // Known from its first draw; what is closed to it later takes nothing from that.
      ShortRow known = shortRows.get(turn.row());
      shortRows.put(turn.row(), new ShortRow(turn, known == null ? first : known.anyway()));
    } else {
      shortRows.remove(turn.row());
    }
  }

  /**
   * Leaves short rows out, and opens all passages again; returns whether some were left out, so
   * that the others must draw again. Rows that are short without any limit go first, all of them.
   */
  public boolean leaveOut() {
    List<ShortRow> now =
        shortRows.values().stream()
            .filter(row -> !leftOut.contains(row.turn().row()))
            .sorted(Comparator.comparing(ShortRow::turn))
            .toList();
    if (now.isEmpty()) {
      return false;
    }
    List<ShortRow> anyway = now.stream().filter(ShortRow::anyway).toList();
    List<ShortRow> out = anyway.isEmpty() ? now.subList(now.size() / 2, now.size()) : anyway;
    out.forEach(row -> leftOut.add(row.turn().row()));
    shortRows.keySet().retainAll(leftOut);
    closed.clear();
    claims.clear();
    claimed.clear();
    held.clear();
    first = true;
    limit =
        ReuseLimit.first(
            leftOut,
            shortRows.entrySet().stream()
                .filter(row -> !row.getValue().anyway())
                .map(Map.Entry::getKey)
                .toList());
    return true;
  }

  /** Ends a round; returns whether some rows must draw again. */
  public boolean refuse() {
    Set<Long> refused = new HashSet<>();
    first = false;
    for (int passage : claimed) {
      List<Turn> ofPassage = claims.getOrDefault(passage, List.of());
      if (ofPassage.size() >= max) {
        ofPassage.sort(null);
        List<Turn> losers = ofPassage.subList(max, ofPassage.size());
        losers.forEach(loser -> refused.add(loser.row()));
        losers.clear();
        // Where a row gave back what it held, nothing is opened again: others were refused for it.
        closed.merge(passage, ofPassage.get(max - 1), (a, b) -> a.compareTo(b) < 0 ? a : b);
      }
    }
    claimed.clear();
    limit = limit.later(closed, refused);
    return !refused.isEmpty();
  }
}
