package io.github.easyneg.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Reads a file from its footer on, with parquet-column's decoders and nothing of the writer's. */
final class ReadBack {
  private final byte[] bytes;
  private final FileMetaData footer;
  private final MessageType schema;

  private ReadBack(byte[] bytes) throws IOException {
    this.bytes = bytes;
    String magic = "PAR1";
    assertThat(new String(bytes, 0, 4, StandardCharsets.US_ASCII)).isEqualTo(magic);
    assertThat(new String(bytes, bytes.length - 4, 4, StandardCharsets.US_ASCII)).isEqualTo(magic);
    int length =
        ByteBuffer.wrap(bytes, bytes.length - 8, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    int start = bytes.length - 8 - length;
    footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, start, length));
    Deque<SchemaElement> elements = new ArrayDeque<>(footer.getSchema());
    SchemaElement root = elements.pop();
    schema = new MessageType(root.getName(), children(elements, root.getNum_children()));
  }

  static ReadBack of(Path file) throws IOException {
    return new ReadBack(Files.readAllBytes(file));
  }

  MessageType schema() {
    return schema;
  }

  int rowGroups() {
    return footer.getRow_groupsSize();
  }

  /** Returns all records; a field that is null is there, with null. */
  List<Map<String, Object>> records() throws IOException {
    List<Map<String, Object>> records = new ArrayList<>();
    for (RowGroup group : footer.getRow_groups()) {
      Materializer materializer = new Materializer(schema);
      RecordReader<Map<String, Object>> reader =
          new ColumnIOFactory().getColumnIO(schema).getRecordReader(new Store(group), materializer);
      for (long row = 0; row < group.getNum_rows(); row++) {
        records.add(reader.read());
      }
    }
    assertThat(footer.getNum_rows()).isEqualTo(records.size());
    return records;
  }

  private static List<Type> children(Deque<SchemaElement> elements, int count) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SchemaElement element = elements.pop();
      Type.Repetition repetition = Type.Repetition.valueOf(element.getRepetition_type().name());
      if (element.isSetType()) {
        Type type =
            new PrimitiveType(
                repetition,
                element.getType() == org.apache.parquet.format.Type.BYTE_ARRAY
                    ? PrimitiveTypeName.BINARY
                    : PrimitiveTypeName.valueOf(element.getType().name()),
                element.getName());
        types.add(
            element.isSetLogicalType() && element.getLogicalType().isSetSTRING()
                ? Types.primitive(type.asPrimitiveType().getPrimitiveTypeName(), repetition)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(element.getName())
                : type);
      } else {
        List<Type> inside = children(elements, element.getNum_children());
        types.add(
            element.isSetLogicalType()
                ? Types.buildGroup(repetition)
                    .as(LogicalTypeAnnotation.listType())
                    .addFields(inside.toArray(new Type[0]))
                    .named(element.getName())
                : new GroupType(repetition, element.getName(), inside));
      }
    }
    return types;
  }

  /** One row group's columns. */
  private final class Store implements PageReadStore {
    private final RowGroup group;

    Store(RowGroup group) {
      this.group = group;
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
      for (var chunk : group.getColumns()) {
        if (chunk.getMeta_data().getPath_in_schema().equals(Arrays.asList(column.getPath()))) {
          try {
            return new Pages(chunk.getMeta_data());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
      throw new AssertionError("no column " + column);
    }

    @Override
    public long getRowCount() {
      return group.getNum_rows();
    }
  }

  /** One column's pages. */
  private final class Pages implements PageReader {
    private final Deque<DataPage> pages = new ArrayDeque<>();
    private @Nullable DictionaryPage dictionary;
    private long values;

    Pages(ColumnMetaData column) throws IOException {
      long start =
          column.isSetDictionary_page_offset()
              ? column.getDictionary_page_offset()
              : column.getData_page_offset();
      InputStream in =
          new ByteArrayInputStream(
              bytes, (int) start, Math.toIntExact(column.getTotal_compressed_size()));
      while (in.available() > 0) {
        add(Util.readPageHeader(in), in);
      }
      assertThat(values).isEqualTo(column.getNum_values());
    }

    private void add(PageHeader header, InputStream in) throws IOException {
      byte[] packed = in.readNBytes(header.getCompressed_page_size());
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
      assertThat(plain).hasSize(header.getUncompressed_page_size());
      if (header.getType() == PageType.DICTIONARY_PAGE) {
        var page = header.getDictionary_page_header();
        dictionary =
            new DictionaryPage(
                BytesInput.from(plain), page.getNum_values(), encoding(page.getEncoding()));
        return;
      }
      var page = header.getData_page_header();
      values += page.getNum_values();
      pages.add(
          new DataPageV1(
              BytesInput.from(plain),
              page.getNum_values(),
              plain.length,
              Statistics.noopStats(Types.optional(PrimitiveTypeName.BINARY).named("x")),
              encoding(page.getRepetition_level_encoding()),
              encoding(page.getDefinition_level_encoding()),
              encoding(page.getEncoding())));
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
      return Encoding.valueOf(encoding.name());
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
      return dictionary;
    }

    @Override
    public long getTotalValueCount() {
      return values;
    }

    @Override
    public @Nullable DataPage readPage() {
      return pages.poll();
    }
  }
}
