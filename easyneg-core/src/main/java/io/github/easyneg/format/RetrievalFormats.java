package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
import io.github.easyneg.format.OutputFormat.Use;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The formats that train or judge embedders and rerankers, as a table: a name, and what the trainer
 * calls the fields.
 *
 * @see <a href="https://sbert.net/docs/sentence_transformer/loss_overview.html">columns that the
 *     losses of sentence-transformers take</a>
 * @see <a href="https://sbert.net/docs/package_reference/cross_encoder/evaluation.html">what its
 *     evaluators of rerankers take</a>
 * @see <a href="https://github.com/FlagOpen/FlagEmbedding">FlagEmbedding</a>
 * @see <a href="https://docs.cohere.com/docs/rerank-preparing-the-data">Cohere's rerank data</a>
 */
final class RetrievalFormats {
  private static final Set<Use> PASSAGES = Set.of(Use.OWN_NEGATIVES);
  private static final Set<Use> SCORES = Set.of(Use.OWN_NEGATIVES, Use.SCORES);

  private RetrievalFormats() {}

  /** A row and one of its texts. */
  private record Pair(RankedRow row, String text, int label) {}

  /** The anchor is the question; a triplet for each negative, all with the first positive. */
  static OutputFormat triplet() {
    return new FieldNames<>(
        "triplet",
        Optional.of(RankedRow.BOTH),
        PASSAGES,
        (mined, labels) ->
            RankedRow.withBoth(mined, labels).stream()
                .flatMap(row -> pairs(row, row.negatives(), 0))
                .toList(),
        (pair, labels) ->
            RankedRow.record(
                pair.row()
                    .fields("anchor")
                    .and("positive", pair.row().positive())
                    .and("negative", pair.text())));
  }

  /** A row without a positive gives its negatives. */
  static OutputFormat labelledPair() {
    return new FieldNames<>(
        "labelled-pair",
        Optional.empty(),
        PASSAGES,
        (mined, labels) -> {
          RankedRow row = new RankedRow(mined);
          return Stream.concat(pairs(row, row.positives(), 1), pairs(row, row.negatives(), 0))
              .toList();
        },
        (pair, labels) ->
            RankedRow.record(
                pair.row()
                    .fields("anchor")
                    .and("passage", pair.text())
                    .and("label", pair.label())));
  }

  private static Stream<Pair> pairs(RankedRow row, List<String> texts, int label) {
    return texts.stream().map(text -> new Pair(row, text, label));
  }

  /**
   * The mined negatives come first, so that n of them are never pushed out by the row's own. A row
   * with fewer than n gives no record: sentence-transformers takes every column of every row for a
   * text, and a gap or a repetition would be trained as a negative.
   */
  static OutputFormat ntuple(int n) {
    return rows(
        "ntuple:" + n,
        many(n),
        PASSAGES,
        (mined, labels) -> withAtLeast(n, mined),
        row -> tuple(row, n));
  }

  /**
   * The column {@code scores} is the label of losses that distil a teacher, such as MarginMSE and
   * DistillKLDiv: one number for the positive, then one for each negative.
   */
  static OutputFormat ntupleScores(int n) {
    return rows(
        "ntuple-scores:" + n,
        many(n),
        SCORES,
        (mined, labels) -> withAtLeast(n, mined),
        row -> {
          List<String> texts = new ArrayList<>(List.of(row.positive()));
          texts.addAll(minedFirst(row.mined()).subList(0, n));
          return tuple(row, n).andNullable("scores", row.scores(texts));
        });
  }

  private static String many(int n) {
    return "a positive and " + n + (n == 1 ? " negative" : " negatives");
  }

  private static List<RankedRow> withAtLeast(int n, MinedRow mined) {
    return mined.row().hasPositive() && minedFirst(mined).size() >= n
        ? List.of(new RankedRow(mined))
        : List.of();
  }

  private static List<String> minedFirst(MinedRow mined) {
    List<String> texts = new ArrayList<>(Negatives.mined(mined));
    texts.addAll(Negatives.own(mined));
    return texts;
  }

  private static Fields tuple(RankedRow row, int n) {
    Fields fields = row.fields("anchor").and("positive", row.positive());
    List<String> texts = minedFirst(row.mined());
    for (int i = 1; i <= n; i++) {
      fields.and("negative_" + i, texts.get(i - 1));
    }
    return fields;
  }

  /** What the listwise losses of a CrossEncoder take: LambdaLoss, ListNet, PListMLE and others. */
  static OutputFormat labelledList() {
    return rows(
        "labelled-list",
        RankedRow.BOTH,
        PASSAGES,
        RankedRow::withBoth,
        row -> {
          List<Integer> labels = new ArrayList<>();
          labels.addAll(Collections.nCopies(row.positives().size(), 1));
          labels.addAll(Collections.nCopies(row.negatives().size(), 0));
          return row.fields("query").and("docs", row.all()).and("labels", labels);
        });
  }

  /** Its reader draws one of each list at random, and fails on an empty list. */
  static OutputFormat flagEmbedding() {
    return rows(
        "flag-embedding",
        RankedRow.BOTH,
        SCORES,
        RankedRow::withBoth,
        row ->
            row.fields("query")
                .and("pos", row.positives())
                .and("neg", row.negatives())
                .andNullable("pos_scores", row.scores(row.positives()))
                .andNullable("neg_scores", row.scores(row.negatives())));
  }

  /** The evaluator takes {@code documents} for a ranking, the best first. */
  static OutputFormat rerankerEval() {
    return rows(
        "reranker-eval",
        RankedRow.BOTH,
        SCORES,
        RankedRow::withBoth,
        row -> row.fields("query").and("positive", row.positives()).and("documents", row.ranked()));
  }

  /** Negatives may be missing there. */
  static OutputFormat cohereRerank() {
    return rows(
        "cohere-rerank",
        RankedRow.A_POSITIVE,
        PASSAGES,
        RankedRow::withPositive,
        row ->
            row.fields("query")
                .and("relevant_passages", row.positives())
                .and("hard_negatives", row.negatives()));
  }

  /**
   * The mined negatives go where DPR keeps easy ones, the row's own where it keeps hard ones. The
   * title is empty: where a passage begins with one, it stays in the text.
   */
  static OutputFormat dpr() {
    return rows(
        "dpr",
        RankedRow.A_POSITIVE,
        PASSAGES,
        RankedRow::withPositive,
        row ->
            row.fields("question")
                .and("answers", row.row().answers())
                .and("positive_ctxs", dprPassages(Negatives.positives(row.row())))
                .and("negative_ctxs", dprPassages(Negatives.minedPassages(row.mined())))
                .and("hard_negative_ctxs", dprPassages(Negatives.ownPassages(row.mined()))));
  }

  private static Object dprPassages(List<Passage> passages) {
    return passages.stream()
        .map(
            passage ->
                Fields.of("title", "")
                    .and("text", passage.text())
                    .and("passage_id", passage.name())
                    .map())
        .toList();
  }

  /** The fields of a whole row. */
  private interface RowNaming {
    Fields of(RankedRow row);
  }

  private static OutputFormat rows(
      String name,
      String needs,
      Set<Use> uses,
      FieldNames.Parts<RankedRow> parts,
      RowNaming naming) {
    return new FieldNames<>(
        name, Optional.of(needs), uses, parts, (row, labels) -> RankedRow.record(naming.of(row)));
  }
}
