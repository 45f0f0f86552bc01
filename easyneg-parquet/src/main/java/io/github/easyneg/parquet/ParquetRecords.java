package io.github.easyneg.parquet;

import io.github.easyneg.data.DatasetFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.jspecify.annotations.Nullable;

/**
 * The records of one Parquet file, in order: maps of texts, booleans, numbers, lists and maps, as a
 * JSON reader would give them. Dates and times become texts in ISO 8601; bytes that are not text
 * become a {@code byte[]}.
 *
 * <p>Holds one page of each column at a time. Not thread-safe.
 */
final class ParquetRecords implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final ParquetFooter footer;
  private final RecordMaps maps;
  private int group;
  private long leftInGroup;
  private long record;
  private @Nullable RecordReader<Map<String, @Nullable Object>> reader;

  private ParquetRecords(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.footer = ParquetFooter.of(file, channel);
    this.maps = new RecordMaps(footer.schema());
  }

  /**
   * Opens a file and reads its footer.
   *
   * @throws DatasetFormatException if it is not a whole Parquet file
   * @throws UncheckedIOException if it cannot be read
   */
  static ParquetRecords open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        return new ParquetRecords(file, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Returns how many records there are. */
  long count() {
    return footer.rows();
  }

  /**
   * Returns the next record; null after the last.
   *
   * @throws DatasetFormatException if it is damaged
   * @throws UncheckedIOException if it cannot be read
   */
  @Nullable Map<String, @Nullable Object> next() {
    try {
      while (leftInGroup == 0) {
        if (group == footer.rowGroups().size()) {
          return null;
        }
        openGroup(footer.rowGroups().get(group++));
      }
      leftInGroup--;
      record++;
      return Objects.requireNonNull(reader).read();
    } catch (RuntimeException e) {
      throw explained(e);
    } catch (OutOfMemoryError e) {
      // Decoders trust the lengths in a page, and a damaged one would allocate gigabytes.
      throw ParquetFooter.damaged(
          file, "record " + record + " needs more memory than Java has (-Xmx)", e);
    }
  }

  /** parquet-column wraps what it meets, the errors thrown here too, in words about its state. */
  private RuntimeException explained(RuntimeException e) {
    Throwable cause = e;
    while (true) {
      if (cause instanceof DatasetFormatException known) {
        return known;
      }
      if (cause instanceof ChunkPages.ReadFailure disk) {
        return unreadable(file, disk.cause());
      }
      if (cause.getCause() == null) {
        return ParquetFooter.damaged(
            file,
            "record " + record + " cannot be decoded (" + ParquetFooter.reason(cause) + ")",
            e);
      }
      cause = cause.getCause();
    }
  }

  private void openGroup(RowGroup next) {
    leftInGroup = next.getNum_rows();
    if (leftInGroup == 0) {
      return;
    }
    reader =
        new ColumnIOFactory(footer.createdBy().orElse(null))
            .getColumnIO(footer.schema())
            .getRecordReader(new Group(next), maps);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static UncheckedIOException unreadable(Path file, IOException e) {
    return new UncheckedIOException(file + " cannot be read: " + ParquetFooter.reason(e) + ".", e);
  }

  /** The columns of one row group. */
  private final class Group implements PageReadStore {
    private final RowGroup group;

    Group(RowGroup group) {
      this.group = group;
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
      for (ColumnChunk chunk : group.getColumns()) {
        if (chunk.getMeta_data() != null
            && chunk.getMeta_data().getPath_in_schema().equals(Arrays.asList(column.getPath()))) {
          return pages(column, chunk);
        }
      }
      throw new IllegalArgumentException(
          "a row group has no column " + String.join(".", column.getPath()));
    }

    private PageReader pages(ColumnDescriptor column, ColumnChunk chunk) {
      if (chunk.isSetFile_path()) {
        throw new IllegalArgumentException(
            "column "
                + String.join(".", column.getPath())
                + " is in another file, "
                + chunk.getFile_path());
      }
      Codec codec = codec(column, chunk);
      try {
        return new ChunkPages(channel, column, chunk.getMeta_data(), codec);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Codec codec(ColumnDescriptor column, ColumnChunk chunk) {
      try {
        return new Codec(chunk.getMeta_data().getCodec());
      } catch (IllegalArgumentException e) {
        throw ParquetFooter.broken(
            file, "column " + String.join(".", column.getPath()) + " " + e.getMessage(), e);
      }
    }

    @Override
    public long getRowCount() {
      return group.getNum_rows();
    }
  }
}
