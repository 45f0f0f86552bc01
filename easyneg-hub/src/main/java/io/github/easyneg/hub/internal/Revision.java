package io.github.easyneg.hub.internal;

import java.util.Optional;

/**
 * What a user asks for: a branch, a tag, or a commit.
 *
 * @param name as git names it, such as {@code main}, {@code v1.0}, {@code refs/pr/1}
 */
public record Revision(String name) {

  /** The branch that every repository has. */
  public static final Revision MAIN = new Revision("main");

  /**
   * Checks the name: it becomes a path under {@code refs/}.
   *
   * @throws IllegalArgumentException if git could not have a revision of that name
   */
  public Revision {
    boolean unsafe = RepoFile.problem(name).isPresent();
    if (unsafe || name.matches(".*[ ~^:?*\\[].*") || name.contains("@{")) {
      throw new IllegalArgumentException(
          "'"
              + Quoted.clean(name)
              + "' is not a revision; expected a branch, a tag or a commit, as in 'main'.");
    }
  }

  /** Returns the commit, if this names one in full; such a revision never changes. */
  Optional<Commit> commit() {
    return Commit.parse(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
