package io.github.easyneg.onnx.internal.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Groups texts of similar length, to reduce padding. */
final class Batches {
  private Batches() {}

  /**
   * Groups texts, the longest first, so that the last batches to end are short ones.
   *
   * @param lengths each text's tokens
   * @param paddedTokens the maximum number of tokens of a batch, padding included; a longer text is
   *     a batch of its own
   * @return the texts' indices, batch by batch
   */
  static List<int[]> byLength(int[] lengths, int paddedTokens) {
    int[] order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> lengths[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    for (int begin = 0; begin < order.length; ) {
      // The first text of a batch is its longest: it sets the padding.
      int length = Math.max(1, lengths[order[begin]]);
      int end = Math.min(order.length, begin + Math.max(1, paddedTokens / length));
      batches.add(Arrays.copyOfRange(order, begin, end));
      begin = end;
    }
    return batches;
  }
}
