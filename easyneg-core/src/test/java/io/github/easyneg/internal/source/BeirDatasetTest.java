package io.github.easyneg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeirDatasetTest {
  private final Path folder;
  private final Path qrels;

  BeirDatasetTest(@TempDir Path folder) {
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
            "test.tsv: the passage \"d9\" is not in corpus.jsonl; add it there, or remove it"
                + " here.");
    Files.writeString(qrels.resolve("test.tsv"), "q9\td1\t1\n");
    assertThatThrownBy(() -> rows(Datasets.beir(folder)))
        .hasMessage(
            "test.tsv: the query \"q9\" is not in queries.jsonl; add it there, or remove it here.");
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
                + " has several .tsv files, and none is train.tsv; leave the one there that rows"
                + " are to be made of.");
    Files.writeString(qrels.resolve("train.tsv"), "q2\td3\t1\n");
    assertThat(rows(Datasets.beir(folder))).extracting(QaRow::question).containsExactly("Was?");
  }

  private static List<QaRow> rows(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.toList();
    }
  }
}
