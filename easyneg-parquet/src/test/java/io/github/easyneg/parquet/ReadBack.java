package io.github.easyneg.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** All that a file holds. */
record ReadBack(MessageType schema, int rowGroups, List<Map<String, @Nullable Object>> records) {
  static ReadBack of(Path file) throws IOException {
    ParquetFooter footer;
    try (FileChannel channel = FileChannel.open(file)) {
      footer = ParquetFooter.of(file, channel);
    }
    List<Map<String, @Nullable Object>> records = new ArrayList<>();
    try (ParquetRecords reader = ParquetRecords.open(file)) {
      for (Map<String, @Nullable Object> next = reader.next(); next != null; next = reader.next()) {
        records.add(next);
      }
    }
    return new ReadBack(footer.schema(), footer.rowGroups().size(), records);
  }
}
