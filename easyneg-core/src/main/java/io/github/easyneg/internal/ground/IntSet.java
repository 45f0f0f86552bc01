package io.github.easyneg.internal.ground;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** A set of ints that are not negative, open-addressed. */
public final class IntSet {
  private static final int FREE = -1;

  private static final int[] NONE = new int[0];

  // Most sets stay empty, and take no room.
  private int[] slots = NONE;
  private int size;

  public boolean contains(int number) {
    return size > 0 && slots[slot(slots, number)] == number;
  }

  public void add(int number) {
    if (2 * size >= slots.length) {
      int[] larger = new int[Math.max(8, 2 * slots.length)];
      Arrays.fill(larger, FREE);
      for (int old : slots) {
        if (old != FREE) {
          larger[slot(larger, old)] = old;
        }
      }
      slots = larger;
    }
    int at = slot(slots, number);
    if (slots[at] == FREE) {
      slots[at] = number;
      size++;
    }
  }

  public void addAll(IntSet other) {
    other.forEach(this::add);
  }

  /**
   * Hands each number to {@code user}, in an order that says nothing, but is the same in each set
   * to which the same numbers were added in the same order.
   */
  public void forEach(IntConsumer user) {
    for (int number : slots) {
      if (number != FREE) {
        user.accept(number);
      }
    }
  }

  /** Tells whether a condition holds for one of them, and asks no further then. */
  public boolean any(IntPredicate condition) {
    for (int number : slots) {
      if (number != FREE && condition.test(number)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a set of those for which a condition holds; this one if it holds for all. */
  public IntSet filtered(IntPredicate condition) {
    if (!any(condition.negate())) {
      return this;
    }
    IntSet kept = new IntSet();
    forEach(
        number -> {
          if (condition.test(number)) {
            kept.add(number);
          }
        });
    return kept;
  }

  public int size() {
    return size;
  }

  private static int slot(int[] slots, int number) {
    int mask = slots.length - 1;
    int at = (number * 0x9E3779B9) >>> 7 & mask;
    while (slots[at] != FREE && slots[at] != number) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
