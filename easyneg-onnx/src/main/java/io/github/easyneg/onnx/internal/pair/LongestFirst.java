package io.github.easyneg.onnx.internal.pair;

import io.github.easyneg.onnx.internal.embed.PairTokens;
import io.github.easyneg.onnx.internal.embed.Tokens;

/**
 * Truncates the longer of two texts first, as sentence-transformers has its tokenizers do for
 * cross-encoders: what is too much is taken from the end of the longer one until both are equally
 * long, then from both; of an odd number of tokens the longer one keeps one more.
 */
public final class LongestFirst {
  private LongestFirst() {}

  /**
   * Returns both texts, truncated to at most so many tokens together.
   *
   * @param most special tokens included
   */
  public static Tokens of(PairTokens pair, int most) {
    int room = Math.max(0, most - pair.specials());
    int first = pair.firstLength();
    int second = pair.secondLength();
    if (first + second > room) {
      boolean firstIsShorter = first <= second;
      int shorter = Math.min(Math.min(first, second), room / 2);
      int longer = room - shorter;
      first = firstIsShorter ? shorter : longer;
      second = firstIsShorter ? longer : shorter;
    }
    return pair.part(first, 0, second);
  }
}
