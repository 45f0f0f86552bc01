package io.github.easyneg.internal.ground;

import io.github.easyneg.sample.DrawKey;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Candidates in an order that the seed and their ids decide; all of them in the order of their
 * numbers, where they are no more than asked for. Drawn a slice of chances at a time: each slice
 * takes a look at every passage, and the first nearly always is enough.
 */
final class Lots {
  private final NumberedPassages corpus;
  private final boolean few;
  private final DrawKey key;
  private final double width;
  private int[] slice = {};
  private int taken;
  private double from;

  /**
   * Makes a value.
   *
   * @param size how many will be asked for, more or less
   */
  Lots(NumberedPassages corpus, int size, long seed) {
    this.corpus = corpus;
    this.few = corpus.candidates() <= size;
    this.key = DrawKey.of(seed, "background".hashCode());
    this.width = Math.min(1, 2.0 * (size + 16) / Math.max(1, corpus.candidates()));
  }

  /** Returns the next candidates, at most {@code most}, at least one; some must be left. */
  int[] next(int most) {
    while (taken == slice.length) {
      slice = nextSlice();
      taken = 0;
    }
    int size = Math.min(most, slice.length - taken);
    int[] next = new int[size];
    System.arraycopy(slice, taken, next, 0, size);
    taken += size;
    return next;
  }

  private int[] nextSlice() {
    IntStream candidates = IntStream.range(0, corpus.size()).filter(corpus::isCandidate);
    if (few) {
      return candidates.toArray();
    }
    double lo = from;
    from += width;
    return candidates
        .filter(number -> chance(number) >= lo && chance(number) < from)
        .boxed()
        .sorted(Comparator.comparingDouble(this::chance).thenComparing(number -> number))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The same number as {@link DrawKey#uniform} of the passage, without the passage. */
  private double chance(int number) {
    return DrawKey.toUniform(key.random(corpus.idStart(number) - 1));
  }
}
