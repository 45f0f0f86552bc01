package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.IntSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The passages of which it is known before the draw that a guard rejects them, where they are so
 * many that to draw them one by one would make a run's time grow with the square of its rows: what
 * answers a question that many rows ask, what is of a large group, what holds an answer that many
 * rows give. Passing over a passage is the same as drawing it and rejecting it, save that it is not
 * counted; {@link #forEach} is for that. For one row, and one thread.
 */
final class Barred {
  private final List<IntSet> sets = new ArrayList<>();
  private final List<Integer> guards = new ArrayList<>();

  /** Takes what a barred passage is. */
  interface User {
    /**
     * Takes a passage.
     *
     * @param guard the place in the chain of the guard that rejects it
     */
    void take(int passage, int guard);
  }

  /** Adds passages; the guards in the order of the chain. */
  void add(int guard, IntSet passages) {
    sets.add(passages);
    guards.add(guard);
  }

  /** Returns what tells these sets from others, if each is kept for as long as a run. */
  List<IntSet> sets() {
    return List.copyOf(sets);
  }

  boolean isEmpty() {
    return sets.isEmpty();
  }

  boolean contains(int passage) {
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i).contains(passage)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the place in the chain of the guard that the {@code i}-th set is for. */
  int guard(int i) {
    return guards.get(i);
  }

  /** Returns these and others. */
  Barred and(Barred others) {
    Barred all = new Barred();
    for (Barred each : List.of(this, others)) {
      for (int i = 0; i < each.sets.size(); i++) {
        all.add(each.guards.get(i), each.sets.get(i));
      }
    }
    return all;
  }

  /** Tells how many they are, if that is known without a look at each. */
  OptionalInt size() {
    return sets.isEmpty()
        ? OptionalInt.of(0)
        : sets.size() == 1 ? OptionalInt.of(sets.get(0).size()) : OptionalInt.empty();
  }

  /** Hands over each passage once, with the first guard that rejects it. */
  void forEach(User user) {
    for (int i = 0; i < sets.size(); i++) {
      int set = i;
      sets.get(i)
          .forEach(
              passage -> {
                if (!isIn(passage, set)) {
                  user.take(passage, guards.get(set));
                }
              });
    }
  }

  private boolean isIn(int passage, int before) {
    for (int i = 0; i < before; i++) {
      if (sets.get(i).contains(passage)) {
        return true;
      }
    }
    return false;
  }
}
