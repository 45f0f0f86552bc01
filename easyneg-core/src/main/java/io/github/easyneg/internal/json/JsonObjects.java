package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Small files of objects, for those that need no parser of their own. */
public final class JsonObjects {
  private JsonObjects() {}

  /**
   * Reads a file's objects one by one.
   *
   * @param expected what an object looks like, for messages
   * @param reader makes of an object's fields what is handed on; an {@link
   *     IllegalArgumentException} of its is told with file and line
   * @param consumer is handed each, in the file's order
   * @param <T> what an object becomes
   * @throws io.github.easyneg.data.DatasetFormatException if the file is not as expected
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static <T> void read(
      Path file, String expected, Function<Map<?, ?>, T> reader, Consumer<T> consumer) {
    JsonRows.Reader<T> rows =
        new JsonRows.Reader<>() {
          @Override
          public T read(JsonParser parser) throws IOException {
            if (JsonRecord.value(parser) instanceof Map<?, ?> fields) {
              return reader.apply(fields);
            }
            throw new IllegalArgumentException("expected an object.");
          }

          @Override
          public String expected() {
            return expected;
          }
        };
    try (JsonRows<T> objects = JsonRows.open(file, rows)) {
      objects.forEachRemaining(consumer);
    }
  }

  /**
   * Returns an object as one line of JSON, without a line end.
   *
   * @throws IllegalArgumentException if a value is of a type that JSON does not hold
   */
  public static String line(Map<String, ?> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonValues.generator(bytes)) {
      JsonValues.write(json, "", fields);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
