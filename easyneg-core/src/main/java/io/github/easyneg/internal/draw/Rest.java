package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.math.Tile;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The passages that are not {@link Barred} for a row, laid out so that their cosines are computed
 * together, some ten times as fast as one by one and to the same bits. Rows that ask the same share
 * it. Immutable.
 */
final class Rest {
  private static final int BARRED = -1;

  private final int[] numbers;
  private final int[] places;
  private final Tile[] tiles;

  private Rest(int corpusSize, int[] numbers, Tile[] tiles) {
    this.numbers = numbers;
    this.tiles = tiles;
    this.places = new int[corpusSize];
    Arrays.fill(places, BARRED);
    for (int i = 0; i < numbers.length; i++) {
      places[numbers[i]] = i;
    }
  }

  /** Returns how many passages are left. */
  int size() {
    return numbers.length;
  }

  /** Returns the number of the {@code i}-th of them. */
  int number(int i) {
    return numbers[i];
  }

  /** Returns which of them a passage is, or a negative number. */
  int place(int passage) {
    return places[passage];
  }

  /** The cosines of a few vectors and each passage that is left. For one thread. */
  static final class Cosines {
    private final float[][] sums;
    private final float[][] units;
    private float[][] cosines = {};
    private @Nullable Rest rest;
    private int rows;

    Cosines(float[][] sums) {
      this.sums = sums;
      this.units = new float[Scratch.ROWS][];
    }

    /**
     * Returns the cosines of a row's first anchor, for the {@code i}-th passage at {@code i}. Where
     * the row before asked the same, those of the rest of the block are computed with it: all
     * vectors pass through the processor's cache once.
     *
     * @param block rows that are looked at one after the other
     * @param row which of them
     */
    float[] of(Rest asked, List<Row> block, int row) {
      for (int i = 0; asked == rest && i < rows; i++) {
        if (units[i] == block.get(row).anchors()[0]) {
          return cosines[i];
        }
      }
      int count = asked == rest ? block.size() - row : 1;
      rest = asked;
      rows = count;
      for (int i = 0; i < count; i++) {
        units[i] = block.get(row + i).anchors()[0];
      }
      makeRoom(asked.size(), count);
      int offset = 0;
      for (Tile tile : asked.tiles) {
        tile.cosines(units, count, sums, cosines, offset);
        offset += tile.size();
      }
      return cosines[0];
    }

    private void makeRoom(int passages, int count) {
      if (cosines.length < count || cosines[0].length < passages) {
        int room = cosines.length == 0 ? passages : Math.max(passages, cosines[0].length);
        cosines = new float[Math.max(count, cosines.length)][room];
      }
    }
  }

  /** Remembers a few that were asked for last and more than once. Thread-safe. */
  static final class Shelf {
    /** What all that are remembered may hold: 64 MiB. */
    private static final long FLOATS = 1 << 24;

    private static final int ASKED = 16;

    private final Ground ground;
    private final Map<List<IntSet>, Optional<Rest>> known =
        new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);
    private long floats;

    Shelf(Ground ground) {
      this.ground = ground;
    }

    /** Returns the rest, if it was asked for before and is not too large. */
    synchronized Optional<Rest> of(Barred barred) {
      // Of vectors that are made on demand few are there.
      if (barred.isEmpty() || !ground.vectors().complete()) {
        return Optional.empty();
      }
      List<IntSet> key = barred.sets();
      Optional<Rest> found = known.get(key);
      if (found == null) {
        // The first row may be the only one.
        known.put(key, Optional.empty());
        forgetKeys();
        return Optional.empty();
      }
      return found.isPresent() ? found : make(key, barred);
    }

    private Optional<Rest> make(List<IntSet> key, Barred barred) {
      int[] numbers =
          IntStream.range(0, ground.corpus().size()).filter(p -> !barred.contains(p)).toArray();
      long size = (long) numbers.length * ground.vectors().dimension();
      if (size > FLOATS) {
        return Optional.empty();
      }
      forget(size);
      floats += size;
      Optional<Rest> made =
          Optional.of(new Rest(ground.corpus().size(), numbers, ground.vectors().tiles(numbers)));
      known.put(key, made);
      return made;
    }

    private void forget(long room) {
      Iterator<Optional<Rest>> eldest = known.values().iterator();
      while (floats + room > FLOATS && eldest.hasNext()) {
        Optional<Rest> rest = eldest.next();
        if (rest.isPresent()) {
          floats -= (long) rest.get().numbers.length * ground.vectors().dimension();
          eldest.remove();
        }
      }
    }

    private void forgetKeys() {
      Iterator<Optional<Rest>> eldest = known.values().iterator();
      int surplus = known.size() - ASKED;
      while (surplus > 0 && eldest.hasNext()) {
        if (eldest.next().isEmpty()) {
          eldest.remove();
          surplus--;
        }
      }
    }
  }
}
