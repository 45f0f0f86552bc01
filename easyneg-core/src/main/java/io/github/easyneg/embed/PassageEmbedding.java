package io.github.easyneg.embed;

/** When a run gets its passages' vectors. The negatives are the same, byte for byte. */
public enum PassageEmbedding {
  /**
   * On demand where that saves at least half of them, else all first. It is taken to save them if
   * the passages of the rows, the background, and ten for each negative asked for are together at
   * most half of all passages; the sampler has weights; no pool is by rank; and there is no index,
   * which is to hold all of them.
   */
  AUTO("embedded on demand where that saves work"),
  /** All of them, before the first row is drawn for. */
  ALL_FIRST("embedded before the first draw"),
  /**
   * Those that the draws look at, when they do: the passages of the rows, the background, and of
   * all others the few that a row's draw comes to. Whatever needs more gets more: a row whose pool
   * is looked at as a whole, a pool by rank, an explanation.
   */
  ON_DEMAND("embedded on demand");

  private final String words;

  PassageEmbedding(String words) {
    this.words = words;
  }

  /** Returns what happens to passages, in words. */
  public String words() {
    return words;
  }
}
