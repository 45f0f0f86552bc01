package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.format.FileType;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.format.RecordEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link FileType}, by number. Extend it, supply {@link #type()}, and read back what
 * was written with code other than the encoder's: {@link #read}.
 */
public abstract class FileTypeContract {

  /** For subclasses. */
  protected FileTypeContract() {}

  /** Returns the file type; a new one or always the same. */
  protected abstract FileType type();

  /**
   * Reads a file back, preferably with a third-party reader.
   *
   * @return the records' fields, in their order; a whole number as {@code Long}, any other as
   *     {@code Double}
   */
  protected abstract List<Map<String, Object>> read(byte[] file) throws IOException;

  @Test
  final void rule1TheSuffixIsThatOfAFileNameInLowerCase() {
    assertThat(type().suffix()).matches("(\\.[a-z0-9]+)+").isEqualTo(type().suffix());
  }

  @Test
  final void rule2WhatIsReadBackIsWhatWasWritten() throws IOException {
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("text", MinedRowSamples.text(i, "text"));
      fields.put("empty", "");
      fields.put("whole", (long) i * Integer.MAX_VALUE);
      fields.put("number", i / 7.0);
      fields.put("truth", i % 2 == 0);
      fields.put("list", List.of("a", MinedRowSamples.text(i, "list")));
      records.add(fields);
    }
    List<Map<String, Object>> back = read(written(type(), records));
    assertThat(back).isEqualTo(records);
    assertThat(List.copyOf(back.get(0).keySet())).isEqualTo(List.copyOf(records.get(0).keySet()));
  }

  @Test
  final void rule2AFileWithoutRecordsCanBeRead() throws IOException {
    assertThat(read(written(type(), List.of()))).isEmpty();
  }

  @Test
  final void rule3TheSameRecordsGiveTheSameBytes() throws IOException {
    List<Map<String, Object>> records = List.of(Map.of("a", "1"), Map.of("a", "2"));
    assertThat(written(type(), records)).isEqualTo(written(type(), records));
  }

  @Test
  final void rule4TheStreamStaysOpen() throws IOException {
    Watched out = new Watched();
    RecordEncoder encoder = type().encoder(out);
    encoder.write(new OutputRecord(Map.of("a", "1"), Kind.OTHER));
    encoder.finish();
    assertThat(out.closed).isFalse();
  }

  @Test
  final void rule5FilesThatAreWrittenAtATimeDoNotMix() throws IOException {
    FileType type = type();
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    RecordEncoder first = type.encoder(one);
    RecordEncoder second = type.encoder(other);
    for (int i = 0; i < 3; i++) {
      first.write(new OutputRecord(Map.of("a", "one " + i), Kind.OTHER));
      second.write(new OutputRecord(Map.of("a", "other " + i), Kind.OTHER));
    }
    first.finish();
    second.finish();
    assertThat(read(one.toByteArray())).extracting("a").containsExactly("one 0", "one 1", "one 2");
    assertThat(read(other.toByteArray()))
        .extracting("a")
        .containsExactly("other 0", "other 1", "other 2");
  }

  private static byte[] written(FileType type, List<Map<String, Object>> records)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordEncoder encoder = type.encoder(out);
    for (Map<String, Object> fields : records) {
      encoder.write(new OutputRecord(fields, Kind.OTHER));
    }
    encoder.finish();
    return out.toByteArray();
  }

  private static final class Watched extends ByteArrayOutputStream {
    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }
}
