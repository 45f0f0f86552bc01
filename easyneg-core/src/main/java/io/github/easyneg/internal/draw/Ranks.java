package io.github.easyneg.internal.draw;

import io.github.easyneg.index.Hit;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.math.ExactSearch;
import io.github.easyneg.internal.math.SearchKernel;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds passages by rank of nearness, in the user's index if there is one, else by looking at all
 * vectors, which is done for many rows at once.
 */
public final class Ranks {
  private final Ground ground;
  private final Optional<VectorIndex> index;
  private final Optional<ExactSearch> exact;

  Ranks(Ground ground, Consumer<String> notes) {
    this.ground = ground;
    this.index = ground.settings().index();
    if (deepest(ground.settings()) > 0) {
      ground.vectors().makeAll();
    }
    // Some milliseconds of a run that needs no ranks are saved: a kernel may load native code.
    this.exact =
        index.isEmpty() && deepest(ground.settings()) > 0
            ? Optional.of(new ExactSearch(ground.vectors().all(), SearchKernel.find(notes)))
            : Optional.empty();
  }

  /** Returns the number of ranks that pools ask for; 0 if none does. */
  private static int deepest(Settings settings) {
    return settings.mix().parts().stream()
        .flatMap(part -> part.pool().ranks().stream())
        .mapToInt(Pool.Ranks::to)
        .max()
        .orElse(0);
  }

  /** Returns how many rows make a block that is cheap to search for. */
  int blockRows() {
    return exact.isEmpty()
        ? Scratch.ROWS
        : Math.max(Scratch.ROWS, ExactSearch.QUERIES / ground.settings().anchors().size());
  }

  /** Searches for some rows at once. */
  public Block block(List<Row> rows) {
    Map<Long, List<int[]>> nearest = new HashMap<>();
    if (exact.isPresent()) {
      int anchors = ground.settings().anchors().size();
      List<float[]> queries = new ArrayList<>();
      int contexts = 0;
      for (Row row : rows) {
        queries.addAll(Arrays.asList(row.anchors()));
        contexts = Math.max(contexts, row.row().contexts().size());
      }
      long wanted = (long) deepest(ground.settings()) + contexts;
      List<int[]> found =
          exact.get().nearest(queries, (int) Math.min(wanted, ground.corpus().size()));
      for (int i = 0; i < rows.size(); i++) {
        nearest.put(rows.get(i).number(), found.subList(i * anchors, (i + 1) * anchors));
      }
    }
    return new Block(nearest);
  }

  /** The nearest passages of some rows; used by one thread. */
  public final class Block {
    private final Map<Long, List<int[]>> nearest;

    private Block(Map<Long, List<int[]>> nearest) {
      this.nearest = nearest;
    }

    /** Returns the passages that have one of these ranks for every anchor of a row. */
    public Set<Integer> of(RowView view, Pool.Ranks ranks) {
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
        for (int number : nearest(view, anchor, k)) {
          if (ground.corpus().isCandidate(number)
              && ground.vectors().has(number)
              && !own.contains(ground.corpus().folded(number))) {
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

    private int[] nearest(RowView view, int anchor, int k) {
      if (exact.isEmpty()) {
        return fromIndex(view.anchor(anchor), k);
      }
      List<int[]> known = nearest.get(view.number());
      if (known != null && known.get(anchor).length >= k) {
        return Arrays.copyOf(known.get(anchor), k);
      }
      return exact.get().nearest(List.of(view.anchor(anchor)), k).get(0);
    }
  }

  private int[] fromIndex(float[] anchor, int k) {
    VectorIndex store = index.orElseThrow();
    // A store that is shared may hold passages of other data sets; ask for more until there are
    // enough of ours.
    for (long ask = k; ; ask *= 2) {
      int asked = (int) Math.min(ask, Integer.MAX_VALUE);
      List<Hit> hits = store.nearest(anchor, asked);
      int[] ours =
          hits.stream()
              .mapToInt(hit -> ground.corpus().number(hit.id()))
              .filter(number -> number >= 0)
              .limit(k)
              .toArray();
      if (ours.length == k || hits.size() < asked || asked >= store.size()) {
        return ours;
      }
    }
  }
}
