package io.github.easyneg.hub.internal;

import java.util.regex.Pattern;

/**
 * A repository on the Hub.
 *
 * @param type its kind
 * @param id {@code name} or {@code namespace/name}
 */
public record Repo(RepoType type, String id) {

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?");
  private static final int LONGEST_PART = 96;

  /**
   * Checks the id, by the Hub's own rules for names.
   *
   * @throws IllegalArgumentException if the Hub could not have a repository of that id
   */
  public Repo {
    String[] parts = id.split("/", -1);
    boolean valid = parts.length <= 2 && !id.contains("--") && !id.contains("..");
    for (String part : parts) {
      valid &= PART.matcher(part).matches() && part.length() <= LONGEST_PART;
    }
    if (!valid || id.endsWith(".git")) {
      throw new IllegalArgumentException(
          "'"
              + Quoted.clean(id)
              + "' is not a "
              + type.word
              + " id; expected name or namespace/name, of letters, digits, '-', '_' and '.',"
              + " without '--' and '..', as in 'sentence-transformers/all-MiniLM-L6-v2'.");
    }
  }

  /** Returns the folder's name in the cache, such as {@code models--org--name}. */
  String folderName() {
    return type.plural() + "--" + id.replace("/", "--");
  }

  /** Returns the path of its page under the endpoint. */
  String page() {
    return type.pagePrefix + id;
  }

  /** Returns kind and id, for messages. */
  @Override
  public String toString() {
    return type.word + " " + id;
  }
}
