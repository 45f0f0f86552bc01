package io.github.easyneg.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDatasetTest {
  private static final QaRow GOOD = QaRow.of(List.of("a", "b"), "q", "w", 0);

  private final Path folder;

  JsonDatasetTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void linesAreRows() throws IOException {
    String second = Rows.json("[\"c\"]", "\"Öl?\"", "\"\\u00e4\"", "-1");
    assertThat(read("in.jsonl", Rows.GOOD + "\n" + second + "\n"))
        .containsExactly(GOOD, QaRow.withoutPositive(List.of("c"), "Öl?", "ä"));
  }

  @Test
  void minusOneIsNoPositive() throws IOException {
    assertThat(read("in.jsonl", Rows.json("[\"c\"]", "\"\"", "\"\"", "-1")).get(0).positive())
        .isEqualTo(OptionalInt.empty());
  }

  @Test
  void aRowMayHaveSeveralPositives() throws IOException {
    assertThat(read("in.jsonl", Rows.json("[\"a\", \"b\", \"c\"]", "\"q\"", "\"w\"", "[2, 0.0]")))
        .containsExactly(
            QaRow.of(List.of("a", "b", "c"), "q", "w", 2).withPositives(List.of(2, 0)));
    assertThat(
            read(
                "in.jsonl",
                Rows.json("[\"a\", \"b\"]", "\"q\"", "\"w\"", "1, \"positive_ctx_idxs\": [1, 0]")))
        .containsExactly(QaRow.of(List.of("a", "b"), "q", "w", 1).withPositives(List.of(1, 0)));
    assertThat(read("in.jsonl", Rows.json("[\"a\"]", "\"q\"", "\"w\"", "[]")))
        .containsExactly(QaRow.withoutPositive(List.of("a"), "q", "w"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "0e0", "-0.0", "[0]", "[0.0]"})
  void anIndexIsANumberWhateverItsNotation(String index) throws IOException {
    assertThat(read("in.jsonl", Rows.json("[\"a\", \"b\"]", "\"q\"", "\"w\"", index)))
        .containsExactly(GOOD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"w\", \"v\"]|w,v",
        "[\"w\"]|w",
        "\"w\", \"answers\": [\"v\", \"w\"]|w,v",
        "{\"text\": [\"w\", \"v\"], \"answer_start\": [0, 7]}|w,v",
        "{\"answer_start\": [], \"text\": []}|",
        "[]|",
        "null|",
      })
  void aRowMayHaveSeveralAnswersOrNone(String json, @Nullable String answers) throws IOException {
    assertThat(read("in.jsonl", Rows.json("[\"a\", \"b\"]", "\"q\"", json, "0")).get(0).answers())
        .isEqualTo(answers == null ? List.of() : List.of(answers.split(",")));
  }

  @Test
  void aRowOfRetrievalDataHasNoAnswer() throws IOException {
    String row = "{\"contexts\": [\"a\", \"b\"], \"question\": \"q\", \"positive_ctx_idx\": 0}";
    assertThat(read("in.jsonl", row))
        .containsExactly(QaRow.ofRetrieval("q", List.of("a"), List.of("b")));
  }

  @Test
  void contextsMayHaveIdsOfTheirOwn() throws IOException {
    assertThat(
            read(
                "in.jsonl",
                Rows.json(
                    "[\"a\", \"b\"]",
                    "\"q\"",
                    "\"w\"",
                    "0, \"context_ids\": [null, 12345678901234567890]")))
        .containsExactly(GOOD.withContextIds(Map.of(1, "12345678901234567890")));
  }

  @Test
  void anArrayHoldsRowsWhateverTheNameOfTheFile() throws IOException {
    String array = "\n[ " + Rows.GOOD + ",\n" + Rows.GOOD + "\n]\n";
    assertThat(read("in.json", array)).containsExactly(GOOD, GOOD);
    assertThat(read("in.jsonl", array)).containsExactly(GOOD, GOOD);
  }

  @Test
  void blankLinesAndWindowsLineEndsAreSkipped() throws IOException {
    assertThat(read("in.jsonl", "\r\n" + Rows.GOOD + "\r\n\r\n \t\r\n" + Rows.GOOD))
        .containsExactly(GOOD, GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aByteOrderMarkNamesTheEncoding(String encoding) throws IOException {
    String row = Rows.json("[\"Zürich 🇨🇭\"]", "\"q\"", "\"w\"", "0");
    Path file = folder.resolve("in.jsonl");
    Files.write(file, ("\ufeff" + row + "\n" + row).getBytes(Charset.forName(encoding)));
    QaRow expected = QaRow.of(List.of("Zürich 🇨🇭"), "q", "w", 0);
    assertThat(Rows.all(Datasets.jsonl(file))).containsExactly(expected, expected);
  }

  @Test
  void zerosAfterGzipDataArePassedOver() throws IOException {
    byte[] data = Rows.gzip(Rows.GOOD);
    for (int zeros : new int[] {1, 8, 30, 200_000}) {
      Path padded =
          Files.write(folder.resolve("in.jsonl.gz"), Arrays.copyOf(data, data.length + zeros));
      assertThat(Datasets.jsonl(padded).rows()).hasSize(1);
    }
  }

  @Test
  void gzipIsKnownByItsBytesNotItsName() throws IOException {
    Path plainName = Files.write(folder.resolve("in.jsonl"), Rows.gzip(Rows.GOOD));
    Path ownName = Files.write(folder.resolve("in.json.gz"), Rows.gzip("[" + Rows.GOOD + "]"));
    Path noGzip = Files.writeString(folder.resolve("plain.jsonl.gz"), Rows.GOOD);
    assertThat(Rows.all(Datasets.jsonl(plainName, ownName, noGzip)))
        .containsExactly(GOOD, GOOD, GOOD);
  }

  @Test
  void unknownFieldsAreKeptInOrder() throws IOException {
    String row =
        "{\"id\": 7, "
            + Rows.GOOD.substring(1, Rows.GOOD.length() - 1)
            + ", \"big\": 123456789012345678901, \"real\": 1.10, \"yes\": true, \"none\": null,"
            + " \"list\": [1, \"x\", null, {}], \"map\": {\"k\": [false]}}";
    Map<String, Object> extra = read("in.jsonl", row).get(0).extra();
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("id", 7L);
    expected.put("big", new BigInteger("123456789012345678901"));
    expected.put("real", new BigDecimal("1.10"));
    expected.put("yes", true);
    expected.put("none", null);
    expected.put("list", Arrays.asList(1L, "x", null, Map.of()));
    expected.put("map", Map.of("k", List.of(false)));
    assertThat(extra).isEqualTo(expected);
    assertThat(extra.keySet()).containsExactlyElementsOf(expected.keySet());
  }

  @Test
  void contextsAreTakenLetterForLetter() throws IOException {
    String text =
        "  Titel\\n\\n\\tText\\u2028mit \\u00a0 e\\u0301 und \\ud83d\\ude00 \\\"Zitat\\\" ";
    assertThat(
            read("in.jsonl", Rows.json("[\"" + text + "\"]", "\"q\"", "\"w\"", "0"))
                .get(0)
                .contexts())
        .containsExactly("  Titel\n\n\tText\u2028mit \u00a0 e\u0301 und \ud83d\ude00 \"Zitat\" ");
  }

  @Test
  void aLineMayBeLong() throws IOException {
    String megabytes = "Wort ".repeat(5_000_000);
    List<QaRow> rows =
        read("in.jsonl", Rows.json("[\"" + megabytes + "\"]", "\"q\"", "\"w\"", "0"));
    assertThat(rows.get(0).contexts().get(0).equals(megabytes)).isTrue();
  }

  @Test
  void aFileIsNotReadWholeForItsFirstRow() throws IOException {
    Path file = Files.writeString(folder.resolve("in.jsonl"), (Rows.GOOD + "\n").repeat(5) + "x");
    try (Stream<QaRow> rows = Datasets.jsonl(file).rows()) {
      Iterator<QaRow> iterator = rows.iterator();
      for (int i = 0; i < 5; i++) {
        assertThat(iterator.next()).isEqualTo(GOOD);
      }
      assertThatThrownBy(iterator::hasNext).isInstanceOf(DatasetFormatException.class);
    }
  }

  @Test
  void aSecondFileIsNotOpenedBeforeTheFirstIsRead() throws IOException {
    Path first = Files.writeString(folder.resolve("1.jsonl"), Rows.GOOD);
    Path second = Files.writeString(folder.resolve("2.jsonl"), Rows.GOOD);
    Dataset dataset = Datasets.jsonl(first, second);
    try (Stream<QaRow> rows = dataset.rows()) {
      Iterator<QaRow> iterator = rows.iterator();
      assertThat(iterator.next()).isEqualTo(GOOD);
      Files.writeString(second, Rows.GOOD + Rows.GOOD);
      assertThat(iterator).toIterable().hasSize(2);
    }
  }

  @Test
  void rowsCanBeReadAgain() throws IOException {
    Dataset dataset = Datasets.jsonl(Files.writeString(folder.resolve("in.jsonl"), Rows.GOOD));
    assertThat(Rows.all(dataset)).isEqualTo(Rows.all(dataset)).hasSize(1);
  }

  @Test
  void theNameIsThatOfTheFiles() throws IOException {
    Path one = Files.writeString(folder.resolve("one.jsonl"), Rows.GOOD);
    Path two = Files.writeString(folder.resolve("two.json"), Rows.GOOD);
    assertThat(Datasets.jsonl(one).name()).isEqualTo("one.jsonl");
    assertThat(Datasets.jsonl(one, two).name()).isEqualTo("one.jsonl + two.json");
  }

  private List<QaRow> read(String name, String text) throws IOException {
    return Rows.all(Datasets.jsonl(Files.writeString(folder.resolve(name), text)));
  }
}
