package io.github.easyneg.internal.source;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Shapes in which a record is one row, and names the passages that answer and those that do not.
 */
final class PassageShapes {
  /** DPR and GermanDPR. */
  static final Shape DPR =
      new PassageShape(
          "dpr",
          "DPR",
          fields -> fields.contains("positive_ctxs"),
          List.of("question"),
          List.of("answers"),
          List.of("positive_ctxs"),
          List.of("hard_negative_ctxs", "negative_ctxs"),
          List.of());

  /** Tevatron and MIRACL, with the passages themselves. */
  static final Shape TEVATRON =
      new PassageShape(
          "tevatron",
          "Tevatron",
          fields -> fields.contains("positive_passages"),
          List.of("query", "query_text", "question"),
          List.of("answer", "answers"),
          List.of("positive_passages"),
          List.of("negative_passages"),
          List.of());

  /** FlagEmbedding; scores would be next to other negatives than those that they were taken of. */
  static final Shape FLAG_EMBEDDING =
      new PassageShape(
          "flag-embedding",
          "FlagEmbedding",
          fields -> fields.contains("query") && fields.contains("pos"),
          List.of("query"),
          List.of("answer", "answers"),
          List.of("pos"),
          List.of("neg"),
          List.of("pos_scores", "neg_scores"));

  /** Ragas' test sets. */
  static final Shape RAGAS =
      references(
          "ragas",
          "a Ragas test set",
          fields -> fields.contains("user_input"),
          "user_input",
          "reference");

  /** LlamaIndex's labelled RAG data sets. */
  static final Shape LLAMA_INDEX =
      references(
          "llama-index",
          "LlamaIndex",
          fields -> fields.contains("query"),
          "query",
          "reference_answer");

  /** Cohere's and LlamaIndex's rerank data. */
  static final Shape RERANK =
      new PassageShape(
          "cohere-rerank",
          "rerank data",
          fields -> fields.contains("query") && fields.contains("relevant_passages"),
          List.of("query"),
          List.of("answer", "answers"),
          List.of("relevant_passages"),
          List.of("hard_negatives"),
          List.of());

  /**
   * What an evaluator of rerankers takes; the documents are all of a query's passages, in which a
   * positive stays one.
   */
  static final Shape RANKING =
      new PassageShape(
          "reranker-eval",
          "rankings of a reranker's evaluation",
          fields -> fields.containsAll(Set.of("query", "positive", "documents")),
          List.of("query"),
          List.of("answer", "answers"),
          List.of("positive"),
          List.of("documents"),
          List.of());

  private PassageShapes() {}

  private static Shape references(
      String name, String title, Predicate<Set<String>> fits, String question, String answer) {
    return new PassageShape(
        name,
        title,
        fields -> fits.test(fields) && fields.contains("reference_contexts"),
        List.of(question),
        List.of(answer),
        List.of("reference_contexts"),
        List.of(),
        List.of());
  }
}
