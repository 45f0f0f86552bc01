package io.github.easyneg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.FieldMap;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each shape as its tools write it, and as this library understands it. */
class ShapesTest {
  private final Path folder;

  ShapesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void squadIsArticlesOfParagraphsOfQuestions() throws IOException {
    Dataset data =
        Datasets.auto(
            file(
                """
                {"version": "v2.0", "data": [
                 {"title": "Köln", "paragraphs": [
                  {"context": "Der Dom steht am Rhein.", "qas": [
                   {"id": "1", "question": "Wo?", "answers": [
                     {"text": "am Rhein", "answer_start": 14}, {"text": "Rhein", "answer_start": 17},
                     {"text": "am Rhein", "answer_start": 14}], "is_impossible": false},
                   {"id": 2, "question": "Wann?", "answers": [], "is_impossible": true,
                    "plausible_answers": [{"text": "Dom"}]}]}]},
                 {"paragraphs": [{"context": "Ulm.", "qas": [
                   {"question": "Was?", "answers": [{"text": "Ulm"}]}]}]}],
                 "more": [1, {}]}
                """));
    String context = "Köln\n\nDer Dom steht am Rhein.";
    assertThat(rows(data))
        .containsExactly(
            row(List.of(context), "Wo?", List.of("am Rhein", "Rhein"), List.of(0), "id", "1"),
            row(List.of(context), "Wann?", List.of(), List.of(), "id", "2"),
            QaRow.of(List.of("Ulm."), "Was?", "Ulm", 0));
    assertThat(data.notes()).containsExactly("read as SQuAD: 3 rows, 0 to 1 hard negatives each");
  }

  @Test
  void squadOfTheHubIsFlat() throws IOException {
    Dataset data =
        Datasets.auto(
            file(
                """
                {"id": "1", "title": "Köln", "context": "Dom.", "question": "Was?", "answers": {"text": ["Dom", "Der Dom"], "answer_start": [0, 0]}}
                {"id": "2", "title": "", "context": "Dom.", "question": "Wer?", "answers": {"text": [], "answer_start": []}}
                """));
    assertThat(rows(data))
        .containsExactly(
            row(List.of("Köln\n\nDom."), "Was?", List.of("Dom", "Der Dom"), List.of(0), "id", "1"),
            row(List.of("Dom."), "Wer?", List.of(), List.of(), "id", "2"));
  }

  @Test
  void dprHasPositiveHardAndOtherPassages() throws IOException {
    Dataset data =
        Datasets.auto(
            file(
                """
                [{"dataset": "nq", "question": "Wo?", "answers": ["da", "dort"],
                  "positive_ctxs": [{"title": "A", "text": "a", "passage_id": 7}, {"title": "", "text": "b", "psg_id": "8"}],
                  "negative_ctxs": [{"title": "C", "text": "c"}],
                  "hard_negative_ctxs": [{"title": null, "text": "d", "passage_id": "9"}]}]
                """));
    QaRow row = rows(data).get(0);
    assertThat(row.contexts()).containsExactly("A\n\na", "b", "d", "C\n\nc");
    assertThat(row.positives()).containsExactly(0, 1);
    assertThat(row.answers()).containsExactly("da", "dort");
    assertThat(row.contextIds()).isEqualTo(Map.of(0, "7", 1, "8", 2, "9"));
    assertThat(row.extra()).isEqualTo(Map.of("dataset", "nq"));
    assertThat(data.notes()).containsExactly("read as DPR: 1 row, 2 hard negatives each");
  }

  @Test
  void theOutputOfDprsRetrieverSaysWhichPassagesAnswer() throws IOException {
    Dataset data =
        Datasets.auto(
            file(
                """
                [{"question": "Wo?", "answers": ["da"], "ctxs": [
                  {"id": "wiki:1", "title": "A", "text": "a", "score": "80.1", "has_answer": false},
                  {"id": "wiki:2", "title": "B", "text": "da", "score": "79", "has_answer": true}]}]
                """));
    QaRow row = rows(data).get(0);
    assertThat(row.positives()).containsExactly(1);
    assertThat(row.contextIds()).isEqualTo(Map.of(0, "wiki:1", 1, "wiki:2"));
  }

  @Test
  void flagEmbeddingHasNoAnswers() throws IOException {
    assertThat(
            rows(
                Datasets.auto(
                    file(
                        "{\"query\": \"q\", \"pos\": [\"a\", \"b\"], \"neg\": [\"c\"],"
                            + " \"pos_scores\": [1, 1], \"neg_scores\": [0.5]}"))))
        .containsExactly(QaRow.ofRetrieval("q", List.of("a", "b"), List.of("c")));
  }

  @Test
  void tevatronHasPassagesWithIds() throws IOException {
    String positive = "[{\"docid\": \"d1\", \"title\": \"A\", \"text\": \"a\"}]";
    String negative = "[{\"docid\": \"d2\", \"title\": \"\", \"text\": \"b\"}]";
    for (String query : List.of("query", "query_text")) {
      QaRow row =
          rows(Datasets.auto(
                  file(
                      "{\"query_id\": \"1\", \"%s\": \"q\", \"positive_passages\": %s, \"negative_passages\": %s}"
                          .formatted(query, positive, negative))))
              .get(0);
      assertThat(row.question()).isEqualTo("q");
      assertThat(row.contexts()).containsExactly("A\n\na", "b");
      assertThat(row.contextIds()).isEqualTo(Map.of(0, "d1", 1, "d2"));
      assertThat(row.extra()).isEqualTo(Map.of("query_id", "1"));
    }
  }

  @Test
  void ragasAndLlamaIndexHaveReferences() throws IOException {
    Dataset ragas =
        Datasets.auto(
            file(
                "{\"user_input\": \"q\", \"reference\": \"w\", \"reference_contexts\": [\"a\","
                    + " \"b\"]}"));
    QaRow expected = QaRow.of(List.of("a", "b"), "q", "w", 0).withPositives(List.of(0, 1));
    assertThat(rows(ragas)).containsExactly(expected);
    Dataset llama =
        Datasets.auto(
            file(
                "{\"examples\": [{\"query\": \"q\", \"reference_contexts\": [\"a\", \"b\"],"
                    + " \"reference_answer\": \"w\"}]}"));
    assertThat(rows(llama)).containsExactly(expected);
  }

  @Test
  void sentenceTransformersGoesByTheOrderOfColumns() throws IOException {
    assertThat(
            rows(
                Datasets.auto(
                    file(
                        """
                        {"anchor": "q", "positive": "p", "negative": "n1"}
                        {"anchor": "q", "positive": "p", "negative": "n2"}
                        {"anchor": "r", "positive": "p", "negative": "n1"}
                        """))))
        .containsExactly(
            QaRow.ofRetrieval("q", List.of("p"), List.of("n1", "n2")),
            QaRow.ofRetrieval("r", List.of("p"), List.of("n1")));
    InputFormat format = InputFormat.of("sentence-transformers");
    assertThat(rows(format, "{\"frage\": \"q\", \"a\": \"p\", \"b\": \"n1\", \"c\": \"n2\"}"))
        .containsExactly(QaRow.ofRetrieval("q", List.of("p"), List.of("n1", "n2")));
    assertThat(
            rows(
                format,
                """
                {"anchor": "q", "passage": "p", "label": 1}
                {"anchor": "q", "passage": "n", "label": 0.0}
                """))
        .containsExactly(QaRow.ofRetrieval("q", List.of("p"), List.of("n")));
  }

  @Test
  void aTableHasAQuestionAContextAndPerhapsAnAnswer() throws IOException {
    assertThat(
            rows(
                Datasets.auto(
                    file(
                        "{\"question\": \"q\", \"context\": \"a\", \"answer\": \"w\"}\n"
                            + "{\"question\": \"q\", \"context\": \"a\", \"answer\": null}"))))
        .containsExactly(
            QaRow.of(List.of("a"), "q", "w", 0), QaRow.ofRetrieval("q", List.of("a"), List.of()));
  }

  @Test
  void passagesAndIdsGoByTheNamesThatTheyAreFoundUnder() throws IOException {
    for (String id : List.of("docid", "_id", "pid", "passage_id", "psg_id", "doc_id", "id")) {
      for (String text : List.of("text", "contents", "passage")) {
        QaRow row =
            rows(Datasets.auto(
                    file(
                        "{\"query_id\": \"1\", \"query\": \"q\", \"positive_passages\": [{\"%s\": 7, \"%s\":"
                                .formatted(id, text)
                            + " \"a\"}], \"negative_passages\": []}")))
                .get(0);
        assertThat(row.contexts()).containsExactly("a");
        assertThat(row.contextIds()).isEqualTo(Map.of(0, "7"));
      }
    }
  }

  @Test
  void dprsRowsMayHaveNoPositive() throws IOException {
    QaRow row =
        rows(Datasets.dpr(
                file(
                    "[{\"question\": \"q\", \"answers\": [], \"positive_ctxs\": [],"
                        + " \"hard_negative_ctxs\": [{\"title\": \"\", \"text\": \"n\"}]}]")))
            .get(0);
    assertThat(row).isEqualTo(QaRow.ofRetrieval("q", List.of(), List.of("n")));
  }

  @Test
  void answersAreATextOrSeveralOrSquads() throws IOException {
    for (String answer :
        List.of("\"w\"", "[\"w\"]", "{\"text\": [\"w\"], \"answer_start\": [0]}")) {
      for (String name : List.of("answer", "answers")) {
        assertThat(
                rows(
                    InputFormat.of("columns"),
                    "{\"question\": \"q\", \"context\": \"w a\", \"%s\": %s}"
                        .formatted(name, answer)))
            .containsExactly(QaRow.of(List.of("w a"), "q", "w", 0));
      }
    }
  }

  @Test
  void labelsMayBeAnywhereOrListsOfTheirOwn() throws IOException {
    QaRow row = QaRow.ofRetrieval("q", List.of("p"), List.of("n"));
    assertThat(
            rows(
                InputFormat.of("sentence-transformers"),
                """
                {"label": 1, "anchor": "q", "passage": "p"}
                {"label": false, "anchor": "q", "passage": "n"}
                """))
        .containsExactly(row);
    assertThat(
            rows(
                InputFormat.auto(),
                "{\"query\": \"q\", \"docs\": [\"p\", \"n\"], \"labels\": [1, 0]}"))
        .containsExactly(row);
    assertThat(
            rows(
                InputFormat.auto(),
                "{\"query\": \"q\", \"positive\": \"p\", \"negative\": \"n\", \"scores\": [0.9,"
                    + " 0.1]}"))
        .containsExactly(row);
  }

  @Test
  void aMapTakesFlagsAndListsThatAreEmpty() throws IOException {
    InputFormat flags =
        InputFormat.mapped(
            FieldMap.parse("question=q,contexts=docs[*].text,positive=docs[*].is_selected"));
    assertThat(
            rows(
                    flags,
                    "{\"q\": \"q\", \"docs\": [{\"text\": \"a\", \"is_selected\": false},"
                        + " {\"text\": \"b\", \"is_selected\": true}]}")
                .get(0)
                .positives())
        .containsExactly(1);
    InputFormat squad =
        InputFormat.auto()
            .orElse(FieldMap.parse("question=frage,answer=antworten.text,contexts=k,positive=0"));
    assertThat(
            rows(
                squad,
                "{\"frage\": \"q\", \"k\": \"a\", \"antworten\": {\"text\": [\"w\"]}}\n"
                    + "{\"frage\": \"q\", \"k\": \"a\", \"antworten\": {\"text\": []}}"))
        .containsExactly(
            QaRow.of(List.of("a"), "q", "w", 0),
            new QaRow(List.of("a"), "q", List.of(), List.of(), Map.of(), Map.of()));
  }

  @Test
  void aMapSaysWhichFieldIsWhat() throws IOException {
    String record =
        "{\"user_input\": \"q\", \"reference\": {\"texts\": [\"w\", \"v\"]}, \"docs\": [{\"text\":"
            + " \"a\", \"title\": \"T\", \"id\": 1}, {\"text\": \"b\", \"title\": \"\", \"id\":"
            + " null}], \"best\": 1, \"n\": 5}";
    String map =
        "question=user_input, answer=reference.texts,contexts=docs[*].text,titles=docs[*].title,"
            + "ids=docs[*].id,positive=";
    QaRow fixed = rows(InputFormat.mapped(FieldMap.parse(map + "0")), record).get(0);
    assertThat(fixed)
        .isEqualTo(
            new QaRow(
                List.of("T\n\na", "b"),
                "q",
                List.of("w", "v"),
                List.of(0),
                Map.of(0, "1"),
                Map.of("best", 1L, "n", 5L)));
    QaRow byField = rows(InputFormat.mapped(FieldMap.parse(map + "best")), record).get(0);
    assertThat(byField.positives()).containsExactly(1);
    assertThat(byField.extra()).isEqualTo(Map.of("n", 5L));
    assertThat(rows(InputFormat.mapped(FieldMap.parse(map + "-1")), record).get(0).positives())
        .isEmpty();
    assertThat(
            rows(
                InputFormat.mapped(FieldMap.parse("question=a.b,positives=yes,negatives=no[*].t")),
                "{\"a.b\": \"q\", \"yes\": \"p\", \"no\": [{\"t\": \"n\"}, {\"t\": \"m\"}]}"))
        .containsExactly(QaRow.ofRetrieval("q", List.of("p"), List.of("n", "m")));
  }

  @Test
  void titlesAreJoinedAsAsked() throws IOException {
    String record = "{\"context\": \"text\", \"title\": \"T\", \"question\": \"q\"}";
    InputFormat format = InputFormat.auto();
    assertThat(rows(format.withTitles("{title}: {text}"), record).get(0).contexts())
        .containsExactly("T: text");
    assertThat(rows(format.withTitles("{text}"), record).get(0).contexts()).containsExactly("text");
  }

  @Test
  void eachFileHasItsOwnShape() throws IOException {
    Path flag = file("{\"query\": \"q\", \"pos\": [\"a\"], \"neg\": []}");
    Path own =
        Files.writeString(
            folder.resolve("own.jsonl"),
            "{\"contexts\": [\"a\"], \"question\": \"r\", \"answer\": \"w\","
                + " \"positive_ctx_idx\": 0}");
    Dataset data = Datasets.auto(own, flag);
    assertThat(rows(data))
        .containsExactly(
            QaRow.of(List.of("a"), "r", "w", 0), QaRow.ofRetrieval("q", List.of("a"), List.of()));
    assertThat(data.notes()).containsExactly("read as FlagEmbedding: 1 row, no hard negatives");
  }

  @Test
  void documentsMayBeCompressed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          ("{\"data\":[{\"title\":\"A\",\"paragraphs\":[{\"context\":\"x\",\"qas\":[{\"id\":\"1\","
                  + "\"question\":\"q\",\"answers\":[{\"text\":\"x\",\"answer_start\":0}]}]}]}]}")
              .getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("squad.json"), bytes.toByteArray());
    assertThat(rows(Datasets.squad(file)))
        .containsExactly(row(List.of("A\n\nx"), "q", List.of("x"), List.of(0), "id", "1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"question": "q", "positive_ctxs": {}}                                      | positive_ctxs must be an array of passages, found an object.
          {"question": "q", "positive_ctxs": [{"title": "t"}]}                        | positive_ctxs[0].text is missing; a passage is {"title", "text"}.
          {"question": "q", "positive_ctxs": [7]}                                     | positive_ctxs[0] must be a text, or an object with a text, found the number 7.
          {"question": 7, "positive_ctxs": []}                                        | question must be a text, found the number 7.
          {"positive_ctxs": []}                                                       | question is missing; a record is {"question", "answers", "positive_ctxs"}.
          {"question": "q", "positive_ctxs": []}                                      | there is no passage in positive_ctxs and hard_negative_ctxs and negative_ctxs; a row needs at least one.
          {"question": "q", "ctxs": [{"text": "a"}]}                                  | ctxs[0].has_answer is missing, which says whether the passage answers; write it with DPR's evaluation of the retriever, or give SQuAD or DPR files.
          {"query": "q", "pos": 7}                                                    | pos must be an array of passages, found the number 7.
          {"anchor": "q", "passage": "a", "label": 0.5}                               | label must be 1 for a positive or 0 for a negative, found the number 0.5.
          {"question": "q", "context": ["a"]}                                         | context must be a text, found an array.
          {"title": "t", "paragraphs": [{"context": "c", "qas": [{"question": 1}]}]}  | paragraphs[0].qas[0].question must be a text, found the number 1.
          {"title": "t", "paragraphs": [{"context": null, "qas": []}]}                | paragraphs[0].context must be a text, found null.
          {"x": 1, "y": 2}                                                            | expected the fields of a known shape, such as question, context and answer, found x, y; say which field is what with a map, as in question=user_input,answer=reference,contexts=docs[*].text,positive=0 (--map, or Datasets.mapped).
          """)
  void whatIsNotAsExpectedIsNamed(String record, String message) throws IOException {
    Path file = file(record);
    assertThatThrownBy(() -> rows(Datasets.auto(file)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage("in.json:1: " + message);
  }

  @Test
  void aBadQuestionOfAnArticleCostsItselfAlone() throws IOException {
    Path rejects = folder.resolve("rejects.jsonl");
    Path file =
        file(
            """
            {"data": [{"title": "A",
              "paragraphs": [{"context": "x", "qas": [
                {"question": "q", "answers": [{"text": "x"}]}, {"question": null, "answers": []},
                {"question": "r", "answers": [{"text": "x"}]}]}]}]}
            """);
    Dataset data = Datasets.files(InputFormat.auto(), BadRows.skip(rejects, 5), file);
    assertThat(rows(data)).extracting(QaRow::question).containsExactly("q", "r");
    assertThat(data.rejectedRows()).isEqualTo(1);
    assertThat(Files.readString(rejects))
        .isEqualTo(
            "{\"file\":\"in.json\",\"line\":1,\"last_line\":4,\"reason\":\"paragraphs[0].qas[1].question"
                + " must be a text, found"
                + " null.\",\"text\":\"{\\\"title\\\":\\\"A\\\",\\\"paragraphs\\\":[{\\\"context\\\":\\\"x\\\",\\\"qas\\\":[{\\\"question\\\":\\\"q\\\",\\\"answers\\\":[{\\\"text\\\":\\\"x\\\"}]},{\\\"question\\\":null,\\\"answers\\\":[]},{\\\"question\\\":\\\"r\\\",\\\"answers\\\":[{\\\"text\\\":\\\"x\\\"}]}]}]}\"}\n");
  }

  private static QaRow row(
      List<String> contexts,
      String question,
      List<String> answers,
      List<Integer> positives,
      String field,
      Object value) {
    return new QaRow(contexts, question, answers, positives, Map.of(), Map.of(field, value));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("in.json"), text);
  }

  private List<QaRow> rows(InputFormat format, String text) throws IOException {
    return rows(Datasets.files(format, BadRows.stop(), file(text)));
  }

  private static List<QaRow> rows(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.toList();
    }
  }
}
