package io.github.easyneg.internal.engine;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.MinedRow.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws for chunks of rows, and draws again where an expensive guard objects. */
final class Miner {
  private final Ground ground;
  private final GuardChain guards;
  private final Ranks ranks;
  private final Workers workers;
  private final Verdicts verdicts;

  Miner(Ground ground, Workers workers) {
    this.ground = ground;
    this.guards = new GuardChain(ground);
    this.ranks = new Ranks(ground);
    this.workers = workers;
    this.verdicts = new Verdicts(ground.settings().batchGuards());
  }

  GuardChain guards() {
    return guards;
  }

  Ranks ranks() {
    return ranks;
  }

  /** Returns how many candidates each batch guard turned away, by its name. */
  Map<String, Long> batchRejections() {
    return verdicts.rejections();
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
      IntSet ofRow = reuse.forbiddenTo(view.number());
      verdicts.rejectedFor(view.number()).forEach(ofRow::add);
      forbidden.add(ofRow);
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
      open = verdicts.ask(views, drawn, now);
      for (int i : open) {
        verdicts.rejectedFor(views.get(i).number()).forEach(forbidden.get(i)::add);
      }
    }
    if (ground.settings().maxReuse().isEmpty()) {
      // No row draws again in a later round.
      verdicts.forget();
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
