package io.github.easyneg.onnx.internal.embed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an ONNX model says about itself, read from the file without loading it: whether it quantises
 * activations while it runs, and which other files hold its weights. The weights are skipped.
 *
 * <p>An activation is quantised by one scale for a whole batch, so that such a model's vectors
 * depend on the texts beside them; one text at a time is the only batch that is faithful.
 *
 * @param quantized whether some operator quantises activations
 * @param externalFiles the files beside the model that hold weights, as the model names them
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">The format's fields</a>
 */
record OnnxGraph(boolean quantized, SortedSet<String> externalFiles) {
  private static final Set<String> QUANTIZING =
      Set.of(
          "DynamicQuantizeLinear",
          "DynamicQuantizeMatMul",
          "DynamicQuantizeLSTM",
          "MatMulInteger",
          "MatMulIntegerToFloat",
          "ConvInteger",
          "QAttention",
          "QGemm",
          "QEmbedLayerNormalization",
          "QOrderedMatMul");

  private static final int DEEPEST = 64;

  /**
   * Reads a model, and closes the stream.
   *
   * @throws IOException if the stream cannot be read, or is not an ONNX model
   */
  static OnnxGraph read(InputStream model) throws IOException {
    try (InputStream in = new BufferedInputStream(model, 1 << 16)) {
      Scan scan = new Scan(new ProtobufReader(in));
      scan.message(Message.MODEL, Long.MAX_VALUE, 0);
      if (!scan.graphSeen) {
        throw new IOException("no graph in it");
      }
      return new OnnxGraph(scan.quantized, scan.externalFiles);
    }
  }

  /** The messages that lead to operators and weights. */
  private enum Message {
    MODEL,
    FUNCTION,
    GRAPH,
    NODE,
    ATTRIBUTE,
    TENSOR,
    OTHER;

    /** Returns what a field of this message is, or null where it leads nowhere. */
    @org.jspecify.annotations.Nullable
    Message field(int number) {
      return switch (this) {
        case MODEL -> number == 7 ? GRAPH : number == 25 ? FUNCTION : null;
        case FUNCTION -> number == 7 ? NODE : null;
        case GRAPH -> number == 1 ? NODE : number == 5 ? TENSOR : null;
        case NODE -> number == 5 ? ATTRIBUTE : null;
        case ATTRIBUTE ->
            number == 6 || number == 11 ? GRAPH : number == 5 || number == 10 ? TENSOR : null;
        case TENSOR -> number == 13 ? OTHER : null;
        case OTHER -> null;
      };
    }
  }

  private static final class Scan {
    private final ProtobufReader in;
    private final SortedSet<String> externalFiles = new TreeSet<>();
    private boolean graphSeen;
    private boolean quantized;

    Scan(ProtobufReader in) {
      this.in = in;
    }

    void message(Message message, long end, int depth) throws IOException {
      if (depth > DEEPEST) {
        throw new IOException("graphs nested more than " + DEEPEST + " deep");
      }
      while (in.position() < end && in.nextField()) {
        Message inner = in.isBytes() ? message.field(in.field()) : null;
        if (message == Message.NODE && in.field() == 4 && in.isBytes()) {
          operator(in.text());
        } else if (inner == Message.OTHER) {
          external(in.beginBytes());
        } else if (inner != null) {
          graphSeen |= inner == Message.GRAPH;
          message(inner, in.beginBytes(), depth + 1);
        } else {
          in.skipValue();
        }
      }
      if (end != Long.MAX_VALUE && in.position() != end) {
        throw new IOException("a field reaches beyond its message");
      }
    }

    private void operator(String type) {
      quantized |= QUANTIZING.contains(type) || type.startsWith("QLinear");
    }

    /** A key and a value; the key that matters is "location". */
    private void external(long end) throws IOException {
      String key = "";
      String value = "";
      while (in.position() < end && in.nextField()) {
        if (in.field() == 1 && in.isBytes()) {
          key = in.text();
        } else if (in.field() == 2 && in.isBytes()) {
          value = in.text();
        } else {
          in.skipValue();
        }
      }
      if (key.equals("location")) {
        externalFiles.add(value);
      }
    }
  }
}
