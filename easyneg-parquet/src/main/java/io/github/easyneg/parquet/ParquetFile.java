package io.github.easyneg.parquet;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageType;

/** The frame of a Parquet file: magic, row groups, footer, the footer's length, magic. */
final class ParquetFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  private final Counting out;
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private long rows;

  ParquetFile(OutputStream out) throws IOException {
    this.out = new Counting(out);
    this.out.write(MAGIC);
  }

  void rowGroup(Collection<ColumnPages> columns, long rowsInGroup) throws IOException {
    List<ColumnChunk> chunks = new ArrayList<>();
    long bytes = 0;
    for (ColumnPages column : columns) {
      ColumnChunk chunk = column.writeTo(out, out.position);
      chunks.add(chunk);
      bytes += chunk.getMeta_data().getTotal_uncompressed_size();
    }
    rowGroups.add(new RowGroup(chunks, bytes, rowsInGroup));
    rows += rowsInGroup;
  }

  void footer(MessageType schema) throws IOException {
    long start = out.position;
    FileMetaData footer = new FileMetaData(VERSION, Schemas.elements(schema), rows, rowGroups);
    Util.writeFileMetaData(footer.setCreated_by("EasyNegatives"), out);
    int length = Math.toIntExact(out.position - start);
    out.write(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    out.write(MAGIC);
    out.flush();
  }

  private static final class Counting extends FilterOutputStream {
    private long position;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }
  }
}
