package io.github.easyneg.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.FileType;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.RecordEncoder;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.RejectedCandidate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParquetFileTypeTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  static Stream<String> formats() {
    return OutputFormats.all().stream().map(format -> format.name());
  }

  @Test
  void theModuleIsFound() {
    assertThat(ServiceLoader.load(FileType.class))
        .extracting(FileType::suffix)
        .containsExactly(".parquet");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatIsReadBackAsItWasWritten(String name) throws IOException {
    Labels labels = new Labels(Labels.DEFAULT_REFUSAL, 42);
    List<OutputRecord> records =
        rows().flatMap(row -> OutputFormats.byName(name).records(row, labels).stream()).toList();
    assertThat(ReadBack.of(write(records)).records()).isEqualTo(widened(records));
  }

  @Test
  void everyTypeHasItsColumn() throws IOException {
    OutputRecord record =
        record(
            "text",
            "zwölf 🦆",
            "flag",
            true,
            "small",
            1,
            "whole",
            Long.MAX_VALUE,
            "big",
            new BigInteger("9007199254740993"),
            "real",
            0.1,
            "decimal",
            new BigDecimal("1.5"),
            "texts",
            Arrays.asList("a", null, ""),
            "lists",
            List.of(List.of(1, 2), List.of()),
            "group",
            Map.of("inner", Map.of("n", 1)),
            "nothing",
            null,
            "empty",
            List.of());
    ReadBack file = ReadBack.of(write(List.of(record)));
    assertThat(file.schema().toString())
        .isEqualTo(
            """
            message record {
              optional binary text (STRING);
              optional boolean flag;
              optional int64 small;
              optional int64 whole;
              optional int64 big;
              optional double real;
              optional double decimal;
              optional group texts (LIST) {
                repeated group list {
                  optional binary element (STRING);
                }
              }
              optional group lists (LIST) {
                repeated group list {
                  optional group element (LIST) {
                    repeated group list {
                      optional int64 element;
                    }
                  }
                }
              }
              optional group group {
                optional group inner {
                  optional int64 n;
                }
              }
              optional binary nothing (STRING);
              optional group empty (LIST) {
                repeated group list {
                  optional binary element (STRING);
                }
              }
            }
            """);
    assertThat(file.records())
        .containsExactly(
            record(
                    "text",
                    "zwölf 🦆",
                    "flag",
                    true,
                    "small",
                    1L,
                    "whole",
                    Long.MAX_VALUE,
                    "big",
                    9007199254740993L,
                    "real",
                    0.1,
                    "decimal",
                    1.5,
                    "texts",
                    Arrays.asList("a", null, ""),
                    "lists",
                    List.of(List.of(1L, 2L), List.of()),
                    "group",
                    Map.of("inner", Map.of("n", 1L)),
                    "nothing",
                    null,
                    "empty",
                    List.of())
                .fields());
  }

  @Test
  void wholeNumbersBesideRealOnesAreReal() throws IOException {
    assertThat(ReadBack.of(write(List.of(record("n", 1), record("n", 0.5)))).records())
        .containsExactly(Map.of("n", 1.0), Map.of("n", 0.5));
  }

  @Test
  void noRecordsGiveAFileWithoutRows() throws IOException {
    ReadBack file = ReadBack.of(write(List.of()));
    assertThat(file.records()).isEmpty();
    assertThat(file.rowGroups()).isZero();
  }

  @Test
  void equalRecordsGiveEqualFiles() throws IOException {
    List<OutputRecord> records = List.of(record("a", "x", "b", List.of(1, 2)));
    assertThat(Files.readAllBytes(write(records))).isEqualTo(Files.readAllBytes(write(records)));
  }

  @Test
  void manyRecordsAreWrittenInSeveralRowGroups() throws IOException {
    Random random = new Random(1);
    List<OutputRecord> records = new ArrayList<>();
    for (int i = 0; i < 6000; i++) {
      records.add(record("id", i, "texts", List.of(Long.toString(random.nextLong()), "often")));
    }
    Path path = folder.resolve("groups.parquet");
    try (OutputStream out = Files.newOutputStream(path)) {
      encode(new ParquetEncoder(new ParquetFile(out), 10_000), records);
    }
    ReadBack file = ReadBack.of(path);
    assertThat(file.rowGroups()).isGreaterThan(3);
    assertThat(file.records()).isEqualTo(widened(records));
  }

  @Test
  void aColumnOfTwoTypesIsNamed() {
    assertRefused(
        List.of(record("a", Map.of("b", "x")), record("a", Map.of("b", 1))),
        "a.b is a whole number here and text in an earlier record; a Parquet column has one type,"
            + " so write .jsonl instead.");
    assertRefused(
        List.of(record("a", List.of()), record("a", Map.of())),
        "a is an object here and a list in an earlier record; a Parquet column has one type, so"
            + " write .jsonl instead.");
  }

  @Test
  void aNumberOfMoreThan64BitsIsNamed() {
    assertRefused(
        List.of(record("a", new BigInteger("9223372036854775808"))),
        "a is 9223372036854775808, which has more than 64 bits; write .jsonl instead.");
  }

  @Test
  void anObjectThatIsAlwaysEmptyIsNamed() {
    assertRefused(
        List.of(record("a", Map.of())),
        "a has no fields in any record, which Parquet cannot hold; write .jsonl instead.");
  }

  @Test
  void aFieldThatComesTooLateIsNamed() {
    List<OutputRecord> records = new ArrayList<>(Collections.nCopies(4096, record("a", 1)));
    records.add(record("a", 1, "b", "x"));
    assertRefused(
        records,
        "the fields or types of this record are not those of the first 4096: b is new; a Parquet"
            + " file has one schema, so write .jsonl instead.");
    records.set(4096, record("a", 0.5));
    assertRefused(
        records,
        "the fields or types of this record are not those of the first 4096: a holds something"
            + " else; a Parquet file has one schema, so write .jsonl instead.");
  }

  @Test
  void aFieldThatIsLateButNotTooLateIsKept() throws IOException {
    List<OutputRecord> records = new ArrayList<>(Collections.nCopies(4096, record("a", null)));
    records.add(record("a", "x"));
    assertThat(ReadBack.of(write(records)).records().get(4096)).isEqualTo(Map.of("a", "x"));
  }

  @Test
  void aTypeThatRecordsDoNotHoldIsNamed() {
    assertRefused(
        List.of(record("a", 'c')),
        "a is a java.lang.Character, which records do not hold; see OutputRecord for the types that"
            + " they do.");
  }

  private static void assertRefused(List<OutputRecord> records, String message) {
    assertThatThrownBy(
            () -> encode(new ParquetFileType().encoder(new ByteArrayOutputStream()), records))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private Path write(List<OutputRecord> records) throws IOException {
    Path file = Files.createTempFile(folder, "t", ".parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      encode(new ParquetFileType().encoder(out), records);
    }
    return file;
  }

  private static void encode(RecordEncoder encoder, List<OutputRecord> records) throws IOException {
    for (OutputRecord record : records) {
      encoder.write(record);
    }
    encoder.finish();
  }

  private static OutputRecord record(@Nullable Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      @SuppressWarnings("NullAway") // records may hold nulls
      Object ignored = fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return new OutputRecord(fields, OutputRecord.Kind.OTHER);
  }

  /** Records as a file gives them back: whole numbers long, and a field for each that any has. */
  private static List<Map<String, Object>> widened(List<OutputRecord> records) {
    Map<String, Object> all = new LinkedHashMap<>();
    records.forEach(record -> record.fields().keySet().forEach(name -> all.put(name, "")));
    all.replaceAll((name, value) -> null);
    return records.stream()
        .map(
            record -> {
              Map<String, Object> fields = new LinkedHashMap<>(all);
              record.fields().forEach((name, value) -> fields.put(name, widened(value)));
              return fields;
            })
        .toList();
  }

  private static @Nullable Object widened(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> all = new ArrayList<>();
      list.forEach(element -> all.add(widened(element)));
      return all;
    }
    return value instanceof Integer whole ? (Object) whole.longValue() : value;
  }

  private static Stream<MinedRow> rows() {
    return Stream.of(
        row(0, Map.of(), List.of("Zürich\n„groß“ 🦆", "Genf"), "Basel\u2028", "Bern"),
        row(-1, Map.of("year", 2024, "tags", List.of("a")), List.of("Rom", "Paris"), "London"),
        row(0, Map.of(), List.of("allein")),
        row(0, Map.of(), List.of("a", "b"), "c", "d", "e"));
  }

  private static MinedRow row(
      int positive, Map<String, Object> extra, List<String> contexts, String... negatives) {
    return new MinedRow(
        new QaRow(
            contexts,
            "Frage zu " + contexts.get(0),
            "Antwort",
            positive < 0 ? OptionalInt.empty() : OptionalInt.of(positive),
            extra),
        1,
        Arrays.stream(negatives)
            .map(
                text ->
                    MinedNegative.of(Passage.of(text), "easy")
                        .cosine(0)
                        .cosineQuantile(0.5)
                        .lexicalQuantile(0.5)
                        .frequency(1)
                        .probability(OptionalDouble.of(0.1))
                        .build())
            .toList(),
        Optional.empty(),
        Arrays.stream(negatives)
            .map(
                text ->
                    RejectedCandidate.of(Passage.of(text + "!"), "marked")
                        .cosineQuantile(0.5)
                        .lexicalQuantile(0.5)
                        .build())
            .toList());
  }
}
