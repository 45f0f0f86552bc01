package io.github.easyneg.internal.source;

import io.github.easyneg.data.RecordFile;
import io.github.easyneg.data.RecordFileType;
import io.github.easyneg.data.RecordReader;
import io.github.easyneg.data.SourceRecord;
import io.github.easyneg.internal.json.JsonRecords;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of one file, the first bad one of which ends the reading. */
interface FileRecords extends AutoCloseable {

  /** Returns the next record; null at the end. */
  @Nullable SourceRecord next();

  @Override
  void close();

  /** Opens a file of records, or of lines that are texts, or an id and a text. */
  static FileRecords open(Path path) {
    RecordFile file = RecordFile.of(path);
    if (file.endsIn(".txt") || TextLines.areNumbered(file)) {
      return new TextLines(file);
    }
    Optional<RecordFileType> type = RecordTypes.of(file);
    return type.isPresent() ? of(type.get().open(file)) : of(JsonRecords.strict(path));
  }

  private static FileRecords of(RecordReader reader) {
    return new FileRecords() {
      @Override
      public @Nullable SourceRecord next() {
        return reader.next().orElse(null);
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  private static FileRecords of(JsonRecords records) {
    return new FileRecords() {
      @Override
      public @Nullable SourceRecord next() {
        JsonRecords.Read read = records.next();
        return read == null ? null : read.record();
      }

      @Override
      public void close() {
        records.close();
      }
    };
  }
}
