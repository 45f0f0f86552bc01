package io.github.easyneg.internal.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.format.FileType;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.RecordEncoder;
import io.github.easyneg.internal.json.JsonValues;
import java.io.IOException;
import java.io.OutputStream;

/** {@code .jsonl}: an object a line, each line ended by {@code \n}, UTF-8 without a mark. */
final class JsonLines implements FileType {

  @Override
  public String suffix() {
    return ".jsonl";
  }

  @Override
  public RecordEncoder encoder(OutputStream out) throws IOException {
    JsonGenerator json = JsonValues.generator(out);
    return new RecordEncoder() {
      @Override
      public void write(OutputRecord record) throws IOException {
        JsonValues.write(json, "", record.fields());
        json.writeRaw('\n');
      }

      @Override
      public void finish() throws IOException {
        json.close();
      }
    };
  }
}
