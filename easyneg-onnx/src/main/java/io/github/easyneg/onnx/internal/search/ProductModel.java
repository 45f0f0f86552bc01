package io.github.easyneg.onnx.internal.search;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX model of one operator: {@code scores = queries · passagesᵀ}, for any number of either.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">The format's fields</a>
 * @see <a href="https://onnx.ai/onnx/operators/onnx__Gemm.html">The operator</a>
 */
final class ProductModel {
  static final String QUERIES = "queries";
  static final String PASSAGES = "passages";
  static final String SCORES = "scores";

  private static final int IR_VERSION = 7;
  private static final int OPERATORS = 13;
  private static final int FLOAT = 1;
  private static final int INT_ATTRIBUTE = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private ProductModel() {}

  /** Returns the model as a file's bytes. */
  static byte[] bytes() {
    ProductModel transposed = new ProductModel().text(1, "transB").number(3, 1);
    ProductModel node =
        new ProductModel()
            .text(1, QUERIES)
            .text(1, PASSAGES)
            .text(2, SCORES)
            .text(4, "Gemm")
            .message(5, transposed.number(20, INT_ATTRIBUTE));
    ProductModel graph =
        new ProductModel()
            .message(1, node)
            .text(2, "product")
            .message(11, matrix(QUERIES, "query", "dimension"))
            .message(11, matrix(PASSAGES, "passage", "dimension"))
            .message(12, matrix(SCORES, "query", "passage"));
    return new ProductModel()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new ProductModel().number(2, OPERATORS))
        .bytes
        .toByteArray();
  }

  private static ProductModel matrix(String name, String rows, String columns) {
    ProductModel shape =
        new ProductModel()
            .message(1, new ProductModel().text(2, rows))
            .message(1, new ProductModel().text(2, columns));
    ProductModel tensor = new ProductModel().number(1, FLOAT).message(2, shape);
    return new ProductModel().text(1, name).message(2, new ProductModel().message(1, tensor));
  }

  private ProductModel number(int field, int value) {
    variable(field << 3);
    variable(value);
    return this;
  }

  private ProductModel text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private ProductModel message(int field, ProductModel value) {
    return bytes(field, value.bytes.toByteArray());
  }

  private ProductModel bytes(int field, byte[] value) {
    variable((field << 3) | 2);
    variable(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** Writes a varint: seven bits per byte, the lowest first. */
  private void variable(int value) {
    int left = value;
    for (; left >= 128; left >>>= 7) {
      bytes.write((left & 127) | 128);
    }
    bytes.write(left);
  }
}
