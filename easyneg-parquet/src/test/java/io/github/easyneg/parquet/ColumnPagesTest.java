package io.github.easyneg.parquet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;

/** What a file holds, {@code ParquetFileTypeTest} reads back. */
class ColumnPagesTest {

  /** The calls that parquet-column made before 1.16. */
  @Test
  void anOlderLibraryIsNamed() {
    PrimitiveType type = Types.required(PrimitiveTypeName.INT64).named("n");
    ColumnPages pages = new ColumnPages(new ColumnDescriptor(new String[] {"n"}, type, 0, 0));
    Statistics<?> none = Statistics.createStats(type);
    BytesInput bytes = BytesInput.empty();
    String message =
        "the org.apache.parquet:parquet-column on the class path is older than 1.16, from which on"
            + " it hands over all statistics with each page; use 1.16 or newer.";

    assertThatThrownBy(
            () -> pages.writePage(bytes, 0, 0, none, Encoding.RLE, Encoding.RLE, Encoding.PLAIN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> old(pages, bytes, none))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
  }

  @SuppressWarnings("deprecation") // it is the older call that is tested
  private static void old(ColumnPages pages, BytesInput bytes, Statistics<?> none) {
    pages.writePage(bytes, 0, none, Encoding.RLE, Encoding.RLE, Encoding.PLAIN);
  }
}
