package io.github.easyneg.parquet;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The pages of one column in one row group, read and unpacked one at a time. */
final class ChunkPages implements PageReader {
  private final ColumnDescriptor column;
  private final ColumnMetaData chunk;
  private final Codec codec;
  private final InputStream in;
  private long left;
  private @Nullable DictionaryPage dictionary;

  /** Reads up to the first page of data. */
  ChunkPages(FileChannel channel, ColumnDescriptor column, ColumnMetaData chunk, Codec codec)
      throws IOException {
    this.column = column;
    this.chunk = chunk;
    this.codec = codec;
    this.left = chunk.getNum_values();
    long start = chunk.getData_page_offset();
    // Some writers set an offset of 0 where there is no dictionary.
    if (chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0) {
      start = Math.min(start, chunk.getDictionary_page_offset());
    }
    this.in =
        new BufferedInputStream(
            new Range(channel, start, chunk.getTotal_compressed_size()), 1 << 16);
    readDictionary();
  }

  private void readDictionary() throws IOException {
    if (left == 0) {
      return;
    }
    in.mark(1 << 16);
    PageHeader header = Util.readPageHeader(in);
    DictionaryPageHeader found = header.getDictionary_page_header();
    if (found == null) {
      in.reset();
      return;
    }
    byte[] plain = page(header);
    dictionary =
        new DictionaryPage(
            BytesInput.from(plain), found.getNum_values(), encoding(found.getEncoding()));
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    return dictionary;
  }

  @Override
  public long getTotalValueCount() {
    return chunk.getNum_values();
  }

  @Override
  public @Nullable DataPage readPage() {
    try {
      while (left > 0) {
        PageHeader header = Util.readPageHeader(in);
        DataPage page = page(header, header.getData_page_header());
        if (page != null) {
          left -= page.getValueCount();
          return page;
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a page of values; null for a page of another kind, which is skipped. */
  private @Nullable DataPage page(PageHeader header, @Nullable DataPageHeader first)
      throws IOException {
    if (first != null) {
      byte[] plain = page(header);
      return new DataPageV1(
          BytesInput.from(plain),
          first.getNum_values(),
          plain.length,
          Statistics.noopStats(column.getPrimitiveType()),
          encoding(first.getRepetition_level_encoding()),
          encoding(first.getDefinition_level_encoding()),
          encoding(first.getEncoding()));
    }
    DataPageHeaderV2 second = header.getData_page_header_v2();
    if (second != null) {
      return page(header, second);
    }
    in.skipNBytes(header.getCompressed_page_size());
    return null;
  }

  /** In pages of the second version the levels come first, and are never compressed. */
  private DataPage page(PageHeader header, DataPageHeaderV2 second) throws IOException {
    byte[] packed = packed(header);
    int repetition = second.getRepetition_levels_byte_length();
    int definition = second.getDefinition_levels_byte_length();
    int levels = repetition + definition;
    int size = header.getUncompressed_page_size() - levels;
    if (repetition < 0 || definition < 0 || levels < 0 || levels > packed.length || size < 0) {
      throw new IOException("a page's levels are longer than the page");
    }
    boolean compressed = !second.isSetIs_compressed() || second.isIs_compressed();
    byte[] data =
        compressed && size > 0
            ? codec.unpack(packed, levels, packed.length - levels, size)
            : Arrays.copyOfRange(packed, levels, packed.length);
    return DataPageV2.uncompressed(
        second.getNum_rows(),
        second.getNum_nulls(),
        second.getNum_values(),
        BytesInput.from(packed, 0, repetition),
        BytesInput.from(packed, repetition, definition),
        encoding(second.getEncoding()),
        BytesInput.from(data),
        Statistics.noopStats(column.getPrimitiveType()));
  }

  private byte[] page(PageHeader header) throws IOException {
    byte[] packed = packed(header);
    return codec.unpack(packed, 0, packed.length, header.getUncompressed_page_size());
  }

  private byte[] packed(PageHeader header) throws IOException {
    int length = header.getCompressed_page_size();
    // No page is larger than its chunk: a damaged header must not ask for all memory.
    if (length < 0
        || length > chunk.getTotal_compressed_size()
        || header.getUncompressed_page_size() < 0
        || header.getUncompressed_page_size() > chunk.getTotal_uncompressed_size()) {
      throw new IOException("a page is larger than its column chunk");
    }
    byte[] packed = in.readNBytes(length);
    if (packed.length < length) {
      throw new EOFException("a page is cut off");
    }
    return packed;
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  /** The disk failed; the data may be valid. */
  static final class ReadFailure extends IOException {
    private static final long serialVersionUID = 1L;
    private final IOException cause;

    ReadFailure(IOException cause) {
      super(cause);
      this.cause = cause;
    }

    IOException cause() {
      return cause;
    }
  }

  /** A part of a file; does not move the channel, so that columns can be read in turn. */
  private static final class Range extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    Range(FileChannel channel, long position, long length) {
      this.channel = channel;
      this.position = position;
      this.end = position + length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (position >= end) {
        return -1;
      }
      int most = (int) Math.min(length, end - position);
      try {
        int found = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
        position += Math.max(0, found);
        return found;
      } catch (IOException e) {
        throw new ReadFailure(e);
      }
    }
  }
}
