package io.github.easyneg.report;

/** The stages of a run, in order. */
public enum Stage {
  /** Reading the rows and collecting the distinct passages. */
  READ("reading rows"),
  /** Embedding the passages, or fetching their vectors from the cache or the store. */
  EMBED("embedding passages"),
  /** Handing new passages to the vector store. */
  INDEX("filling the store"),
  /** Under {@code maxReuse}: drawing until no passage is used in more rows than it may be. */
  SETTLE("sharing passages out"),
  /** Drawing negatives for each row and writing them. */
  MINE("mining and writing");

  private final String words;

  Stage(String words) {
    this.words = words;
  }

  /** Returns the stage in words. */
  public String words() {
    return words;
  }
}
