package io.github.easyneg.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages of one column in one row group, compressed, until the row group is written. */
final class ColumnPages implements PageWriter {
  private final ColumnDescriptor column;
  private final Set<org.apache.parquet.format.Encoding> encodings =
      EnumSet.noneOf(org.apache.parquet.format.Encoding.class);
  private final List<byte[]> pages = new ArrayList<>();
  private byte[] dictionary = {};
  private long values;
  private long uncompressedBytes;
  private long compressedBytes;

  ColumnPages(ColumnDescriptor column) {
    this.column = column;
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> statistics,
      SizeStatistics sizes,
      GeospatialStatistics places,
      Encoding repetition,
      Encoding definition,
      Encoding encoding)
      throws IOException {
    byte[] packed = gzip(bytes);
    PageHeader header =
        new PageHeader(PageType.DATA_PAGE, Math.toIntExact(bytes.size()), packed.length);
    header.setData_page_header(
        new DataPageHeader(valueCount, format(encoding), format(definition), format(repetition)));
    pages.add(page(header, bytes.size(), packed));
    values += valueCount;
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    byte[] packed = gzip(page.getBytes());
    PageHeader header =
        new PageHeader(
            PageType.DICTIONARY_PAGE, Math.toIntExact(page.getBytes().size()), packed.length);
    header.setDictionary_page_header(
        new DictionaryPageHeader(page.getDictionarySize(), format(page.getEncoding())));
    dictionary = page(header, page.getBytes().size(), packed);
  }

  /** Writes the pages, the dictionary first, and returns what the footer says of them. */
  ColumnChunk writeTo(OutputStream out, long offset) throws IOException {
    out.write(dictionary);
    for (byte[] page : pages) {
      out.write(page);
    }
    ColumnMetaData data =
        new ColumnMetaData(
            Schemas.format(column.getPrimitiveType().getPrimitiveTypeName()),
            List.copyOf(encodings),
            List.of(column.getPath()),
            CompressionCodec.GZIP,
            values,
            uncompressedBytes,
            compressedBytes,
            offset + dictionary.length);
    if (dictionary.length > 0) {
      data.setDictionary_page_offset(offset);
    }
    return new ColumnChunk(0).setMeta_data(data);
  }

  private byte[] page(PageHeader header, long bytes, byte[] packed) throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream(packed.length + 64);
    Util.writePageHeader(header, page);
    uncompressedBytes += page.size() + bytes;
    page.write(packed);
    compressedBytes += page.size();
    return page.toByteArray();
  }

  private org.apache.parquet.format.Encoding format(Encoding encoding) {
    org.apache.parquet.format.Encoding format =
        org.apache.parquet.format.Encoding.valueOf(encoding.name());
    encodings.add(format);
    return format;
  }

  private static byte[] gzip(BytesInput bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      bytes.writeAllTo(gzip);
    }
    return packed.toByteArray();
  }

  @Override
  public long getMemSize() {
    return compressedBytes;
  }

  @Override
  public long allocatedSize() {
    return compressedBytes;
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " " + compressedBytes + " bytes";
  }

  @Override
  @Deprecated
  public void writePage(
      BytesInput bytes,
      int valueCount,
      Statistics<?> statistics,
      Encoding repetition,
      Encoding definition,
      Encoding encoding) {
    throw olderCall();
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> statistics,
      Encoding repetition,
      Encoding definition,
      Encoding encoding) {
    throw olderCall();
  }

  private static IllegalStateException olderCall() {
    return new IllegalStateException(
        "the org.apache.parquet:parquet-column on the class path is older than 1.16, from which on"
            + " it hands over all statistics with each page; use 1.16 or newer.");
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetition,
      BytesInput definition,
      Encoding encoding,
      BytesInput data,
      Statistics<?> statistics) {
    throw new AssertionError("parquet-column was asked for pages of version 1");
  }
}
