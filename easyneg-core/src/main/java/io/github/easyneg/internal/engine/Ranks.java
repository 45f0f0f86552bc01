package io.github.easyneg.internal.engine;

import io.github.easyneg.index.Hit;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.math.ExactSearch;
import io.github.easyneg.mine.Pool;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds passages by rank of nearness, in the user's index if there is one, else by looking at all
 * vectors.
 */
final class Ranks {
  private final Ground ground;
  private final Optional<VectorIndex> index;
  private final ExactSearch exact;

  Ranks(Ground ground) {
    this.ground = ground;
    this.index = ground.settings().index();
    this.exact = new ExactSearch(ground.matrix());
  }

  /** Returns the passages that have one of these ranks for every anchor of the row. */
  Set<Integer> of(RowView view, Pool.Ranks ranks) {
    Set<Integer> common = new LinkedHashSet<>(of(view, 0, ranks));
    for (int a = 1; a < view.anchorCount(); a++) {
      common.retainAll(of(view, a, ranks));
    }
    return common;
  }

  private List<Integer> of(RowView view, int anchor, Pool.Ranks ranks) {
    Set<Long> own = new LinkedHashSet<>();
    for (int number : view.own()) {
      own.add(ground.corpus().folded(number));
    }
    int all = ground.corpus().size();
    // The row's own contexts have no rank; copies of them may be there that differ in form alone.
    long wanted = (long) ranks.to() + own.size();
    while (true) {
      int k = (int) Math.min(wanted, all);
      List<Integer> others = new ArrayList<>();
      for (int number : nearest(view.anchor(anchor), k)) {
        if (!own.contains(ground.corpus().folded(number))) {
          others.add(number);
        }
      }
      if (others.size() >= ranks.to() || k == all) {
        return others.subList(
            Math.min(ranks.from(), others.size()), Math.min(ranks.to(), others.size()));
      }
      wanted *= 2;
    }
  }

  private int[] nearest(float[] anchor, int k) {
    if (index.isEmpty()) {
      return exact.nearest(List.of(anchor), k).get(0);
    }
    // A store that is shared may hold passages of other data sets; ask for more until there are
    // enough of ours.
    for (long ask = k; ; ask *= 2) {
      int asked = (int) Math.min(ask, Integer.MAX_VALUE);
      List<Hit> hits = index.get().nearest(anchor, asked);
      int[] ours =
          hits.stream()
              .mapToInt(hit -> ground.corpus().number(hit.id()))
              .filter(number -> number >= 0)
              .limit(k)
              .toArray();
      if (ours.length == k || hits.size() < asked || asked >= index.get().size()) {
        return ours;
      }
    }
  }
}
