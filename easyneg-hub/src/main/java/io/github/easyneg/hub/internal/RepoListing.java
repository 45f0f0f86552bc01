package io.github.easyneg.hub.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The files of a repository at a commit.
 *
 * @param commit the commit that the revision stands for
 * @param files their paths, sorted
 */
record RepoListing(Commit commit, NavigableSet<String> files) {

  /** Reads one JSON value and nothing after it. */
  static final ObjectReader JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  /**
   * Reads the Hub's answer.
   *
   * @throws io.github.easyneg.hub.HuggingFaceHubException if it is not as a Hub gives it, or names
   *     a file outside of the repository
   */
  static RepoListing of(Target target, byte[] json, HubErrors errors) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw errors.badAnswer(target, "something that is not JSON");
    } catch (IOException e) {
      throw errors.badAnswer(target, "something that is not text");
    }
    Optional<Commit> commit = Commit.parse(root.path("sha").asText(""));
    if (commit.isEmpty()) {
      throw errors.badAnswer(target, "JSON without a commit in 'sha'");
    }
    Optional<Commit> asked = target.revision().commit();
    if (asked.isPresent() && !asked.equals(commit)) {
      throw errors.badAnswer(target, "the other commit " + commit.get());
    }
    if (!root.path("siblings").isArray()) {
      throw errors.badAnswer(target, "JSON without a list of files in 'siblings'");
    }
    NavigableSet<String> files = new TreeSet<>();
    for (JsonNode sibling : root.path("siblings")) {
      files.add(safePath(target, sibling.path("rfilename"), errors));
    }
    return new RepoListing(commit.get(), files);
  }

  private static String safePath(Target target, JsonNode name, HubErrors errors) {
    if (!name.isTextual()) {
      throw errors.badAnswer(target, "a file without a path in 'rfilename'");
    }
    Optional<String> problem = RepoFile.problem(name.textValue());
    if (problem.isPresent()) {
      throw errors.badAnswer(
          target, "an unsafe path (" + problem.get() + "): '" + name.textValue() + "'");
    }
    return name.textValue();
  }
}
