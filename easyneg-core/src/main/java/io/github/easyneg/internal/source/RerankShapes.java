package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Shapes that rerankers are trained or judged on: a query, and texts in lists. */
final class RerankShapes {
  /** Cohere's and LlamaIndex's rerank data. */
  static final Shape COHERE =
      PassageShapes.shape(
          "cohere-rerank",
          "rerank data",
          f -> f.contains("query") && f.contains("relevant_passages"),
          RerankShapes::cohere);

  /** What sentence-transformers' evaluator of rerankers takes. */
  static final Shape EVALUATION =
      PassageShapes.shape(
          "reranker-eval",
          "reranker evaluation",
          f -> f.containsAll(Set.of("query", "positive", "documents")),
          RerankShapes::evaluation);

  /** What the listwise losses of a CrossEncoder take. */
  static final Shape LABELLED_LIST =
      PassageShapes.shape(
          "labelled-list",
          "labelled lists",
          f -> f.containsAll(Set.of("query", "docs", "labels")),
          RerankShapes::labelledList);

  private RerankShapes() {}

  private static QaRow cohere(InputFormat format, RecordFields record) {
    String shape = "a record is {\"query\", \"relevant_passages\", \"hard_negatives\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("query", record.require("query", shape));
    parts.addTexts(
        true, Values.texts("relevant_passages", record.require("relevant_passages", shape)));
    parts.addTexts(false, Values.textOrTexts("hard_negatives", record.take("hard_negatives")));
    return parts.row(question, record.rest(), "relevant_passages and hard_negatives");
  }

  private static QaRow evaluation(InputFormat format, RecordFields record) {
    String shape = "a record is {\"query\", \"positive\", \"documents\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("query", record.require("query", shape));
    List<String> positives = Values.texts("positive", record.require("positive", shape));
    List<String> documents = Values.texts("documents", record.require("documents", shape));
    parts.addTexts(true, positives);
    parts.addTexts(false, documents.stream().filter(text -> !positives.contains(text)).toList());
    return parts.row(question, record.rest(), "positive and documents");
  }

  private static QaRow labelledList(InputFormat format, RecordFields record) {
    String shape = "a record is {\"query\", \"docs\", \"labels\"}";
    RowParts parts = new RowParts(format);
    String question = Values.text("query", record.require("query", shape));
    List<String> texts = Values.texts("docs", record.require("docs", shape));
    List<Boolean> labels = Values.ones("labels", record.require("labels", shape));
    if (labels.size() != texts.size()) {
      throw new IllegalArgumentException(
          "docs has "
              + texts.size()
              + " texts, but labels has "
              + labels.size()
              + "; give each text a label.");
    }
    for (boolean positive : new boolean[] {true, false}) {
      parts.addTexts(
          positive,
          IntStream.range(0, texts.size())
              .filter(i -> labels.get(i) == positive)
              .mapToObj(texts::get)
              .toList());
    }
    return parts.row(question, record.rest(), "docs");
  }
}
