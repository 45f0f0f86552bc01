package io.github.easyneg.check;

import io.github.easyneg.data.Place;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Hands on what is found, up to so many of a kind, and counts all. */
final class Findings {
  private final Consumer<Finding> user;
  private final int limit;
  private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);

  /**
   * Makes an empty list.
   *
   * @param limit how many findings of a kind are handed on; 0 for all
   */
  Findings(Consumer<Finding> user, int limit) {
    this.user = user;
    this.limit = limit;
  }

  void add(FindingKind kind, Place place, String text) {
    long count = counts.merge(kind, 1L, Long::sum);
    if (limit == 0 || count <= limit) {
      user.accept(new Finding(kind, place, text));
    }
  }

  /** Returns how many findings of each kind there are; kinds that were not found are not in it. */
  Map<FindingKind, Long> counts() {
    return counts;
  }

  /** Returns a place as it is named in a message about another one. */
  static String named(Place place, Place seenFrom) {
    return place.line().isPresent() && place.file().equals(seenFrom.file())
        ? "line " + place.line().getAsInt()
        : place.toString();
  }
}
