package io.github.easyneg.langchain4j.tiny;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes safetensors files. */
public final class TinySafetensors {
  private final List<String> entries = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  @CanIgnoreReturnValue
  public TinySafetensors matrix(String name, float[][] rows) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * rows.length * rows[0].length)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float x : row) {
        bytes.putFloat(x);
      }
    }
    return add(name, "F32", "[" + rows.length + "," + rows[0].length + "]", bytes.array());
  }

  @CanIgnoreReturnValue
  public TinySafetensors vector(String name, float... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float x : numbers) {
      bytes.putFloat(x);
    }
    return add(name, "F32", "[" + numbers.length + "]", bytes.array());
  }

  @CanIgnoreReturnValue
  public TinySafetensors longs(String name, long... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long x : numbers) {
      bytes.putLong(x);
    }
    return add(name, "I64", "[" + numbers.length + "]", bytes.array());
  }

  @CanIgnoreReturnValue
  public TinySafetensors shorts(String name, String type, String shape, int... bits) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Short.BYTES * bits.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int x : bits) {
      bytes.putShort((short) x);
    }
    return add(name, type, shape, bytes.array());
  }

  /** Adds a tensor of any bytes, whether or not they fit the shape. */
  @CanIgnoreReturnValue
  public TinySafetensors add(String name, String type, String shape, byte[] bytes) {
    entries.add(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
            .formatted(name, type, shape, data.size(), data.size() + bytes.length));
    data.writeBytes(bytes);
    return this;
  }

  public void write(Path file) throws IOException {
    write(file, "{\"__metadata__\":{\"format\":\"pt\"}," + String.join(",", entries) + "}");
  }

  /** Writes the data behind any header. */
  public void write(Path file, String header) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + json.length + data.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data.toByteArray());
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, bytes.array());
  }
}
