package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Shapes in which a record is one row, and names the passages that answer and those that do not.
 */
final class PassageShapes {
  private static final String[] DPR_IDS = {"passage_id", "psg_id", "id"};

  /** DPR and GermanDPR. */
  static final Shape DPR =
      shape("dpr", "DPR", f -> f.contains("positive_ctxs"), PassageShapes::dpr);

  /** What DPR's retriever writes. */
  static final Shape DPR_OUTPUT =
      shape(
          "dpr-output",
          "DPR's retriever output",
          f -> f.contains("ctxs") && f.contains("question"),
          PassageShapes::dprOutput);

  /** Tevatron and MIRACL, with the passages themselves. */
  static final Shape TEVATRON =
      shape("tevatron", "Tevatron", f -> f.contains("positive_passages"), PassageShapes::tevatron);

  /** FlagEmbedding. */
  static final Shape FLAG_EMBEDDING =
      shape(
          "flag-embedding",
          "FlagEmbedding",
          f -> f.contains("query") && f.contains("pos"),
          PassageShapes::flagEmbedding);

  /** Ragas' test sets. */
  static final Shape RAGAS =
      shape(
          "ragas",
          "a Ragas test set",
          f -> f.contains("user_input") && f.contains("reference_contexts"),
          PassageShapes::ragas);

  /** LlamaIndex's labelled RAG data sets. */
  static final Shape LLAMA_INDEX =
      shape(
          "llama-index",
          "LlamaIndex",
          f -> f.contains("query") && f.contains("reference_contexts"),
          PassageShapes::llamaIndex);

  /** A table with a question, a context that answers it, and perhaps the answer. */
  static final Shape COLUMNS =
      shape(
          "columns",
          "columns",
          f -> f.contains("question") && f.contains("context"),
          PassageShapes::columns);

  private PassageShapes() {}

  /** Returns a shape each of whose records is a row. */
  static Shape shape(
      String name,
      String title,
      Predicate<Set<String>> fits,
      BiFunction<InputFormat, RecordFields, QaRow> row) {
    return new Shape() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String title() {
        return title;
      }

      @Override
      public boolean fits(Set<String> fields) {
        return fits.test(fields);
      }

      @Override
      public Converter converter(InputFormat format) {
        return (OneToOne) record -> row.apply(format, record);
      }
    };
  }

  private static QaRow dpr(InputFormat format, RecordFields record) {
    String shape = "a record is {\"question\", \"answers\", \"positive_ctxs\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("question", record.require("question", shape));
    parts.addAnswers(Values.answers("answers", record.take("answers")));
    parts.addPassages(true, "positive_ctxs", record.require("positive_ctxs", shape), DPR_IDS);
    parts.addPassages(false, "hard_negative_ctxs", record.take("hard_negative_ctxs"), DPR_IDS);
    parts.addPassages(false, "negative_ctxs", record.take("negative_ctxs"), DPR_IDS);
    return parts.row(question, record.rest(), "positive_ctxs and the negative ones");
  }

  private static QaRow dprOutput(InputFormat format, RecordFields record) {
    String shape = "a record is {\"question\", \"answers\", \"ctxs\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("question", record.require("question", shape));
    parts.addAnswers(Values.answers("answers", record.take("answers")));
    List<Map<?, ?>> passages = Values.objects("ctxs", record.require("ctxs", shape));
    for (int i = 0; i < passages.size(); i++) {
      String path = "ctxs[" + i + "]";
      Map<?, ?> passage = passages.get(i);
      parts.addPassage(
          Values.flag(path + ".has_answer", passage.get("has_answer")), path, passage, "id");
    }
    return parts.row(question, record.rest(), "ctxs");
  }

  private static QaRow tevatron(InputFormat format, RecordFields record) {
    String shape = "a record is {\"query_id\", \"query\", \"positive_passages\"}";
    RowParts parts = new RowParts(format);
    String name = record.nameOf("query", "query_text");
    String question = Values.text(name, record.require(name, shape));
    addAnswers(parts, record);
    parts.addPassages(
        true, "positive_passages", record.require("positive_passages", shape), "docid", "id");
    parts.addPassages(false, "negative_passages", record.take("negative_passages"), "docid", "id");
    return parts.row(question, record.rest(), "positive_passages and negative_passages");
  }

  private static QaRow flagEmbedding(InputFormat format, RecordFields record) {
    String shape = "a record is {\"query\", \"pos\", \"neg\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("query", record.require("query", shape));
    addAnswers(parts, record);
    parts.addTexts(true, Values.texts("pos", record.require("pos", shape)));
    parts.addTexts(false, Values.textOrTexts("neg", record.take("neg")));
    // They would stand beside other negatives than those that they were taken of.
    record.drop("pos_scores", "neg_scores");
    return parts.row(question, record.rest(), "pos and neg");
  }

  private static QaRow ragas(InputFormat format, RecordFields record) {
    String shape = "a record is {\"user_input\", \"reference\", \"reference_contexts\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("user_input", record.require("user_input", shape));
    parts.addAnswers(Values.answers("reference", record.take("reference")));
    parts.addTexts(
        true, Values.texts("reference_contexts", record.require("reference_contexts", shape)));
    return parts.row(question, record.rest(), "reference_contexts");
  }

  private static QaRow llamaIndex(InputFormat format, RecordFields record) {
    String shape = "an example is {\"query\", \"reference_contexts\", \"reference_answer\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("query", record.require("query", shape));
    parts.addAnswers(Values.answers("reference_answer", record.take("reference_answer")));
    parts.addTexts(
        true, Values.texts("reference_contexts", record.require("reference_contexts", shape)));
    return parts.row(question, record.rest(), "reference_contexts");
  }

  private static QaRow columns(InputFormat format, RecordFields record) {
    String shape = "a record is {\"question\", \"context\", \"answer\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("question", record.require("question", shape));
    String context = Values.text("context", record.require("context", shape));
    addAnswers(parts, record);
    String title = Values.title("title", record.take("title"));
    parts.add(true, title, context, Optional.empty());
    return parts.row(question, record.rest(), "context");
  }

  /** Adds answers where data that need none have them all the same. */
  private static void addAnswers(RowParts parts, RecordFields record) {
    for (String name : List.of("answer", "answers")) {
      List<String> answers = Values.answers(name, record.take(name));
      parts.addAnswers(answers.stream().filter(answer -> !answer.isBlank()).toList());
    }
  }
}
