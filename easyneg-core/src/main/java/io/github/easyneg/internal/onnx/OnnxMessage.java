package io.github.easyneg.internal.onnx;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an ONNX file in which a tensor may be, with all their fields. A field that is not
 * listed may hold anything, a tensor in another file among them, and so the file is refused.
 *
 * <p>Messages that cannot hold a tensor, such as types and shapes, count as plain fields.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">The format, of IR version
 *     14</a>
 */
enum OnnxMessage {
  MODEL(Set.of(1, 2, 3, 4, 5, 6, 8, 14, 26)),
  TRAINING(Set.of(3, 4)),
  FUNCTION(Set.of(1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 13, 14)),
  GRAPH(Set.of(2, 10, 11, 12, 13, 14, 16)),
  NODE(Set.of(1, 2, 3, 4, 6, 7, 8, 9, 10)),
  ATTRIBUTE(Set.of(1, 2, 3, 4, 7, 8, 9, 13, 14, 15, 20, 21)),
  TENSOR(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16)),
  SPARSE_TENSOR(Set.of(3)),
  EXTERNAL_DATA(Set.of(1, 2));

  private static final Map<OnnxMessage, Map<Integer, OnnxMessage>> MESSAGES =
      Map.of(
          MODEL,
          Map.of(7, GRAPH, 20, TRAINING, 25, FUNCTION),
          TRAINING,
          Map.of(1, GRAPH, 2, GRAPH),
          FUNCTION,
          Map.of(7, NODE, 11, ATTRIBUTE),
          GRAPH,
          Map.of(1, NODE, 5, TENSOR, 15, SPARSE_TENSOR),
          NODE,
          Map.of(5, ATTRIBUTE),
          ATTRIBUTE,
          Map.of(5, TENSOR, 6, GRAPH, 10, TENSOR, 11, GRAPH, 22, SPARSE_TENSOR, 23, SPARSE_TENSOR),
          TENSOR,
          Map.of(13, EXTERNAL_DATA),
          SPARSE_TENSOR,
          Map.of(1, TENSOR, 2, TENSOR));

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Integer> plain;

  OnnxMessage(Set<Integer> plain) {
    this.plain = plain;
  }

  /** Whether a field holds nothing that leads to a tensor. */
  boolean isPlain(int field) {
    return plain.contains(field);
  }

  /** Returns the message that a field holds, or null where it holds none. */
  @Nullable OnnxMessage message(int field) {
    return MESSAGES.getOrDefault(this, Map.of()).get(field);
  }
}
