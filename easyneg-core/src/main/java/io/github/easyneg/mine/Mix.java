package io.github.easyneg.mine;

import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many negatives a row gets from which pools, for example two easy ones and a semi-hard one.
 *
 * @param parts drawn in this order; what one part drew, a later one does not draw again
 */
public record Mix(List<Part> parts) {

  /**
   * Some negatives from one pool.
   *
   * @param pool the pool
   * @param k how many, at least 1
   */
  public record Part(Pool pool, int k) {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public Part {
      NotNull.check(pool, "pool");
      if (k < 1) {
        throw OptionException.is("sampleK", k, "ask for at least 1 negative a row.");
      }
    }
  }

  /** Copies the list. */
  public Mix {
    NotNull.check(parts, "parts");
    parts = List.copyOf(parts);
  }

  /**
   * Returns a mix of {@code k} negatives from {@code pool}.
   *
   * @throws IllegalArgumentException if {@code k} is below 1
   */
  public static Mix of(int k, Pool pool) {
    NotNull.check(pool, "pool");
    return new Mix(List.of(new Part(pool, k)));
  }

  /**
   * Returns this mix and {@code k} negatives more from {@code pool}.
   *
   * @throws IllegalArgumentException if {@code k} is below 1
   */
  public Mix and(int k, Pool pool) {
    NotNull.check(pool, "pool");
    List<Part> more = new ArrayList<>(parts);
    more.add(new Part(pool, k));
    return new Mix(more);
  }

  /** Returns how many negatives a row gets in all. */
  public int total() {
    // Asked of each row: a stream would be a tenth of its garbage.
    int total = 0;
    for (Part part : parts) {
      total += part.k();
    }
    return total;
  }
}
