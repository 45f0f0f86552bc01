package io.github.easyneg.internal.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.format.FileType;
import io.github.easyneg.format.ObjectFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.RecordEncoder;
import io.github.easyneg.internal.json.JsonValues;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** {@code .json}: one object, in which an {@link ObjectFormat} has its records, one a line. */
final class JsonObjectFile implements FileType {
  private final Map<String, Object> head;
  private final String list;

  private JsonObjectFile(Map<String, Object> head, String list) {
    this.head = head;
    this.list = list;
  }

  /**
   * Returns the type of a format's file.
   *
   * @throws IllegalArgumentException if the file's name is that of another type
   */
  static FileType of(ObjectFormat format, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    JsonObjectFile type = new JsonObjectFile(format.head(file), format.list());
    if (name.endsWith(".json")) {
      return type;
    }
    if (name.endsWith(".json.gz")) {
      return new Gzip(type);
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s: the format %s is one JSON object, which the name does not say; end it in .json or"
                + " .json.gz.",
            file,
            format.name()));
  }

  @Override
  public String suffix() {
    return ".json";
  }

  @Override
  public RecordEncoder encoder(OutputStream out) throws IOException {
    JsonGenerator json = JsonValues.generator(out);
    json.writeStartObject();
    for (Map.Entry<String, Object> field : head.entrySet()) {
      json.writeFieldName(field.getKey());
      JsonValues.write(json, field.getKey(), field.getValue());
    }
    json.writeFieldName(list);
    json.writeStartArray();
    return new RecordEncoder() {
      @Override
      public void write(OutputRecord record) throws IOException {
        json.writeRaw("\n");
        JsonValues.write(json, "", record.fields());
      }

      @Override
      public void finish() throws IOException {
        json.writeRaw("\n");
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw("\n");
        json.close();
      }
    };
  }
}
