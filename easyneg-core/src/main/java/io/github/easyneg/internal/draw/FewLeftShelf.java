package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.draw.FewLeft.Common;
import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.ground.Vectors;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is left of a pool once for all rows that have it in common, and remembers what was
 * asked for last. Which rows are the first to ask says nothing about what they draw. Thread-safe.
 */
final class FewLeftShelf {
  /** Things in common that are remembered. */
  private static final int KEYS = 1024;

  /** Passages that all that are remembered may hold: 32 MiB. */
  private static final int PASSAGES = 1 << 22;

  private final Vectors vectors;
  private final Map<Key, Entry> known = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);
  private int held;

  FewLeftShelf(Vectors vectors) {
    this.vectors = vectors;
  }

  /** A vector, by its numbers. */
  private static final class Unit {
    private final float[] numbers;
    private final int hash;

    Unit(float[] numbers) {
      this.numbers = numbers;
      this.hash = Arrays.hashCode(numbers);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Unit unit
          && (unit.numbers == numbers
              || (unit.hash == hash && Arrays.equals(unit.numbers, numbers)));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** All that what is left depends on. */
  private record Key(
      List<IntSet> barred,
      Band cosineQuantile,
      Band cosine,
      boolean ceiling,
      boolean first,
      List<Unit> anchors,
      Optional<Question> question) {}

  private record Question(String text, Band lexicalQuantile) {}

  /** What is left, when it has been looked for. */
  private static final class Entry {
    private @Nullable FewLeft found;
    // Passages that it holds and that are counted; guarded by what is known.
    private int size;

    /** Looks, once. */
    synchronized FewLeft found(RowView view, Pool pool, Barred barred, Common common) {
      if (found == null) {
        found = FewLeft.find(view, pool, barred, common);
      }
      return found;
    }
  }

  /**
   * Returns passages among which is all of a row's pool that is not barred, if it was asked for
   * before and they are few.
   */
  Optional<FewLeft> of(RowView view, Pool pool, Barred barred) {
    // Of vectors that are made on demand few are there.
    if (!vectors.complete()) {
      return Optional.empty();
    }
    for (Common common : commons(view.anchorCount())) {
      Optional<FewLeft> found = of(view, pool, barred, common);
      if (found.isPresent() && found.get().reaches(view.ceiling(pool))) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Returns what rows may have in common: each anchor, the question, all of it. */
  private static List<Common> commons(int anchors) {
    List<Common> commons = new ArrayList<>(anchors + 2);
    for (int a = 0; a < anchors; a++) {
      commons.add(new Common(a, a + 1, false));
    }
    commons.add(new Common(0, 0, true));
    commons.add(new Common(0, anchors, true));
    return commons;
  }

  private Optional<FewLeft> of(RowView view, Pool pool, Barred barred, Common common) {
    Key key = key(view, pool, barred, common);
    Entry entry;
    synchronized (known) {
      entry = known.get(key);
      if (entry == null) {
        // The first row may be the only one.
        known.put(key, new Entry());
        forget();
        return Optional.empty();
      }
    }
    FewLeft found = entry.found(view, pool, barred, common);
    synchronized (known) {
      if (entry.size == 0 && known.get(key) == entry) {
        entry.size = found.passages().length;
        held += entry.size;
        forget();
      }
    }
    return Optional.of(found);
  }

  private static Key key(RowView view, Pool pool, Barred barred, Common common) {
    List<Unit> anchors = new ArrayList<>(common.to() - common.from());
    for (int a = common.from(); a < common.to(); a++) {
      anchors.add(new Unit(view.anchor(a)));
    }
    return new Key(
        barred.sets(),
        pool.cosineQuantile(),
        pool.cosine(),
        pool.belowPositive().isPresent(),
        common.hasFirstAnchor(),
        anchors,
        common.question()
            ? Optional.of(new Question(view.row().question(), pool.lexicalQuantile()))
            : Optional.empty());
  }

  private void forget() {
    Iterator<Entry> eldest = known.values().iterator();
    while ((known.size() > KEYS || held > PASSAGES) && eldest.hasNext()) {
      held -= eldest.next().size;
      eldest.remove();
    }
  }
}
