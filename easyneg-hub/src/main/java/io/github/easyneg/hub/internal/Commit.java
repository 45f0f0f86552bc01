package io.github.easyneg.hub.internal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A full commit hash: the name of a snapshot folder.
 *
 * @param sha1 40 lower-case hexadecimal digits
 */
record Commit(String sha1) {

  private static final Pattern FULL = Pattern.compile("[0-9a-f]{40}");

  /** Returns the commit that {@code text} is, or nothing if it is anything else. */
  static Optional<Commit> parse(String text) {
    return FULL.matcher(text).matches() ? Optional.of(new Commit(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return sha1;
  }
}
