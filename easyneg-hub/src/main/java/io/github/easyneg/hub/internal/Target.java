package io.github.easyneg.hub.internal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request is about: a repository at a revision, or one file of it.
 *
 * @param file the file, or nothing for the list of files
 */
record Target(URI endpoint, Repo repo, Revision revision, Optional<RepoFile> file) {

  private static final String UNRESERVED = "-._~";

  /** Returns the same repository and file at a commit. */
  Target at(Commit commit) {
    return new Target(endpoint, repo, new Revision(commit.sha1()), file);
  }

  /** Returns a file of the same repository and revision. */
  Target file(RepoFile other) {
    return new Target(endpoint, repo, revision, Optional.of(other));
  }

  /** Returns where the file, or the list of files, is asked for. */
  URI uri() {
    String path =
        file.isPresent()
            ? "/"
                + repo.page()
                + "/resolve/"
                + encode(revision.name(), "")
                + "/"
                + encode(file.get().path(), "/")
            : "/api/"
                + repo.type().plural()
                + "/"
                + repo.id()
                + "/revision/"
                + encode(revision.name(), "");
    return URI.create(endpoint + path);
  }

  /** Returns the repository's page, for people. */
  String page() {
    return endpoint + "/" + repo.page();
  }

  /** Returns what begins a message. */
  String place() {
    return repo
        + " at revision '"
        + revision
        + "'"
        + file.map(f -> ", file '" + Quoted.clean(f.path()) + "'").orElse("");
  }

  private static String encode(String text, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || (UNRESERVED + kept).indexOf(c) >= 0;
      encoded.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return encoded.toString();
  }
}
