package io.github.easyneg.format;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.OutputRecord.Kind;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A row as trainers of embedders and rerankers take it: a question, what answers it, what does not,
 * and how close each of them is.
 */
record RankedRow(MinedRow mined) {
  /** What a row must have, for {@link OutputFormat#needs()}. */
  static final String A_POSITIVE = "a positive";

  static final String BOTH = "a positive and a negative";

  /** Returns the row, if it has a positive. */
  static List<RankedRow> withPositive(MinedRow mined, Labels labels) {
    return mined.row().hasPositive() ? List.of(new RankedRow(mined)) : List.of();
  }

  /** Returns the row, if it has a positive and a negative. */
  static List<RankedRow> withBoth(MinedRow mined, Labels labels) {
    return withPositive(mined, labels).stream().filter(row -> !row.negatives().isEmpty()).toList();
  }

  String question() {
    return row().question();
  }

  QaRow row() {
    return mined.row();
  }

  /** Returns an id of the question: the row's key in 16 hexadecimal digits. */
  String id() {
    return String.format(Locale.ROOT, "%016x", row().key());
  }

  /** Returns the texts that answer the question, each once. */
  List<String> positives() {
    return row().positiveContexts();
  }

  /** Returns the first of them. */
  String positive() {
    return positives().get(0);
  }

  /** Returns the row's own texts that do not, then the mined ones. */
  List<String> negatives() {
    return Negatives.all(mined);
  }

  /** Returns the positives, then the negatives. */
  List<String> all() {
    List<String> all = new ArrayList<>(positives());
    all.addAll(negatives());
    return all;
  }

  /** Returns all texts, the closest first; in the order of {@link #all} where none knows. */
  List<String> ranked() {
    Optional<Map<String, Double>> scores = scores();
    return scores.isEmpty()
        ? all()
        : all().stream()
            .sorted(Comparator.<String>comparingDouble(scores.get()::get).reversed())
            .toList();
  }

  /** Returns a score for each text, or {@code null} in place of the list where none knows. */
  Optional<List<Double>> scores(List<String> texts) {
    return scores().map(byText -> texts.stream().map(byText::get).toList());
  }

  /**
   * Returns the score of each text: a cross-encoder's where one was asked about all of them, else
   * the cosine of the text and the row's anchor.
   */
  private Optional<Map<String, Double>> scores() {
    List<Double> ofContexts =
        mined.relevance().map(MinedRow.Relevance::contexts).orElse(mined.contextCosines());
    List<Double> ofNegatives =
        mined
            .relevance()
            .map(MinedRow.Relevance::negatives)
            .orElseGet(() -> mined.negatives().stream().map(MinedNegative::cosine).toList());
    if (ofContexts.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Double> byText = new HashMap<>();
    for (int i = 0; i < ofContexts.size(); i++) {
      byText.put(row().contexts().get(i), ofContexts.get(i));
    }
    for (int i = 0; i < ofNegatives.size(); i++) {
      byText.put(mined.negatives().get(i).passage().text(), ofNegatives.get(i));
    }
    return Optional.of(byText);
  }

  /** Returns fields that begin with the question. */
  Fields fields(String name) {
    return Fields.of(name, question());
  }

  /** Returns the ids of passages, each as an object of one field. */
  static List<Map<String, Object>> ids(List<Passage> passages) {
    return passages.stream().map(passage -> Fields.of("id", passage.name()).map()).toList();
  }

  static OutputRecord record(Fields fields) {
    return fields.record(Kind.OTHER);
  }
}
