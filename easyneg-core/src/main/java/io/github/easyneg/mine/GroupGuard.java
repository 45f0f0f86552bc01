package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import java.util.function.Function;

/**
 * A guard that rejects passages of the same group as one of the row's contexts, as {@link
 * Guards#sameGroup} and {@link Guards#sameTitle} make them. A run asks for each passage's group
 * once, before it draws. Immutable, and as thread-safe as the function that it was made of.
 */
public final class GroupGuard implements Guard {
  private final String name;
  private final Function<Passage, String> group;

  GroupGuard(String name, Function<Passage, String> group) {
    this.name = name;
    this.group = group;
  }

  @Override
  public String name() {
    return name;
  }

  /** Returns a passage's group; blank for none. */
  public String groupOf(Passage passage) {
    return group.apply(passage);
  }

  @Override
  public boolean rejects(QaRow row, Candidate candidate) {
    String of = groupOf(candidate.passage());
    return !of.isBlank()
        && row.contexts().stream().anyMatch(context -> groupOf(Passage.of(context)).equals(of));
  }
}
