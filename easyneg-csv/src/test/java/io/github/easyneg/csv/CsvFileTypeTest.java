package io.github.easyneg.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTypeTest {
  private static final QaRow ROW = QaRow.of(List.of("a, \"b\"\nc"), "q;", "w", 0);

  private final Path folder;

  CsvFileTypeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theFirstLineShowsTheSeparator(String separator) throws IOException {
    String table =
        String.join(separator, "question", "context", "answer")
            + "\r\n"
            + String.join(separator, "\"q;\"", "\"a, \"\"b\"\"\nc\"", "w")
            + "\r\n\r\n";
    assertThat(rows(Datasets.auto(file("in.csv", table)))).containsExactly(ROW);
    assertThat(rows(Datasets.csv(file("in.TSV", table)))).containsExactly(ROW);
  }

  @Test
  void excelMaySayTheSeparatorOnALineOfItsOwn() throws IOException {
    String table =
        "\ufeffsep=|\r\nquestion|context|answer\r\n\"q;\"|\"a, \"\"b\"\"\nc\"|w\r\nq|a\r\n";
    Path rejects = folder.resolve("rejects.jsonl");
    assertThat(
            rows(
                Datasets.files(
                    InputFormat.auto(), BadRows.skip(rejects, 1), file("in.csv", table))))
        .containsExactly(ROW);
    assertThat(Files.readString(rejects))
        .startsWith("{\"file\":\"in.csv\",\"line\":5,\"reason\"")
        .endsWith(",\"text\":\"q|a\"}\n");
  }

  @Test
  void aRejectedRowComesWithItsLinesHoweverTheyEndAndHoweverFarDownTheyAre() throws IOException {
    StringBuilder table = new StringBuilder("question,context,answer\r\n");
    StringBuilder expected = new StringBuilder();
    int line = 2;
    for (int i = 0; i < 3000; i++) {
      String text = "w".repeat(i % 50);
      if (i % 7 == 0) {
        String row = "q" + i + ",\"a\rb\r\nc\n" + text + "\"";
        table.append(row).append("\r");
        expected.append(line).append('-').append(line + 3).append(' ').append(row).append('|');
        line += 4;
      } else {
        table.append("q").append(i).append(",c").append(text).append(",a\n");
        line++;
      }
    }
    Path rejects = folder.resolve("rejects.jsonl");
    Path file = file("in.csv", table.toString());
    Dataset data = Datasets.files(InputFormat.auto(), BadRows.skip(rejects, 5000), file);
    assertThat(rows(data)).hasSize(3000 - 429);
    StringBuilder found = new StringBuilder();
    for (String each : Files.readAllLines(rejects)) {
      java.util.regex.Matcher reject =
          java.util.regex.Pattern.compile(
                  "\\{\"file\":\"in.csv\",\"line\":(\\d+),\"last_line\":(\\d+),.*\"text\":\"(.*)\"}")
              .matcher(each);
      assertThat(reject.matches()).as(each).isTrue();
      found
          .append(reject.group(1))
          .append('-')
          .append(reject.group(2))
          .append(' ')
          .append(reject.group(3).replace("\\r", "\r").replace("\\n", "\n").replace("\\\"", "\""))
          .append('|');
    }
    assertThat(found).hasToString(expected.toString());
  }

  @Test
  void ofALongLineTheBeginningIsKept() throws IOException {
    Path rejects = folder.resolve("rejects.jsonl");
    Path file = file("in.csv", "question,context\nq," + "👩".repeat(20_000) + ",x\nq,c\n");
    Dataset data = Datasets.files(InputFormat.auto(), BadRows.skip(rejects, 5), file);
    assertThat(rows(data)).hasSize(1);
    assertThat(Files.readString(rejects)).endsWith(",\"text\":\"q," + "👩".repeat(2047) + "\"}\n");
  }

  @Test
  void theNamesOfColumnsMayBeInAnyCase() throws IOException {
    Path file = file("in.csv", "Question,Context,ANSWER,Title\nWo?,da,w,T\n");
    assertThat(rows(Datasets.csv(file)))
        .containsExactly(QaRow.of(List.of("T\n\nda"), "Wo?", "w", 0));
  }

  @Test
  void aTableWithoutContextsIsRefusedWithWhatToDo() throws IOException {
    Path file = file("in.csv", "Frage,Antwort\nWo?,da\n");
    assertThatThrownBy(() -> rows(Datasets.auto(file)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "in.csv:2: expected the fields of a known shape, such as question, context and answer,"
                + " found Frage, Antwort; say which field is what with a map, as in"
                + " question=user_input,answer=reference,contexts=docs[*].text,positive=0 (--map,"
                + " or Datasets.mapped).");
  }

  @Test
  void anEmptyFieldIsAMissingOneAndOtherColumnsAreKept() throws IOException {
    Path file = file("in.csv", "id,question,context,answer\n7,q,a,\n");
    assertThat(rows(Datasets.auto(file)))
        .containsExactly(
            new QaRow(List.of("a"), "q", List.of(), List.of(0), Map.of(), Map.of("id", "7")));
  }

  @Test
  void theEncodingAndTheCompressionAreSeenByTheBytes() throws IOException {
    String table = "\ufeffquestion,context,answer\nWo?,Zürich 🦆,da\n";
    QaRow row = QaRow.of(List.of("Zürich 🦆"), "Wo?", "da", 0);
    for (String encoding : List.of("UTF-8", "UTF-16LE", "UTF-16BE")) {
      byte[] bytes = table.getBytes(Charset.forName(encoding));
      Path file = Files.write(folder.resolve("in.csv"), bytes);
      assertThat(rows(Datasets.auto(file))).as(encoding).containsExactly(row);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(table.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(rows(Datasets.auto(Files.write(folder.resolve("in.csv.gz"), bytes.toByteArray()))))
        .containsExactly(row);
  }

  @Test
  void aLineOfTheWrongLengthCostsItselfAlone() throws IOException {
    Path rejects = folder.resolve("rejects.jsonl");
    Path file = file("in.csv", "question,context,answer\nq,a,w\nq,a\nq,\"a\nb\",w,x\nr,b,w\n");
    Dataset data = Datasets.files(InputFormat.auto(), BadRows.skip(rejects, 5), file);
    assertThat(rows(data)).extracting(QaRow::question).containsExactly("q", "r");
    assertThat(Files.readString(rejects))
        .isEqualTo(
            "{\"file\":\"in.csv\",\"line\":3,\"reason\":\"the line has 2 fields, but the first line"
                + " names 3; put a field that holds the separator or a line break in double"
                + " quotes.\",\"text\":\"q,a\"}\n"
                + "{\"file\":\"in.csv\",\"line\":4,\"last_line\":5,\"reason\":\"the line has 4"
                + " fields, but the first line names 3; put a field that holds the separator or a"
                + " line break in double quotes.\",\"text\":\"q,\\\"a\\n"
                + "b\\\",w,x\"}\n");
    assertThatThrownBy(() -> rows(Datasets.auto(file)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "in.csv:3: the line has 2 fields, but the first line names 3; put a field that holds"
                + " the separator or a line break in double quotes.");
  }

  @Test
  void whatIsBrokenIsNamed() throws IOException {
    refuses(
        file("in.csv", ""),
        "in.csv: the file is empty; expected a first line of column names, such as"
            + " question,context,answer.");
    refuses(
        file("in.csv", "question,context,answer\n"),
        "in.csv: there are no rows; expected at least one record.");
    refuses(
        file("in.csv", "question,question\nq,a\n"),
        "in.csv:1: the column \"question\" is a duplicate; name each column once.");
    refuses(
        Files.write(
            folder.resolve("in.csv"),
            "question,context\nq,Zürich\n".getBytes(StandardCharsets.ISO_8859_1)),
        "in.csv:1: what follows is not UTF-8; save the table as UTF-8 (in Excel: CSV UTF-8).");
  }

  @Test
  void aTableMayBeACorpus() throws IOException {
    Path file = file("psgs.tsv", "id\ttext\ttitle\n1\ta\tT\n2\tb\t\n");
    try (Stream<Passage> passages = Corpora.files(file).passages()) {
      assertThat(passages)
          .containsExactly(
              Passage.of("T\n\na").withSourceId(Optional.of("1")),
              Passage.of("b").withSourceId(Optional.of("2")));
    }
  }

  private static void refuses(Path file, String message) {
    assertThatThrownBy(() -> rows(Datasets.auto(file)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(message);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<QaRow> rows(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.toList();
    }
  }
}
