package io.github.easyneg.internal.draw;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.mine.GroupGuard;
import io.github.easyneg.mine.GuardException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Which passages are of the same group, as a {@link GroupGuard} has it. Immutable. */
final class Groups {
  private static final int NONE = -1;

  private final int[] groupOf;

  /** Of the groups with many candidates, those; null for others. */
  private final List<@Nullable IntSet> large = new ArrayList<>();

  /**
   * Asks for each passage's group.
   *
   * @param many so many candidates make a large group
   */
  Groups(NumberedPassages corpus, GroupGuard guard, int many) {
    this.groupOf = new int[corpus.size()];
    Map<String, Integer> numbers = new HashMap<>();
    for (int passage = 0; passage < groupOf.length; passage++) {
      String name = name(guard, corpus.passage(passage));
      groupOf[passage] = name.isBlank() ? NONE : numbers.computeIfAbsent(name, n -> numbers.size());
    }
    int[] sizes = new int[numbers.size()];
    for (int passage = 0; passage < groupOf.length; passage++) {
      if (groupOf[passage] != NONE && corpus.isCandidate(passage)) {
        sizes[groupOf[passage]]++;
      }
    }
    for (int size : sizes) {
      large.add(size >= many ? new IntSet() : null);
    }
    for (int passage = 0; passage < groupOf.length; passage++) {
      IntSet members = groupOf[passage] == NONE ? null : large.get(groupOf[passage]);
      if (members != null && corpus.isCandidate(passage)) {
        members.add(passage);
      }
    }
  }

  private static String name(GroupGuard guard, Passage passage) {
    try {
      return guard.groupOf(passage);
    } catch (CancellationException | GuardException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new GuardException(
          String.format(
              Locale.ROOT,
              "the guard '%s' must return a group for every passage, but for \"%s\" it threw %s;"
                  + " fix the guard, or remove it with withoutGuards(\"%1$s\").",
              guard.name(),
              Excerpt.shown(passage.text()),
              e),
          e);
    }
  }

  /** Tells whether a passage is of the group of one of a row's contexts. */
  boolean isOfOneOf(int[] own, int passage) {
    int group = groupOf[passage];
    if (group != NONE) {
      for (int context : own) {
        if (groupOf[context] == group) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns the candidates of the large ones among the groups of a row's contexts. */
  List<IntSet> largeOf(int[] own) {
    Set<Integer> groups = new LinkedHashSet<>();
    for (int context : own) {
      if (groupOf[context] != NONE) {
        groups.add(groupOf[context]);
      }
    }
    List<IntSet> found = new ArrayList<>();
    for (int group : groups) {
      IntSet members = large.get(group);
      if (members != null) {
        found.add(members);
      }
    }
    return found;
  }
}
