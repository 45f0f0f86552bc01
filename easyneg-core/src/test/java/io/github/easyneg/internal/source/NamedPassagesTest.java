package io.github.easyneg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that name passages by their ids, which are in a corpus. */
class NamedPassagesTest {
  private final Path folder;

  NamedPassagesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"query_text", "query", "question"})
  void tevatronsQueriesNamePassagesOfACorpus(String query) throws IOException {
    Path queries =
        write(
            "queries.jsonl",
            """
            {"query_id": "q1", "%s": "Wo?", "positive_document_ids": ["d1", 3], "negative_document_ids": ["d2"]}
            {"query_id": "q2", "%s": "Wer?", "positive_document_ids": ["d2"], "negative_document_ids": []}
            """
                .formatted(query, query));
    Dataset data = data(queries);
    assertThat(rows(data))
        .containsExactly(
            new QaRow(
                List.of("Köln\n\nDom", "Rhein", "Münster"),
                "Wo?",
                List.of(),
                List.of(0, 1),
                Map.of(0, "d1", 1, "3", 2, "d2"),
                Map.of("query_id", "q1")),
            new QaRow(
                List.of("Münster"),
                "Wer?",
                List.of(),
                List.of(0),
                Map.of(0, "d2"),
                Map.of("query_id", "q2")));
    assertThat(data.notes())
        .containsExactly("read as Tevatron with a corpus: 2 rows, 0 to 1 hard negatives each");
    assertThat(data.corpus().orElseThrow().passages()).hasSize(4);
  }

  @Test
  void theCorpusIsMinedFromToo() throws IOException {
    Path queries =
        write(
            "queries.jsonl",
            "{\"query_text\": \"Wo?\", \"positive_document_ids\": [\"d1\", \"d2\", \"3\"]}\n");
    EasyNegatives recipe =
        EasyNegatives.from(data(queries))
            .embedWith(HashingEmbedder.ofDimension(32))
            .candidates(Pool.all());
    assertThat(Jobs.run(recipe).texts(0)).containsExactly("Brot");
  }

  @Test
  void anIdThatIsNowhereIsABadRow() throws IOException {
    Path queries =
        write(
            "queries.jsonl",
            "{\"query_text\": \"Wo?\", \"positive_document_ids\": [\"d1\", \"d9\"]}\n");
    assertThatThrownBy(() -> rows(data(queries)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "queries.jsonl:1: positive_document_ids[1] is the id \"d9\", which is not in"
                + " corpus.jsonl; add the passage there, or remove the id here.");
    assertThatThrownBy(() -> rows(Datasets.auto(queries)))
        .hasMessage(
            "queries.jsonl:1: positive_document_ids[0] is the id \"d1\", but there is no corpus"
                + " whose passages have ids; name one (--corpus FILE, or InputFormat.withCorpus).");
  }

  @Test
  void llamaIndexesPairsHoldTheirCorpusThemselves() throws IOException {
    Path pairs =
        write(
            "pairs.json",
            """
            {"queries": {"q1": "Wo?", "q2": "Was?", "q3": "Wer?"},
             "corpus": {"n1": "Dom", "n2": "Münster", "n3": "Brot"},
             "relevant_docs": {"q1": ["n1"], "q2": ["n2", "n1"], "q3": ["n1"]},
             "mode": "text"}
            """);
    Dataset data = Datasets.auto(pairs);
    assertThat(rows(data))
        .containsExactly(
            row("Wo?", List.of("Dom"), Map.of(0, "n1"), "q1"),
            row("Was?", List.of("Münster", "Dom"), Map.of(0, "n2", 1, "n1"), "q2"),
            row("Wer?", List.of("Dom"), Map.of(0, "n1"), "q3"));
    assertThat(data.corpus().orElseThrow().passages())
        .extracting(Passage::name)
        .containsExactly("n1", "n2", "n3");
  }

  @Test
  void aPairThatIsBrokenCostsItselfAlone() throws IOException {
    Path pairs =
        write(
            "pairs.json",
            "{\n\"queries\": {\"q1\": \"Wo?\", \"q2\": 7}, \"corpus\": {\"n1\": \"Dom\"},"
                + " \"relevant_docs\": {\"q1\": [\"n1\"], \"q2\": [\"n1\"], \"q3\": [\"n1\"]}\n}");
    Path rejects = folder.resolve("rejects.jsonl");
    Dataset data = Datasets.files(InputFormat.auto(), BadRows.skip(rejects, 5), pairs);
    assertThat(rows(data)).hasSize(1);
    String text =
        ",\"text\":\"{\\\"queries\\\":{\\\"q1\\\":\\\"Wo?\\\",\\\"q2\\\":7},\\\"corpus\\\":{\\\"n1\\\":"
            + "\\\"Dom\\\"},\\\"relevant_docs\\\":{\\\"q1\\\":[\\\"n1\\\"],\\\"q2\\\":[\\\"n1\\\"],"
            + "\\\"q3\\\":[\\\"n1\\\"]}}\"}";
    assertThat(Files.readAllLines(rejects))
        .containsExactly(
            "{\"file\":\"pairs.json\",\"line\":1,\"last_line\":3,\"reason\":\"relevant_docs.q3 is"
                + " of no query; add it to queries, or remove it here.\""
                + text,
            "{\"file\":\"pairs.json\",\"line\":1,\"last_line\":3,\"reason\":\"queries.q2 must be a"
                + " text, found the number 7.\""
                + text);
  }

  private static QaRow row(
      String question, List<String> contexts, Map<Integer, String> ids, String id) {
    List<Integer> all = QaRow.ofRetrieval(question, contexts, List.of()).positives();
    return new QaRow(contexts, question, List.of(), all, ids, Map.of("query_id", id));
  }

  private Dataset data(Path queries) throws IOException {
    Path corpus =
        write(
            "corpus.jsonl",
            """
            {"docid": "d1", "title": "Köln", "text": "Dom"}
            {"docid": "d2", "text": "Münster"}
            {"docid": 3, "text": "Rhein"}
            {"docid": "d4", "text": "Brot"}
            """);
    return Datasets.files(
        InputFormat.auto().withCorpus(Corpora.files(corpus)), BadRows.stop(), queries);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<QaRow> rows(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.toList();
    }
  }
}
