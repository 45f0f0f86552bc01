package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Small files of JSON objects, one on each line, for packages that know no parser. */
public final class ObjectLines {
  private ObjectLines() {}

  /**
   * Reads a file's objects in order.
   *
   * @param expected what an object looks like, for messages
   * @param reader makes a value of an object's fields; an {@code IllegalArgumentException} of its
   *     own is given the place
   * @throws io.github.easyneg.data.DatasetFormatException if an object is not as expected; the
   *     message names file and line
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static <T> void read(
      Path file, String expected, Function<Map<?, ?>, T> reader, Consumer<T> user) {
    try (JsonRows<T> rows = JsonRows.open(file, new Objects<>(expected, reader))) {
      rows.forEachRemaining(user);
    }
  }

  private record Objects<T>(String expected, Function<Map<?, ?>, T> reader)
      implements JsonRows.Reader<T> {
    @Override
    public T read(JsonParser parser) throws IOException {
      if (JsonRecord.value(parser) instanceof Map<?, ?> fields) {
        return reader.apply(fields);
      }
      throw new IllegalArgumentException("expected an object " + expected + ".");
    }
  }

  /** Returns objects as the bytes of a file. */
  public static byte[] write(List<Map<String, Object>> objects) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonValues.generator(lines)) {
      for (Map<String, Object> object : objects) {
        JsonValues.write(json, "", object);
        json.flush();
        lines.write('\n');
      }
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return lines.toByteArray();
  }
}
