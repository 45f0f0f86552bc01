package io.github.easyneg.internal.onnx;

import io.github.easyneg.internal.text.Excerpt;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an ONNX model says about itself, read from the file without loading it: whether it quantises
 * activations while it runs, which other files hold its weights, and what it gives. The weights are
 * skipped.
 *
 * <p>An activation is quantised by one scale for a whole batch, so that such a model's vectors
 * depend on the texts next to them; one text at a time is the only batch that is faithful.
 *
 * <p>A file that holds what is not known is refused: the runtime reads whatever file a tensor names
 * as its place, and a tensor may be in many places of a model.
 *
 * @param quantized whether some operator quantises activations
 * @param external the files next to the model that hold weights, as the model names them, and how
 *     many bytes of each it reads at least
 * @param outputs what the model gives
 */
public record OnnxGraph(boolean quantized, SortedMap<String, Long> external, List<Output> outputs) {
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

  /** An operator that reads a file whose name is one of its attributes. */
  private static final String READS_FILES = "EPContext";

  private static final Set<String> EXTERNAL_KEYS =
      Set.of("location", "offset", "length", "checksum");

  private static final int DEEPEST = 64;

  /**
   * An output of the model.
   *
   * @param rank how many dimensions it has, where the file says
   * @param width the last of them, where it is a number
   */
  public record Output(String name, OptionalInt rank, OptionalInt width) {}

  public OnnxGraph {
    outputs = List.copyOf(outputs);
  }

  /** Returns the names of the files next to the model that hold weights. */
  public Set<String> externalFiles() {
    return external.keySet();
  }

  /** Returns the output of a name. */
  public Optional<Output> output(String name) {
    return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
  }

  /**
   * Reads a model, and closes the stream.
   *
   * @throws IOException if the stream cannot be read, is not an ONNX model, or holds what is not
   *     known
   */
  public static OnnxGraph read(InputStream model) throws IOException {
    try (InputStream in = new BufferedInputStream(model, 1 << 16)) {
      Scan scan = new Scan(new ProtobufReader(in));
      scan.message(OnnxMessage.MODEL, Long.MAX_VALUE, 0, false);
      if (!scan.graphSeen) {
        throw new IOException("no graph in it");
      }
      return new OnnxGraph(scan.quantized, scan.external, scan.outputs);
    }
  }

  private static final class Scan {
    private final ProtobufReader in;
    private final SortedMap<String, Long> external = new TreeMap<>();

    /** The tensor being read: the files that it names, and where its numbers begin and end. */
    private final List<String> places = new ArrayList<>();

    private long offset;
    private long length;
    private final List<Output> outputs = new ArrayList<>();
    private boolean graphSeen;
    private boolean quantized;

    Scan(ProtobufReader in) {
      this.in = in;
    }

    void message(OnnxMessage message, long end, int depth, boolean sparse) throws IOException {
      if (depth > DEEPEST) {
        throw new IOException("graphs nested more than " + DEEPEST + " deep");
      }
      while (in.position() < end && in.nextField()) {
        int field = in.field();
        OnnxMessage inner = message.message(field);
        if (inner != null && in.isBytes()) {
          enter(inner, depth, sparse);
        } else if (inner == null && message.isPlain(field)) {
          plain(message, field, depth);
        } else {
          throw new IOException(
              "the field "
                  + field
                  + " of a message of the kind "
                  + message
                  + " is not known, and may name a file");
        }
      }
      if (end != Long.MAX_VALUE && in.position() != end) {
        throw new IOException("a field reaches beyond its message");
      }
    }

    private void enter(OnnxMessage inner, int depth, boolean sparse) throws IOException {
      graphSeen |= inner == OnnxMessage.GRAPH;
      if (inner == OnnxMessage.EXTERNAL_DATA) {
        external(in.beginBytes(), sparse);
      } else {
        message(inner, in.beginBytes(), depth + 1, sparse || inner == OnnxMessage.SPARSE_TENSOR);
        if (inner == OnnxMessage.TENSOR) {
          endTensor();
        }
      }
    }

    private void endTensor() {
      for (String place : places) {
        external.merge(place, offset + length, Math::max);
      }
      places.clear();
      offset = 0;
      length = 0;
    }

    private void plain(OnnxMessage message, int field, int depth) throws IOException {
      if (message == OnnxMessage.NODE && field == 4 && in.isBytes()) {
        operator(in.text());
      } else if (message == OnnxMessage.GRAPH && field == 12 && depth == 1 && in.isBytes()) {
        outputs.add(output(in.beginBytes()));
      } else {
        in.skipValue();
      }
    }

    private void operator(String type) throws IOException {
      if (type.equals(READS_FILES)) {
        throw new IOException("it holds the operator " + type + ", which reads other files");
      }
      quantized |= QUANTIZING.contains(type) || type.startsWith("QLinear");
    }

    /** A key and a value. */
    private void external(long end, boolean sparse) throws IOException {
      String key = "";
      String value = "";
      while (in.position() < end && in.nextField()) {
        if (in.field() == 1 && in.isBytes()) {
          key = in.text();
        } else if (in.field() == 2 && in.isBytes()) {
          value = in.text();
        } else {
          throw new IOException("where a tensor's numbers are has the unknown field " + in.field());
        }
      }
      if (in.position() != end) {
        throw new IOException("a field reaches beyond its message");
      }
      if (sparse) {
        throw new IOException("a sparse tensor's numbers are in another file, which nobody writes");
      }
      if (!EXTERNAL_KEYS.contains(key)) {
        throw new IOException("where a tensor's numbers are has the unknown key '" + key + "'");
      }
      switch (key) {
        case "location" -> places.add(plainName(value));
        case "offset" -> offset = bytes(key, value);
        case "length" -> length = bytes(key, value);
        default -> {}
      }
    }

    private static long bytes(String key, String value) throws IOException {
      try {
        long bytes = Long.parseLong(value);
        if (bytes >= 0 && bytes < Long.MAX_VALUE / 2) {
          return bytes;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new IOException(
          "where a tensor's numbers are, the " + key + " is '" + Excerpt.shown(value) + "'");
    }

    /** The runtime takes some names for places in memory, and cuts others at a zero. */
    private static String plainName(String name) throws IOException {
      boolean plain =
          !name.isBlank()
              && name.codePoints()
                  .noneMatch(c -> Character.isISOControl(c) || c == '*' || c == 0xFFFD);
      if (!plain) {
        throw new IOException(
            "it names the file '" + Excerpt.shown(name) + "', which is not an ordinary name");
      }
      return name;
    }

    /** A ValueInfoProto: a name, and in a TypeProto in a Tensor its TensorShapeProto. */
    private Output output(long end) throws IOException {
      String name = "";
      Shape shape = new Shape();
      while (in.position() < end && in.nextField()) {
        if (in.field() == 1 && in.isBytes()) {
          name = in.text();
        } else if (in.field() == 2 && in.isBytes()) {
          shape(in.beginBytes(), 0, shape);
        } else {
          in.skipValue();
        }
      }
      if (in.position() != end) {
        throw new IOException("a field reaches beyond its message");
      }
      return new Output(
          name,
          shape.known ? OptionalInt.of(shape.rank) : OptionalInt.empty(),
          shape.rank > 0 && shape.last > 0 ? OptionalInt.of(shape.last) : OptionalInt.empty());
    }

    private static final class Shape {
      /** The fields that lead from a type to the value of a dimension. */
      private static final int[] PATH = {1, 2, 1, 1};

      private boolean known;
      private int rank;
      private int last;
    }

    private void shape(long end, int level, Shape shape) throws IOException {
      while (in.position() < end && in.nextField()) {
        boolean onPath = in.field() == Shape.PATH[level];
        if (onPath && level < 3 && in.isBytes()) {
          if (level == 1) {
            shape.known = true;
          } else if (level == 2) {
            shape.rank++;
            shape.last = 0;
          }
          shape(in.beginBytes(), level + 1, shape);
        } else if (onPath && level == 3 && in.isVarint()) {
          long value = in.number();
          shape.last = value > 0 && value <= Integer.MAX_VALUE ? (int) value : 0;
        } else {
          in.skipValue();
        }
      }
      if (in.position() != end) {
        throw new IOException("a field reaches beyond its message");
      }
    }
  }
}
