package io.github.easyneg.hub.internal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The metadata that the Hub gives of a file before it is downloaded.
 *
 * @param commit the commit that the revision stands for
 * @param etag the content's hash
 * @param sizeBytes the content's size
 */
record FileMetadata(Commit commit, Etag etag, long sizeBytes) {

  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

  /**
   * Reads the headers that answer a HEAD.
   *
   * @throws io.github.easyneg.hub.HuggingFaceHubException if one is missing, or is not what a Hub
   *     gives: they become names of files
   */
  static FileMetadata of(Target target, Reply reply, HubErrors errors) {
    Optional<Commit> commit = reply.header("X-Repo-Commit").flatMap(Commit::parse);
    if (commit.isEmpty()) {
      throw errors.badAnswer(target, found(reply, "commit in X-Repo-Commit", "X-Repo-Commit"));
    }
    Optional<Commit> asked = target.revision().commit();
    if (asked.isPresent() && !asked.equals(commit)) {
      throw errors.badAnswer(target, "the other commit " + commit.get());
    }
    // The headers of large files are about the content; the plain ones, about the redirect.
    String etagHeader = reply.header("X-Linked-Etag").isPresent() ? "X-Linked-Etag" : "ETag";
    Optional<Etag> etag = reply.header(etagHeader).flatMap(Etag::parse);
    if (etag.isEmpty()) {
      throw errors.badAnswer(target, found(reply, "hash in " + etagHeader, etagHeader));
    }
    boolean linked = reply.header("X-Linked-Size").isPresent() || reply.isRedirect();
    String sizeHeader = linked ? "X-Linked-Size" : "Content-Length";
    Optional<String> size = reply.header(sizeHeader).filter(text -> SIZE.matcher(text).matches());
    if (size.isEmpty()) {
      throw errors.badAnswer(target, found(reply, "size in " + sizeHeader, sizeHeader));
    }
    return new FileMetadata(commit.get(), etag.get(), Long.parseLong(size.get()));
  }

  private static String found(Reply reply, String what, String header) {
    return "no " + what + reply.header(header).map(text -> " but '" + text + "'").orElse("");
  }
}
