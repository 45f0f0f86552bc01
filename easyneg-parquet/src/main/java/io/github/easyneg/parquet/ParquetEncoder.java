package io.github.easyneg.parquet;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.RecordEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Keeps the first records back until their shape is known, then writes row group by row group. */
final class ParquetEncoder implements RecordEncoder {
  private static final int RECORDS_TO_LOOK_AT = 4096;
  private static final int RECORDS_BETWEEN_CHECKS = 128;

  /** Compressed pages and what is not yet a page; what readers like lies between 16 and 512 MiB. */
  static final long ROW_GROUP_BYTES = 64L << 20;

  private final ParquetFile file;
  private final long rowGroupBytes;
  private final List<OutputRecord> keptBack = new ArrayList<>();
  private Shape shape = Shape.UNKNOWN;
  private @Nullable MessageType schema;
  private @Nullable Open open;

  ParquetEncoder(ParquetFile file, long rowGroupBytes) {
    this.file = file;
    this.rowGroupBytes = rowGroupBytes;
  }

  @Override
  public void write(OutputRecord record) throws IOException {
    Shape merged = Shape.merge("", shape, Shape.of("", record.fields()));
    if (schema == null) {
      shape = merged;
      keptBack.add(record);
      if (keptBack.size() == RECORDS_TO_LOOK_AT) {
        settle();
      }
      return;
    }
    requireKnown(merged);
    add(schema, record);
  }

  @Override
  public void finish() throws IOException {
    MessageType settled = schema == null ? settle() : schema;
    if (open != null) {
      open.writeTo(file);
      open = null;
    }
    file.footer(settled);
  }

  /** Fixes the schema, and writes what was kept back. */
  @CanIgnoreReturnValue
  private MessageType settle() throws IOException {
    shape = Shape.settled(shape);
    MessageType settled =
        shape instanceof Shape.Group records
            ? Schemas.of(records)
            : new MessageType("record", List.of());
    schema = settled;
    for (OutputRecord record : keptBack) {
      add(settled, record);
    }
    keptBack.clear();
    return settled;
  }

  /** The schema is settled: a record that would widen it comes too late. */
  private void requireKnown(Shape merged) {
    if (!merged.equals(shape)) {
      throw new IllegalArgumentException(
          "the fields or types of this record are not those of the first "
              + RECORDS_TO_LOOK_AT
              + ": "
              + difference(shape, merged)
              + "; a Parquet file has one schema, so write .jsonl instead.");
    }
  }

  private static String difference(Shape before, Shape after) {
    if (before instanceof Shape.Group old && after instanceof Shape.Group now) {
      for (Map.Entry<String, Shape> field : now.fields().entrySet()) {
        Shape was = old.fields().get(field.getKey());
        if (was == null) {
          return field.getKey() + " is new";
        }
        if (!was.equals(field.getValue())) {
          return field.getKey() + " holds something else";
        }
      }
    }
    return "it holds something else";
  }

  private void add(MessageType settled, OutputRecord record) throws IOException {
    Open group = open;
    if (group == null) {
      group = new Open(settled);
      open = group;
    }
    group.write(record);
    if (group.records % RECORDS_BETWEEN_CHECKS == 0 && group.bytes() >= rowGroupBytes) {
      group.writeTo(file);
      open = null;
    }
  }

  /** A row group that is being filled. */
  private static final class Open {
    private final Map<ColumnDescriptor, ColumnPages> pages = new LinkedHashMap<>();
    private final ColumnWriteStore store;
    private final RecordConsumer consumer;
    private final Shredder shredder;
    private long records;

    Open(MessageType schema) {
      schema.getColumns().forEach(column -> pages.put(column, new ColumnPages(column)));
      store =
          ParquetProperties.builder()
              .withWriterVersion(WriterVersion.PARQUET_1_0)
              .withAllocator(HeapByteBufferAllocator.getInstance())
              .withStatisticsEnabled(false)
              .withSizeStatisticsEnabled(false)
              .build()
              .newColumnWriteStore(schema, this::pagesOf);
      consumer = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(store);
      shredder = new Shredder(schema, consumer);
    }

    private ColumnPages pagesOf(ColumnDescriptor column) {
      ColumnPages found = pages.get(column);
      if (found == null) {
        throw new AssertionError("the schema has no column " + column);
      }
      return found;
    }

    void write(OutputRecord record) {
      shredder.write(record.fields());
      records++;
    }

    long bytes() {
      return store.getBufferedSize();
    }

    void writeTo(ParquetFile file) throws IOException {
      try (store) {
        consumer.flush();
        store.flush();
        file.rowGroup(pages.values(), records);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }
}
