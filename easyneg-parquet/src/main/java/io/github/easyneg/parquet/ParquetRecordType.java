package io.github.easyneg.parquet;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.RecordFile;
import io.github.easyneg.data.RecordFileType;
import io.github.easyneg.data.RecordReader;
import io.github.easyneg.data.SourceRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parquet files as records, known by their content, whatever their name: pages of both versions,
 * uncompressed or with Snappy, Gzip, ZSTD or LZ4, nested columns. A record's place is its number in
 * the file, from 1, as in {@code rows.parquet:17}.
 *
 * <p>Dates, times and UUIDs become texts, as ISO 8601 and RFC 9562 write them. Bytes that are not
 * text become an object with their number, {@code {"bytes": 1234}}, so that they are never taken
 * for text. NaN and the infinities become texts, as JSON has no numbers for them.
 */
public final class ParquetRecordType implements RecordFileType {

  /** For {@link java.util.ServiceLoader}. */
  public ParquetRecordType() {}

  @Override
  public String name() {
    return "Parquet";
  }

  @Override
  public List<String> suffixes() {
    return List.of(".parquet");
  }

  @Override
  public boolean holds(RecordFile file) {
    String beginning = new String(file.beginning(), StandardCharsets.ISO_8859_1);
    return beginning.startsWith("PAR1") || beginning.startsWith("PARE") || file.endsIn(".parquet");
  }

  @Override
  public RecordReader open(RecordFile file) {
    ParquetRecords records = ParquetRecords.open(file.path());
    if (records.count() == 0) {
      records.close();
      throw new DatasetFormatException(
          Place.of(file.name()),
          "there are no rows; expected a Parquet file with at least one.",
          true,
          null);
    }
    return new Records(file.name(), records);
  }

  private static final class Records implements RecordReader {
    private final String file;
    private final ParquetRecords records;
    private int number;

    Records(String file, ParquetRecords records) {
      this.file = file;
      this.records = records;
    }

    @Override
    public Optional<SourceRecord> next() {
      Map<String, @Nullable Object> next = records.next();
      if (next == null) {
        return Optional.empty();
      }
      number++;
      return Optional.of(new SourceRecord(Place.of(file, number), fields(next)));
    }

    @Override
    public void close() {
      records.close();
    }

    /** Records keep nulls, which the type of their map does not say. */
    @SuppressWarnings("NullAway")
    private static Map<String, Object> fields(Map<?, ?> map) {
      Map<String, Object> fields = new LinkedHashMap<>();
      map.forEach((name, value) -> fields.put(String.valueOf(name), plain(value)));
      return fields;
    }

    private static @Nullable Object plain(@Nullable Object value) {
      if (value instanceof Double real) {
        return Double.isFinite(real) ? BigDecimal.valueOf(real) : real.toString();
      }
      if (value instanceof byte[] bytes) {
        return Map.of("bytes", (long) bytes.length);
      }
      if (value instanceof Map<?, ?> map) {
        return fields(map);
      }
      if (value instanceof List<?> list) {
        List<@Nullable Object> all = new ArrayList<>(list.size());
        list.forEach(element -> all.add(plain(element)));
        return all;
      }
      return value;
    }
  }
}
