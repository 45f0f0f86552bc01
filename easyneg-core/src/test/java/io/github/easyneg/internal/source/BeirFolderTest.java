package io.github.easyneg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.Pool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeirFolderTest {
  private final Path folder;
  private final Path qrels;

  BeirFolderTest(@TempDir Path folder) {
    this.folder = folder;
    this.qrels = folder.resolve("qrels");
  }

  @BeforeEach
  void aFolderOfBeir() throws IOException {
    Files.writeString(
        folder.resolve("corpus.jsonl"),
        """
        {"_id": "d1", "title": "Köln", "text": "Dom"}
        {"_id": "d2", "title": "", "text": "Münster"}
        {"_id": "d3", "title": "", "text": "Brot"}
        """);
    Files.writeString(
        folder.resolve("queries.jsonl"),
        "{\"_id\": \"q1\", \"text\": \"Wo?\"}\n{\"_id\": \"q2\", \"text\": \"Was?\"}\n");
    Files.createDirectory(qrels);
    Files.writeString(
        qrels.resolve("test.tsv"), "query-id\tcorpus-id\tscore\nq1\td2\t1\nq1\td1\t2\nq1\td3\t0\n");
  }

  @Test
  void aRowIsAQueryWithThePassagesThatAnswerIt() {
    assertThat(rows(Datasets.beir(folder)))
        .containsExactly(
            new QaRow(
                List.of("Münster", "Köln\n\nDom"),
                "Wo?",
                List.of(),
                List.of(0, 1),
                Map.of(0, "d2", 1, "d1"),
                Map.of("query_id", "q1")));
    assertThat(rows(Datasets.auto(folder))).isEqualTo(rows(Datasets.beir(folder)));
  }

  @Test
  void negativesComeFromTheCorpusOfTheFolder() {
    EasyNegatives recipe =
        EasyNegatives.from(Datasets.beir(folder))
            .embedWith(HashingEmbedder.ofDimension(32))
            .candidates(Pool.all());
    assertThat(Jobs.run(recipe).texts(0)).containsExactly("Brot");
  }

  @Test
  void whatTheQrelsNameMustBeThere() throws IOException {
    Files.writeString(qrels.resolve("test.tsv"), "q1\td9\t1\n");
    assertThatThrownBy(() -> rows(Datasets.beir(folder)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "test.tsv:1: the passage \"d9\" is not in corpus.jsonl; add it there, or remove it"
                + " here.");
    Files.writeString(qrels.resolve("test.tsv"), "q9\td1\t1\n");
    assertThatThrownBy(() -> rows(Datasets.beir(folder)))
        .hasMessage(
            "test.tsv:1: the query \"q9\" is not in queries.jsonl; add it there, or remove it"
                + " here.");
    Files.writeString(qrels.resolve("test.tsv"), "q1\td1\t1\nq1 d2 1\n");
    assertThatThrownBy(() -> rows(Datasets.beir(folder)))
        .hasMessage(
            "test.tsv:2: a line is query-id, corpus-id and score, with tabs between, found \"q1 d2"
                + " 1\".");
  }

  @Test
  void oneOfSeveralQrelsIsForTraining() throws IOException {
    Files.writeString(qrels.resolve("dev.tsv"), "q2\td3\t1\n");
    assertThatThrownBy(() -> Datasets.beir(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            qrels
                + " has several .tsv files, and none is train.tsv; name one instead of the folder: "
                + qrels.resolve("dev.tsv")
                + ", "
                + qrels.resolve("test.tsv")
                + ".");
    assertThat(rows(Datasets.beir(qrels.resolve("dev.tsv"))))
        .extracting(QaRow::question)
        .containsExactly("Was?");
    Files.writeString(qrels.resolve("train.tsv"), "q2\td3\t1\n");
    assertThat(rows(Datasets.beir(folder))).extracting(QaRow::question).containsExactly("Was?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q1\td2\t1\n",
        "\ufeffquery-id\tcorpus-id\tscore\r\nq1\td2\t1\r\n",
        "query-id\tcorpus-id\tscore\nq1\td2\t\"2\"\nq2\td1\t0\nq2\td3\t-1\n",
        "q1 0 d2 1\nq2 Q0 d1 0\n",
        "q1\tQ0\td2\t1\n",
        "\"query-id\"\t\"corpus-id\"\t\"score\"\n\"q1\"\t\"d2\"\t1.0\n\n"
      })
  void qrelsAreReadAsTheyAreFound(String text) throws IOException {
    Files.writeString(qrels.resolve("test.tsv"), text);
    assertThat(rows(Datasets.beir(folder)))
        .containsExactly(
            new QaRow(
                List.of("Münster"),
                "Wo?",
                List.of(),
                List.of(0),
                Map.of(0, "d2"),
                Map.of("query_id", "q1")));
  }

  @Test
  void filesMayBeCompressedAndIdsMayBeNumbers() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    assertThat(Files.createDirectory(other.resolve("qrels"))).isDirectory();
    gzip(other.resolve("corpus.jsonl.gz"), "{\"docid\": 7, \"contents\": \"Dom\"}\n");
    gzip(
        other.resolve("queries.jsonl.gz"),
        "{\"_id\": 1, \"text\": \"Wo?\", \"metadata\": {\"url\": \"u\"}, \"answer\": \"da\"}\n");
    gzip(other.resolve("qrels/test.tsv.gz"), "1\t7\t1\n");
    assertThat(rows(Datasets.beir(other)))
        .containsExactly(
            new QaRow(
                List.of("Dom"),
                "Wo?",
                List.of("da"),
                List.of(0),
                Map.of(0, "7"),
                Map.of("query_id", "1", "metadata", Map.of("url", "u"))));
  }

  private static void gzip(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatIsBadIsRejectedByTheFileAndLineThatItIsIn() throws IOException {
    Files.writeString(
        folder.resolve("queries.jsonl"),
        """
        {"_id": "q1", "text": "Wo?"}
        {"_id": "q2", "text": 7}
        {"_id": "q1", "text": "Wo?"}
        {"text": "Wer?"}
        {"_id": "q3", "text":
        """);
    Files.writeString(
        qrels.resolve("test.tsv"), "q1\td2\t1\nq1\td9\t1\nq2\td1\t1\nq1 d3\nq4\td1\t1\n");
    Path rejects = folder.resolve("rejects.jsonl");
    Dataset data = Datasets.files(InputFormat.auto(), BadRows.skip(rejects, 10), folder);
    assertThat(rows(data)).extracting(QaRow::question).containsExactly("Wo?");
    assertThat(data.rejectedRows()).isEqualTo(7);
    assertThat(data.notes()).containsExactly("read as BEIR: 1 row, no hard negatives");
    assertThat(Files.readAllLines(rejects))
        .containsExactly(
            "{\"file\":\"test.tsv\",\"line\":4,\"reason\":\"a line is query-id, corpus-id and"
                + " score, with tabs between, found \\\"q1 d3\\\".\",\"text\":\"q1 d3\"}",
            "{\"file\":\"test.tsv\",\"line\":2,\"reason\":\"the passage \\\"d9\\\" is not in"
                + " corpus.jsonl; add it there, or remove it here.\"}",
            "{\"file\":\"queries.jsonl\",\"line\":2,\"reason\":\"text must be a text, found the"
                + " number 7.\",\"text\":\"{\\\"_id\\\": \\\"q2\\\", \\\"text\\\": 7}\"}",
            "{\"file\":\"queries.jsonl\",\"line\":3,\"reason\":\"the query \\\"q1\\\" is a"
                + " duplicate; remove one of them.\",\"text\":\"{\\\"_id\\\": \\\"q1\\\","
                + " \\\"text\\\": \\\"Wo?\\\"}\"}",
            "{\"file\":\"queries.jsonl\",\"line\":4,\"reason\":\"_id is missing; a query is"
                + " {\\\"_id\\\", \\\"text\\\"}.\",\"text\":\"{\\\"text\\\": \\\"Wer?\\\"}\"}",
            Files.readAllLines(rejects).get(5),
            "{\"file\":\"test.tsv\",\"line\":5,\"reason\":\"the query \\\"q4\\\" is not in"
                + " queries.jsonl; add it there, or remove it here.\"}");
    assertThat(Files.readAllLines(rejects).get(5))
        .startsWith("{\"file\":\"queries.jsonl\",\"line\":5,\"reason\":\"this is not valid JSON: ");
  }

  @Test
  void whatAFolderLacksIsSaid() throws IOException {
    Files.delete(qrels.resolve("test.tsv"));
    assertThatThrownBy(() -> Datasets.beir(folder))
        .hasMessage(
            qrels + " has no .tsv file; a BEIR folder has corpus.jsonl, queries.jsonl and qrels.");
    Files.delete(folder.resolve("corpus.jsonl"));
    assertThatThrownBy(() -> Datasets.beir(folder)).hasMessageContaining(" has no .tsv file");
    Files.writeString(qrels.resolve("test.tsv"), "q1\td1\t1\n");
    assertThatThrownBy(() -> Datasets.beir(folder))
        .hasMessage(
            folder
                + " has no corpus.jsonl; a BEIR folder has corpus.jsonl, queries.jsonl and qrels.");
  }

  private static List<QaRow> rows(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.toList();
    }
  }
}
