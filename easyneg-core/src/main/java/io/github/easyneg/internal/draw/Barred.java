package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.IntSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The passages of which it is known before the draw that a guard rejects them, where they are so
 * many that to draw them one by one would make a run's time grow with the square of its rows: what
 * answers a question that many rows ask, what is of a large group, what holds an answer that many
 * rows give. Passing over a passage is the same as drawing it and rejecting it, save that it is not
 * counted; {@link BarredCounts} is for that. All of them are candidates. For one row, and one
 * thread.
 */
final class Barred {
  private final List<IntSet> sets = new ArrayList<>();
  private final List<Integer> guards = new ArrayList<>();

  /** Takes a barred passage. */
  interface User {
    /**
     * Takes a passage.
     *
     * @param guard the place in the chain of the guard that rejects it
     */
    void take(int passage, int guard);
  }

  /** Takes barred passages for a while. */
  interface Visitor {
    /** Takes a passage, with the place of its guard, and tells whether to go on. */
    boolean visit(int passage, int guard);
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
    return isIn(passage, sets.size());
  }

  /** Returns the place in the chain of the first guard that turns a passage away; -1 for none. */
  int guardOf(int passage) {
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i).contains(passage)) {
        return guards.get(i);
      }
    }
    return -1;
  }

  /** Returns the places of the sets' guards. */
  List<Integer> guards() {
    return List.copyOf(guards);
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

  /** Returns how many they are at most: exact, unless one is barred for two reasons. */
  long sizeAtMost() {
    long size = 0;
    for (IntSet set : sets) {
      size += set.size();
    }
    return size;
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

  /** The same in the same order, as long as the visitor goes on. */
  void forEachWhile(Visitor visitor) {
    boolean ended = false;
    for (int i = 0; i < sets.size() && !ended; i++) {
      int set = i;
      ended =
          sets.get(i)
              .any(passage -> !isIn(passage, set) && !visitor.visit(passage, guards.get(set)));
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
