package io.github.easyneg.internal.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.json.JsonValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes records as the lines of a {@code .jsonl} file, where another program writes the file. */
public final class LineWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator json;

  /** Makes a writer; for one thread. */
  public LineWriter() {
    try {
      this.json = JsonValues.generator(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns a record's line without its end.
   *
   * @throws IllegalArgumentException if JSON cannot hold it
   */
  public String line(OutputRecord record) {
    bytes.reset();
    try {
      JsonValues.write(json, "", record.fields());
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
