package io.github.easyneg.onnx.internal.embed;

import java.util.Arrays;

/**
 * Two texts as a network reads them together: special tokens, the first text, special tokens, the
 * second, special tokens.
 *
 * @param ids all tokens' numbers
 * @param types all tokens' types
 * @param first where the first text begins
 * @param firstEnd where it ends
 * @param second where the second text begins
 * @param secondEnd where it ends
 */
@SuppressWarnings("ArrayRecordComponent") // made and read once, never compared
public record PairTokens(
    int[] ids, int[] types, int first, int firstEnd, int second, int secondEnd) {

  /**
   * Takes them apart.
   *
   * @param sequences of each token: 0 for the first text, 1 for the second, else a special one
   */
  static PairTokens of(long[] ids, long[] types, long[] sequences) {
    int first = special(sequences, 0);
    int firstEnd = text(sequences, first, 0);
    int second = special(sequences, firstEnd);
    int secondEnd = text(sequences, second, 1);
    return new PairTokens(ints(ids), ints(types), first, firstEnd, second, secondEnd);
  }

  /** Returns where special tokens end. */
  private static int special(long[] sequences, int from) {
    int end = from;
    while (end < sequences.length && sequences[end] != 0 && sequences[end] != 1) {
      end++;
    }
    return end;
  }

  /** Returns where a text's tokens end. */
  private static int text(long[] sequences, int from, long which) {
    int end = from;
    while (end < sequences.length && sequences[end] == which) {
      end++;
    }
    return end;
  }

  private static int[] ints(long[] numbers) {
    return Arrays.stream(numbers).mapToInt(n -> (int) n).toArray();
  }

  /** Returns how many tokens the first text has. */
  public int firstLength() {
    return firstEnd - first;
  }

  /** Returns how many tokens the second text has. */
  public int secondLength() {
    return secondEnd - second;
  }

  /** Returns how many special tokens there are. */
  public int specials() {
    return ids.length - firstLength() - secondLength();
  }

  /** Returns where the second text begins if so much of the first is kept. */
  public int secondBegins(int firstKept) {
    return second - firstLength() + firstKept;
  }

  /**
   * Returns a part of both.
   *
   * @param firstKept how many tokens of the first text, from its beginning
   * @param from the first token of the second text
   * @param to the one after the last
   */
  public Tokens part(int firstKept, int from, int to) {
    int[] keptTypes = cut(types, firstKept, from, to);
    boolean plain = Arrays.stream(keptTypes).allMatch(type -> type == 0);
    return new Tokens(cut(ids, firstKept, from, to), plain ? new int[0] : keptTypes, ids.length);
  }

  private int[] cut(int[] numbers, int firstKept, int from, int to) {
    int[] kept = new int[specials() + firstKept + to - from];
    int end = copy(numbers, 0, first + firstKept, kept, 0);
    end = copy(numbers, firstEnd, second, kept, end);
    end = copy(numbers, second + from, second + to, kept, end);
    end = copy(numbers, secondEnd, numbers.length, kept, end);
    assert end == kept.length;
    return kept;
  }

  private static int copy(int[] from, int begin, int end, int[] to, int at) {
    System.arraycopy(from, begin, to, at, end - begin);
    return at + end - begin;
  }
}
