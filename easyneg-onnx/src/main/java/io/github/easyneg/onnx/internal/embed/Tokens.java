package io.github.easyneg.onnx.internal.embed;

/**
 * A text as a network reads it.
 *
 * @param ids the tokens' numbers, with special tokens, cut to what the network reads
 * @param types the tokens' types, or an empty array when all are 0
 * @param total how many tokens the whole text has
 */
@SuppressWarnings("ArrayRecordComponent") // made and read once, never compared
public record Tokens(int[] ids, int[] types, int total) {

  public int length() {
    return ids.length;
  }

  public boolean truncated() {
    return total > ids.length;
  }
}
