package io.github.easyneg.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.DatasetFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that DuckDB wrote: see src/test/duckdb. */
class ParquetRecordsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uncompressed-v1",
        "uncompressed-v2",
        "snappy-v1",
        "snappy-v2",
        "gzip-v1",
        "gzip-v2",
        "zstd-v1",
        "zstd-v2",
        "lz4-v1",
        "lz4_raw-v2"
      })
  void everyCodecAndPageVersionGivesTheSameRecords(String name) throws IOException {
    List<Map<String, @Nullable Object>> records = ReadBack.of(golden(name)).records();
    assertThat(records).hasSize(3);
    assertThat(records.get(0))
        .isEqualTo(
            fields(
                "contexts",
                List.of("Der Dom steht in Köln.", "Das Münster steht in Ulm."),
                "question",
                "Wo steht der Dom?",
                "answer",
                "in Köln",
                "positive_ctx_idx",
                0L,
                "answers",
                fields("text", List.of("in Köln"), "answer_start", List.of(14L)),
                "ctxs",
                List.of(
                    fields("title", "Dom", "text", "Der Dom steht in Köln.", "passage_id", null)),
                "scores",
                fields("a", new BigDecimal("1.5")),
                "born",
                "2026-11-26",
                "made",
                "2026-11-26T12:30",
                "price",
                new BigDecimal("12.345"),
                "flag",
                true,
                "small",
                7L,
                "ratio",
                1.1,
                "uid",
                "8f2a1e0c-1111-4222-8333-444455556666",
                "raw",
                "ab"));
    assertThat(records.get(1))
        .containsEntry("contexts", List.of())
        .containsEntry("answer", null)
        .containsEntry("positive_ctx_idx", -1L)
        .containsEntry("answers", fields("text", List.of(), "answer_start", List.of()))
        .containsEntry("ctxs", null)
        .containsEntry("scores", Map.of());
    assertThat(records.get(2))
        .containsEntry("contexts", null)
        .containsEntry("question", "")
        .containsEntry("ctxs", List.of())
        .containsEntry("born", "1969-12-31")
        .containsEntry("made", "1969-12-31T23:59:59.500")
        .containsEntry("price", new BigDecimal("-0.001"))
        .containsEntry("small", 255L)
        .containsEntry("raw", new byte[] {-1, -2});
  }

  @Test
  void rowGroupsFollowEachOther() throws IOException {
    ReadBack file = ReadBack.of(golden("groups"));
    assertThat(file.rowGroups()).isEqualTo(2);
    List<Map<String, @Nullable Object>> expected = new ArrayList<>();
    for (long i = 0; i < 3000; i++) {
      expected.add(
          fields(
              "id",
              i,
              "text",
              "passage number " + i,
              "kind",
              Long.toString(i % 3),
              "pair",
              List.of(i, i + 1)));
    }
    assertThat(file.records()).isEqualTo(expected);
  }

  @Test
  void aCodecThatIsNotKnownIsNamedWithWhatToDo() throws IOException {
    Path file = golden("brotli-v1");
    assertThatThrownBy(() -> ReadBack.of(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            file.getFileName()
                + ": column contexts.list.element is compressed with BROTLI, but only files with"
                + " SNAPPY, GZIP, ZSTD, LZ4 or no compression can be read; write the file again"
                + " with one of these, for example with pandas: to_parquet(path,"
                + " compression='zstd').");
  }

  @Test
  void whatIsNoParquetFileIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("a.parquet"), "{\"question\": \"Wo?\"}");
    assertThatThrownBy(() -> ParquetRecords.open(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            file.getFileName()
                + ": expected a whole Parquet file, but it does not end in PAR1; fetch the file"
                + " again, or write it again.");
    Files.writeString(file, "PAR1");
    assertThatThrownBy(() -> ParquetRecords.open(file))
        .hasMessage(
            file.getFileName()
                + ": expected a whole Parquet file, but it has 4 bytes, fewer than any Parquet"
                + " file; fetch the file again, or write it again.");
  }

  @Test
  void anEncryptedFileIsNamedAsSuch() throws IOException {
    Path file = Files.writeString(folder.resolve("a.parquet"), "PARE\0\0\0\0\0\0PARE");
    assertThatThrownBy(() -> ParquetRecords.open(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            file.getFileName()
                + ": the Parquet file is encrypted, which cannot be read here; decrypt it first.");
  }

  @Test
  void aFooterLongerThanTheFileIsDamage() throws IOException {
    Path file = Files.writeString(folder.resolve("a.parquet"), "PAR1\0\0\0\0\u007f\0\0\0PAR1");
    assertThatThrownBy(() -> ParquetRecords.open(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            file.getFileName()
                + ": expected a whole Parquet file, but its footer is 127 bytes long in a file of"
                + " 16 bytes; fetch the file again, or write it again.");
  }

  /** Whatever byte is wrong, the records come out or the error names the file. */
  @ParameterizedTest
  @ValueSource(strings = {"uncompressed-v1", "snappy-v2", "gzip-v1", "zstd-v2", "lz4-v1"})
  void damageEndsInOneErrorThatNamesTheFile(String name) throws IOException {
    byte[] whole = Files.readAllBytes(golden(name));
    long seed = Long.getLong("easyneg.fuzz.seed", 1);
    Random random = new Random(seed);
    int rounds = Integer.getInteger("easyneg.fuzz.rounds", 300);
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      if (random.nextInt(4) == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      Path file = Files.write(folder.resolve("damaged.parquet"), damaged);
      try {
        assertThat(ReadBack.of(file).records()).isNotNull();
      } catch (DatasetFormatException e) {
        assertThat(e)
            .as("seed %d, round %d", seed, round)
            .hasMessageStartingWith("damaged.parquet: ")
            .hasMessageMatching("(?s).*; .*\\.");
      } catch (UncheckedIOException e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }

  private Path golden(String name) throws IOException {
    Path file = folder.resolve(name + ".parquet");
    try (InputStream in = getClass().getResourceAsStream("duckdb/" + name + ".parquet")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    return file;
  }

  private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return fields;
  }
}
