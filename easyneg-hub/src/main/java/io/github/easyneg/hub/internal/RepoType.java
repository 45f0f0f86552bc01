package io.github.easyneg.hub.internal;

/** A kind of repository, with its names in addresses and in the cache. */
public enum RepoType {
  /** A model; its pages have no prefix. */
  MODEL("model", ""),
  /** A data set. */
  DATASET("dataset", "datasets/");

  final String word;
  final String pagePrefix;

  RepoType(String word, String pagePrefix) {
    this.word = word;
    this.pagePrefix = pagePrefix;
  }

  /** Returns the name in {@code /api/models/..} and in {@code models--org--name}. */
  String plural() {
    return word + "s";
  }
}
