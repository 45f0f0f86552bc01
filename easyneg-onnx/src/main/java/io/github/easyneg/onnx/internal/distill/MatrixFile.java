package io.github.easyneg.onnx.internal.distill;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes a static model's matrix as safetensors, under the names that Model2Vec reads: {@code
 * embeddings}, and {@code weights} where rows are too coarse to hold their weights.
 */
final class MatrixFile {
  private MatrixFile() {}

  /**
   * Writes a file; the same matrix gives the same bytes.
   *
   * @param precision of its numbers
   */
  static void write(Distillation matrix, Precision precision, Path file) throws IOException {
    int rows = matrix.rows().length;
    int columns = matrix.dimension();
    boolean apart = precision == Precision.INT8 && matrix.weights().length > 0;
    long bytes = (long) rows * columns * precision.bytes();
    String header =
        String.format(
            Locale.ROOT,
            "{\"embeddings\":{\"dtype\":\"%s\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]}%s}",
            precision.dtype(),
            rows,
            columns,
            bytes,
            apart
                ? String.format(
                    Locale.ROOT,
                    ",\"weights\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}",
                    rows,
                    bytes,
                    bytes + (long) rows * Float.BYTES)
                : "");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      // Numbers begin at a multiple of eight bytes; the header is padded with spaces.
      String padded = header + " ".repeat((8 - header.length() % 8) % 8);
      out.write(little(Long.BYTES).putLong(padded.length()).array());
      out.write(padded.getBytes(StandardCharsets.US_ASCII));
      double scale = precision == Precision.INT8 ? 127 / largest(matrix) : 1;
      for (int row = 0; row < rows; row++) {
        double weight = apart || matrix.weights().length == 0 ? scale : matrix.weights()[row];
        out.write(numbers(matrix.rows()[row], weight, precision));
      }
      if (apart) {
        for (double weight : matrix.weights()) {
          out.write(little(Float.BYTES).putFloat((float) weight).array());
        }
      }
    }
  }

  private static byte[] numbers(double[] row, double weight, Precision precision) {
    byte[] bytes = new byte[row.length * precision.bytes()];
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : row) {
      precision.put(numbers, weight * number);
    }
    return bytes;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static double largest(Distillation matrix) {
    double largest =
        Arrays.stream(matrix.rows()).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
    return largest == 0 ? 1 : largest;
  }
}
