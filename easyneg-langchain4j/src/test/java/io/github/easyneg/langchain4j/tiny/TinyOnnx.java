package io.github.easyneg.langchain4j.tiny;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes ONNX models of a few operators. A token's vector is its row of a matrix; what varies is
 * the inputs, the outputs and what is done to the rows.
 */
public final class TinyOnnx {
  private static final int FLOAT = 1;
  private static final int INT32 = 6;
  private static final int INT64 = 7;

  private final Protobuf graph = new Protobuf().text(2, "tiny");
  private final List<String> inputs = new ArrayList<>();
  private int inputType = INT64;
  private String rows = "rows";

  private TinyOnnx() {}

  /** A network whose token vectors are {@code matrix[id]}, under the name {@code rows}. */
  public static TinyOnnx gathering(float[][] matrix) {
    TinyOnnx onnx = new TinyOnnx();
    onnx.inputs.add("input_ids");
    onnx.inputs.add("attention_mask");
    onnx.tensor("matrix", matrix);
    onnx.node("Gather", "rows", "matrix", "input_ids");
    return onnx;
  }

  /** The same, with the matrix in a file of its own. */
  public static TinyOnnx gatheringFrom(String file, int tokens, int width) {
    TinyOnnx onnx = new TinyOnnx();
    onnx.inputs.add("input_ids");
    onnx.inputs.add("attention_mask");
    onnx.graph.message(
        5,
        new Protobuf()
            .number(1, tokens)
            .number(1, width)
            .number(2, FLOAT)
            .text(8, "matrix")
            .message(13, new Protobuf().text(1, "location").text(2, file))
            .number(14, 1));
    onnx.node("Gather", "rows", "matrix", "input_ids");
    return onnx;
  }

  /** Takes 32-bit inputs. */
  @CanIgnoreReturnValue
  public TinyOnnx ints() {
    inputType = INT32;
    return this;
  }

  /** Adds {@code matrix[type]} to each token's vector, and asks for token types. */
  @CanIgnoreReturnValue
  public TinyOnnx addingTypes(float[][] matrix) {
    inputs.add("token_type_ids");
    tensor("types", matrix);
    node("Gather", "typeRows", "types", "token_type_ids");
    return then("Add", "typed", "typeRows");
  }

  /** Asks for an input that no text model has. */
  @CanIgnoreReturnValue
  public TinyOnnx asking(String input) {
    inputs.add(input);
    return this;
  }

  /** Quantises all token vectors of a batch by one scale, as dynamically quantised models do. */
  @CanIgnoreReturnValue
  public TinyOnnx quantizing() {
    graph.message(
        1,
        new Protobuf()
            .text(1, rows)
            .text(2, "q")
            .text(2, "scale")
            .text(2, "zero")
            .text(4, "DynamicQuantizeLinear"));
    node("DequantizeLinear", "quantized", "q", "scale", "zero");
    rows = "quantized";
    return this;
  }

  /** Hands the token vectors through an operator. */
  @CanIgnoreReturnValue
  public TinyOnnx through(String operator) {
    node(operator, operator, rows);
    rows = operator;
    return this;
  }

  /** Ends with the matrix, whatever the tokens are: so are models exported for one shape alone. */
  public byte[] always(String name, boolean tokens) {
    ints("first", 0);
    node("Unsqueeze", "three", "matrix", "first");
    node("Identity", name, tokens ? "three" : "matrix");
    graph.message(
        12,
        tokens
            ? value(name, FLOAT, "batch", "sequence", "width")
            : value(name, FLOAT, "batch", "width"));
    return model();
  }

  /** Ends with the token vectors, twice. */
  public byte[] tokensTwice(String one, String other) {
    node("Identity", one, rows);
    graph.message(12, value(one, FLOAT, "batch", "sequence", "width"));
    return tokens(other);
  }

  /** Ends with the token vectors. */
  public byte[] tokens(String name) {
    node("Identity", name, rows);
    graph.message(12, value(name, FLOAT, "batch", "sequence", "width"));
    return model();
  }

  /** Ends with the token vectors, and a second output of two dimensions that is of no use. */
  public byte[] tokensAndPooler(String name) {
    ints("axis", 1);
    graph.message(
        1,
        new Protobuf()
            .text(1, rows)
            .text(1, "axis")
            .text(2, "pooler_output")
            .text(4, "ReduceSum")
            .message(5, attribute("keepdims", 0)));
    graph.message(12, value("pooler_output", FLOAT, "batch", "width"));
    return tokens(name);
  }

  /** Ends with the mean of a text's token vectors, under the mask. */
  public byte[] pooled(String name) {
    ints("last", 2);
    ints("axis", 1);
    graph.message(
        1,
        new Protobuf()
            .text(1, "attention_mask")
            .text(2, "mask")
            .text(4, "Cast")
            .message(5, attribute("to", FLOAT)));
    node("Unsqueeze", "mask3", "mask", "last");
    node("Mul", "masked", rows, "mask3");
    for (String[] sum : new String[][] {{"masked", "sum"}, {"mask3", "count"}}) {
      graph.message(
          1,
          new Protobuf()
              .text(1, sum[0])
              .text(1, "axis")
              .text(2, sum[1])
              .text(4, "ReduceSum")
              .message(5, attribute("keepdims", 0)));
    }
    node("Div", name, "sum", "count");
    graph.message(12, value(name, FLOAT, "batch", "width"));
    return model();
  }

  private TinyOnnx then(String operator, String output, String other) {
    node(operator, output, rows, other);
    rows = output;
    return this;
  }

  private void node(String operator, String output, String... from) {
    Protobuf node = new Protobuf();
    for (String input : from) {
      node.text(1, input);
    }
    graph.message(1, node.text(2, output).text(4, operator));
  }

  private static Protobuf attribute(String name, long value) {
    return new Protobuf().text(1, name).number(3, value).number(20, 2);
  }

  private void tensor(String name, float[][] matrix) {
    ByteBuffer raw =
        ByteBuffer.allocate(Float.BYTES * matrix.length * matrix[0].length)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : matrix) {
      for (float x : row) {
        raw.putFloat(x);
      }
    }
    graph.message(
        5,
        new Protobuf()
            .number(1, matrix.length)
            .number(1, matrix[0].length)
            .number(2, FLOAT)
            .text(8, name)
            .bytes(9, raw.array()));
  }

  private void ints(String name, long value) {
    graph.message(5, new Protobuf().number(1, 1).number(2, INT64).number(7, value).text(8, name));
  }

  private static Protobuf value(String name, int type, String... dimensions) {
    Protobuf shape = new Protobuf();
    for (String dimension : dimensions) {
      shape.message(1, new Protobuf().text(2, dimension));
    }
    Protobuf tensor = new Protobuf().number(1, type).message(2, shape);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }

  private byte[] model() {
    for (String input : inputs) {
      graph.message(11, value(input, inputType, "batch", "sequence"));
    }
    return new Protobuf()
        .number(1, 8)
        .message(8, new Protobuf().number(2, 13))
        .message(7, graph)
        .toBytes();
  }
}
