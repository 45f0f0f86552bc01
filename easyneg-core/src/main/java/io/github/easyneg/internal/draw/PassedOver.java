package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.IntSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What is told of a row's {@link Barred} passages after its draw. Save where all are to be listed,
 * it takes a look at a few of them, and not at as many as there are: there may be as many as rows.
 * For one row, and one thread.
 */
final class PassedOver {
  /** Among so many some are looked for to be shown. */
  private static final int SHOWN_OF = 64;

  /**
   * So many are looked at for one in a pool. A pool that holds none of them holds next to nothing
   * of what was passed over, and to look at all of it in each row would take the square of the
   * rows. Which they are depends on what is barred alone, and so the reason is the same whichever
   * row looks first.
   */
  static final int LOOKED_AT = 4096;

  private final RowView view;
  private final Barred barred;
  private final IntSet excluded;
  private final IntPredicate inPool;

  /**
   * Takes what was drawn and passed over.
   *
   * @param excluded what the draw came to, or must not draw; it is told elsewhere
   * @param inPool tells whether a passage lies in a pool that was drawn from
   */
  PassedOver(RowView view, Barred barred, IntSet excluded, IntPredicate inPool) {
    this.view = view;
    this.barred = barred;
    this.excluded = excluded;
    this.inPool = inPool;
  }

  /** Adds to how many candidates each guard rejected; the row's own count for the first. */
  void count(int[] counts, BarredCounts known) {
    if (barred.isEmpty()) {
      return;
    }
    int[] byGuard = known.byGuard(barred);
    excluded.forEach(passage -> leaveOut(passage, byGuard));
    for (int own : IntStream.of(view.own()).distinct().toArray()) {
      if (!excluded.contains(own) && barred.contains(own)) {
        leaveOut(own, byGuard);
        counts[0]++;
      }
    }
    for (int guard = 0; guard < counts.length; guard++) {
      counts[guard] += byGuard[guard];
    }
  }

  private void leaveOut(int passage, int[] byGuard) {
    int guard = barred.guardOf(passage);
    if (guard >= 0) {
      byGuard[guard]--;
    }
  }

  /** Returns all of those in the pool. */
  List<Drawn.Rejection> list() {
    IntStream.Builder passages = IntStream.builder();
    barred.forEach((passage, guard) -> passages.add(passage));
    view.require(() -> passages.build().toArray());
    Set<Integer> own = new HashSet<>();
    IntStream.of(view.own()).forEach(own::add);
    List<Drawn.Rejection> all = new ArrayList<>();
    barred.forEach(
        (passage, guard) -> {
          if (!excluded.contains(passage) && inPool.test(passage)) {
            all.add(new Drawn.Rejection(passage, own.contains(passage) ? 0 : guard));
          }
        });
    return all;
  }

  /** Shows the first few of those that lie in the pool, as if they had been drawn. */
  void show(ShownRejections shown) {
    List<Drawn.Rejection> few = new ArrayList<>();
    int[] tried = {0};
    barred.forEachWhile(
        (passage, guard) -> {
          if (!excluded.contains(passage) && !view.isOwnText(passage)) {
            few.add(new Drawn.Rejection(passage, guard));
          }
          return ++tried[0] < SHOWN_OF;
        });
    view.require(() -> few.stream().mapToInt(Drawn.Rejection::passage).toArray());
    for (Drawn.Rejection one : few) {
      if (inPool.test(one.passage())) {
        shown.add(view.look(one.passage()).keep(), one.guard());
      }
    }
  }

  /**
   * Tells whether one of those lies in the pool, of very many one of the first. Vectors that are
   * yet to be made are asked for together, twice as many each time.
   *
   * @param mayBe false for passages of which it is known that they lie outside
   */
  boolean isOneInPool(IntPredicate mayBe) {
    int[][] waiting = {new int[SHOWN_OF]};
    int[] count = {0};
    int[] asked = {0};
    boolean[] found = {false};
    barred.forEachWhile(
        (passage, guard) -> {
          if (!excluded.contains(passage)) {
            asked[0]++;
            if (mayBe.test(passage)) {
              waiting[0][count[0]++] = passage;
            }
          }
          if (count[0] == waiting[0].length) {
            found[0] = isOneInPool(waiting[0]);
            waiting[0] = new int[2 * count[0]];
            count[0] = 0;
          }
          return !found[0] && asked[0] < LOOKED_AT;
        });
    return found[0] || isOneInPool(Arrays.copyOf(waiting[0], count[0]));
  }

  private boolean isOneInPool(int[] passages) {
    view.require(() -> passages);
    return IntStream.of(passages).anyMatch(inPool);
  }
}
