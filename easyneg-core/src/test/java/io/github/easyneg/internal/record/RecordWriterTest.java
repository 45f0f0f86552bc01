package io.github.easyneg.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.format.OutputRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordWriterTest {
  private static final OutputRecord FIRST = record("Zürich\n\"am See\" 🦆");
  private static final OutputRecord SECOND = record("cut\u2028here");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void jsonLinesHasAnObjectALine() throws IOException {
    Path file = write("a.jsonl", FIRST, SECOND);
    assertThat(Files.readString(file))
        .isEqualTo("{\"text\":\"Zürich\\n\\\"am See\\\" 🦆\"}\n{\"text\":\"cut\\u2028here\"}\n");
  }

  @Test
  void jsonIsOneArray() throws IOException {
    Path file = write("a.json", FIRST, SECOND);
    assertThat(Files.readString(file))
        .isEqualTo(
            "[\n{\"text\":\"Zürich\\n\\\"am See\\\" 🦆\"},\n{\"text\":\"cut\\u2028here\"}\n]\n");
  }

  @Test
  void noRecordsGiveAnEmptyFileOrArray() throws IOException {
    assertThat(Files.readString(write("a.jsonl"))).isEmpty();
    assertThat(Files.readString(write("a.json"))).isEqualTo("[\n]\n");
  }

  @Test
  void gzipHoldsTheSameBytesAndNoTimeOrName() throws IOException {
    byte[] plain = Files.readAllBytes(write("a.jsonl", FIRST, SECOND));
    byte[] packed = Files.readAllBytes(write("a.JSONL.gz", FIRST, SECOND));
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
        .isEqualTo(plain);
    // magic, deflate, no flags, no time, no extra flags, unknown system: RFC 1952, section 2.3
    assertThat(Arrays.copyOf(packed, 10))
        .isEqualTo(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
    assertThat(Files.readAllBytes(write("b.json.gz", FIRST))).isNotEmpty();
  }

  @Test
  void withoutACommitNothingIsLeftBehind() throws IOException {
    try (RecordWriter writer = RecordWriter.open(folder.resolve("a.jsonl"))) {
      writer.write(FIRST);
      assertThat(writer.records()).isEqualTo(1);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRecordThatTheFileCannotHoldIsNamed() throws IOException {
    Path file = folder.resolve("a.jsonl");
    try (RecordWriter writer = RecordWriter.open(file)) {
      writer.write(FIRST);
      assertThatThrownBy(() -> writer.write(record("half a pair \ud83d")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              file
                  + ", record 2: text holds an unpaired surrogate \\ud83d at position 12, which"
                  + " UTF-8 cannot carry; repair or remove the character.");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    Path file = folder.resolve("train.csv");
    assertThatThrownBy(() -> RecordWriter.open(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + ": the name does not say what to write; end it in .jsonl, .json, .jsonl.gz or"
                + " .json.gz.");
  }

  @Test
  void parquetWithoutItsModuleNamesTheModule() {
    Path file = folder.resolve("train.parquet");
    assertThatThrownBy(() -> RecordWriter.open(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + ": no module on the class path writes .parquet; add"
                + " io.github.easyneg:easyneg-parquet, or write .jsonl, .json, .jsonl.gz or"
                + " .json.gz.");
  }

  @Test
  void bytesAreUtf8WithoutAMark() throws IOException {
    assertThat(Files.readAllBytes(write("a.jsonl", record("ä"))))
        .isEqualTo("{\"text\":\"ä\"}\n".getBytes(StandardCharsets.UTF_8));
  }

  private Path write(String name, OutputRecord... records) {
    Path file = folder.resolve(name);
    try (RecordWriter writer = RecordWriter.open(file)) {
      for (OutputRecord record : records) {
        writer.write(record);
      }
      writer.commit();
    }
    return file;
  }

  private static OutputRecord record(String text) {
    return new OutputRecord(Map.of("text", text), OutputRecord.Kind.OTHER);
  }
}
