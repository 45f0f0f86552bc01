package io.github.easyneg.internal.engine;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.MinedRow.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Draws for chunks of rows, and draws again where an expensive guard objects. */
final class Miner {
  private final Ground ground;
  private final GuardChain guards;
  private final Ranks ranks;
  private final Workers workers;
  private final Map<String, Long> batchRejections = new TreeMap<>();

  Miner(Ground ground, Workers workers) {
    this.ground = ground;
    this.guards = new GuardChain(ground);
    this.ranks = new Ranks(ground);
    this.workers = workers;
  }

  GuardChain guards() {
    return guards;
  }

  /** Returns how many candidates each batch guard turned away, by its name. */
  Map<String, Long> batchRejections() {
    return batchRejections;
  }

  /**
   * Draws for each row.
   *
   * @param reuse what {@code maxReuse} forbids
   */
  List<Drawn> draw(List<RowView> views, ReuseLimit reuse) {
    Drawn[] drawn = new Drawn[views.size()];
    List<IntSet> forbidden = new ArrayList<>(views.size());
    for (RowView view : views) {
      forbidden.add(reuse.forbiddenTo(view.number()));
    }
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < drawn.length; i++) {
      open.add(i);
    }
    while (!open.isEmpty()) {
      List<Integer> now = open;
      workers.forEach(
          now.size(),
          j -> {
            int i = now.get(j);
            drawn[i] = draw(views.get(i), forbidden.get(i), reuse);
          });
      open = judge(views, drawn, forbidden, now);
    }
    return List.of(drawn);
  }

  private Drawn draw(RowView view, IntSet forbidden, ReuseLimit reuse) {
    Optional<Reason> reason =
        reuse.forbids(view.number())
            ? Optional.of(Reason.REUSED_TOO_OFTEN)
            : forbidden.size() > 0 ? Optional.of(Reason.REJECTED_BY_GUARDS) : Optional.empty();
    return new RowDraw(ground, guards, ranks, view, forbidden).draw(reason);
  }

  /** Asks the batch guards about what was drawn; returns the rows that must draw again. */
  private List<Integer> judge(
      List<RowView> views, Drawn[] drawn, List<IntSet> forbidden, List<Integer> rows) {
    BitSet again = new BitSet();
    for (BatchGuard guard : ground.settings().batchGuards()) {
      List<BatchGuard.Pair> pairs = new ArrayList<>();
      List<int[]> places = new ArrayList<>();
      for (int i : rows) {
        for (Drawn.Pick pick : drawn[i].picks()) {
          if (!forbidden.get(i).contains(pick.seen().number())) {
            pairs.add(new BatchGuard.Pair(views.get(i).row(), pick.seen().passage()));
            places.add(new int[] {i, pick.seen().number()});
          }
        }
      }
      if (pairs.isEmpty()) {
        continue;
      }
      Workers.requireNotInterrupted();
      BitSet rejected = guard.rejects(List.copyOf(pairs));
      rejected.stream()
          .limit(pairs.size())
          .forEach(
              p -> {
                forbidden.get(places.get(p)[0]).add(places.get(p)[1]);
                again.set(places.get(p)[0]);
              });
      batchRejections.merge(guard.name(), (long) rejected.cardinality(), Long::sum);
    }
    return again.stream().boxed().toList();
  }

  /** Returns a row and its draw in the words of the interface. */
  MinedRow mined(RowView view, Drawn drawn) {
    List<MinedNegative> negatives = new ArrayList<>(drawn.picks().size());
    for (Drawn.Pick pick : drawn.picks()) {
      Seen seen = pick.seen();
      negatives.add(
          new MinedNegative(
              seen.passage(),
              pick.band(),
              seen.cosine(),
              seen.cosineQuantile(),
              seen.lexicalQuantile(),
              seen.frequency(),
              pick.probability(),
              guards.passed()));
    }
    return new MinedRow(view.row(), view.number(), negatives, drawn.shortfall());
  }
}
