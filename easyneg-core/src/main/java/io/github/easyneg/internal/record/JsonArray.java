package io.github.easyneg.internal.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.format.FileType;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.RecordEncoder;
import io.github.easyneg.internal.json.JsonValues;
import java.io.IOException;
import java.io.OutputStream;

/**
 * {@code .json}: one array of all records, an object a line, as DPR's default reader expects it.
 */
final class JsonArray implements FileType {

  @Override
  public String suffix() {
    return ".json";
  }

  @Override
  public RecordEncoder encoder(OutputStream out) throws IOException {
    JsonGenerator json = JsonValues.generator(out);
    return new RecordEncoder() {
      private String separator = "[\n";

      @Override
      public void write(OutputRecord record) throws IOException {
        json.writeRaw(separator);
        JsonValues.write(json, "", record.fields());
        separator = ",\n";
      }

      @Override
      public void finish() throws IOException {
        json.writeRaw(separator.equals("[\n") ? "[\n]\n" : "\n]\n");
        json.close();
      }
    };
  }
}
