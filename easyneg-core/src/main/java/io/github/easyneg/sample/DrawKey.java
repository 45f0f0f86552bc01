package io.github.easyneg.sample;

import io.github.easyneg.data.Passage;

/**
 * The source of all chance for one row's draw: a function of the recipe's seed and the row's
 * content.
 *
 * @param bits 64 well-mixed bits
 */
public record DrawKey(long bits) {

  /** Returns the key of a row under a seed. */
  public static DrawKey of(long seed, long rowKey) {
    return new DrawKey(mix(mix(seed + GOLDEN) ^ rowKey));
  }

  /** Returns another key, independent of this one: the {@code n}-th of its children. */
  public DrawKey derive(int n) {
    return n == 0 ? this : new DrawKey(mix(bits ^ mix(n * GOLDEN)));
  }

  /** Returns a number in (0, 1), the same for the same key and passage, independent otherwise. */
  public double uniform(Passage passage) {
    return toUniform(mix(bits + GOLDEN * hash(passage)));
  }

  /** Returns the {@code n}-th of an endless sequence of independent 64-bit numbers of this key. */
  public long random(long n) {
    return mix(bits + GOLDEN * (n + 1));
  }

  /** Maps 64 random bits to a number in (0, 1), both ends excluded. */
  public static double toUniform(long random) {
    return ((random >>> 12) + 0.5) * 0x1.0p-52;
  }

  private static long hash(Passage passage) {
    return Long.parseUnsignedLong(passage.id(), 0, 16, 16);
  }

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * The finaliser of SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
   * Generators", OOPSLA 2014 (https://doi.org/10.1145/2660193.2660195), with the constants of
   * Stafford's variant 13.
   */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
