package io.github.easyneg.internal.draw;

import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.Pool;

/** How a pool grows where it is too small: away from the anchor first, towards it last. */
final class Widening {
  private Widening() {}

  /** Returns the pool after {@code step} steps, 1 to 4. */
  static Pool of(Pool pool, int step) {
    String name = pool.name() + "+" + step;
    if (pool.ranks().isPresent()) {
      Pool.Ranks ranks = pool.ranks().get();
      int to = (int) Math.min(Integer.MAX_VALUE, (long) ranks.to() << step);
      return pool.named(name).withRanks(ranks.from(), to);
    }
    Band cosines = widen(pool.cosineQuantile(), 0, 1, step);
    Band words = widen(pool.lexicalQuantile(), 0, 1, step);
    Pool wider =
        pool.named(name)
            .withCosineQuantile(cosines.lo(), cosines.hi())
            .withLexicalQuantile(words.lo(), words.hi());
    if (pool.cosine().equals(Band.ALL)) {
      return wider;
    }
    Band cosine = widen(pool.cosine(), -1, 1, step);
    return wider.withSimilarity(cosine.lo(), cosine.hi());
  }

  private static Band widen(Band band, double min, double max, int step) {
    return switch (step) {
      case 1 -> new Band((band.lo() + min) / 2, band.hi());
      case 2 -> new Band(min, band.hi());
      case 3 -> new Band(min, (band.hi() + max) / 2);
      default -> new Band(min, max);
    };
  }
}
