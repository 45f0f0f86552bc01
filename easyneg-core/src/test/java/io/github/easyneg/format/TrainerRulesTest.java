package io.github.easyneg.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the readers of trainers ask of records, as their documentation and code say: what they fail
 * on, or train as something else.
 */
class TrainerRulesTest {
  private static final Labels LABELS = new Labels(Labels.DEFAULT_REFUSAL, 42);

  private static List<Map<String, Object>> records(String format) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (MinedRow row : Mined.golden()) {
      OutputFormats.byName(format).records(row, LABELS).forEach(r -> records.add(r.fields()));
    }
    assertThat(records).isNotEmpty();
    return records;
  }

  private static List<Object> list(Map<?, ?> record, String field) {
    assertThat(record.get(field)).as(field).isInstanceOf(List.class);
    return new ArrayList<>((List<?>) record.get(field));
  }

  private static void requireTexts(List<?> texts) {
    assertThat(texts).isNotEmpty().allMatch(text -> text instanceof String s && !s.isEmpty());
  }

  /** Its reader draws from both lists, and with distillation a score at the same place. */
  @Test
  void flagEmbeddingHasNoEmptyListAndAScoreForEachText() {
    int scored = 0;
    for (Map<String, Object> record : records("flag-embedding")) {
      for (String side : List.of("pos", "neg")) {
        requireTexts(list(record, side));
        if (record.get(side + "_scores") != null) {
          scored++;
          assertThat(list(record, side + "_scores"))
              .hasSameSizeAs(list(record, side))
              .allMatch(Number.class::isInstance);
        }
      }
    }
    assertThat(scored).isPositive();
  }

  /** Columns count by their order, and only {@code scores} is taken for a label. */
  @Test
  void ntupleScoresHasOneNumberForThePositiveAndOneForEachNegative() {
    for (Map<String, Object> record : records("ntuple-scores:2")) {
      assertThat(record.keySet())
          .containsExactly("anchor", "positive", "negative_1", "negative_2", "scores");
      if (record.get("scores") != null) {
        assertThat(list(record, "scores")).hasSize(3).allMatch(Double.class::isInstance);
      }
    }
  }

  @Test
  void aLabelledListHasALabelForEachTextAndAtLeastOneThatIsRelevant() {
    for (Map<String, Object> record : records("labelled-list")) {
      assertThat(record.keySet()).containsExactly("query", "docs", "labels");
      requireTexts(list(record, "docs"));
      assertThat(list(record, "labels"))
          .hasSameSizeAs(list(record, "docs"))
          .isSubsetOf(0, 1)
          .contains(1, 0);
    }
  }

  /** The evaluator looks each document up among the positives. */
  @Test
  void aRankedListHoldsEachPositiveAndNoTextTwice() {
    for (Map<String, Object> record : records("reranker-eval")) {
      requireTexts(list(record, "positive"));
      List<Object> documents = list(record, "documents");
      assertThat(new HashSet<>(documents))
          .hasSameSizeAs(documents)
          .containsAll(list(record, "positive"));
      assertThat(documents.size()).isGreaterThan(list(record, "positive").size());
    }
  }

  @Test
  void aRankedListIsInTheOrderOfTheScores() {
    for (MinedRow row : Mined.golden()) {
      if (row.contextCosines().isEmpty()) {
        continue;
      }
      for (OutputRecord record : OutputFormats.rerankerEval().records(row, LABELS)) {
        List<Double> cosines = new ArrayList<>();
        for (Object text : list(record.fields(), "documents")) {
          int own = row.row().contexts().indexOf(text);
          cosines.add(
              own >= 0
                  ? row.contextCosines().get(own)
                  : row.negatives().stream()
                      .filter(n -> n.passage().text().equals(text))
                      .findFirst()
                      .orElseThrow()
                      .cosine());
        }
        assertThat(cosines).isSortedAccordingTo((a, b) -> Double.compare(b, a));
      }
    }
  }

  @Test
  void cohereHasARelevantPassageAndNoneThatIsOnBothSides() {
    for (Map<String, Object> record : records("cohere-rerank")) {
      assertThat(record.keySet()).containsExactly("query", "relevant_passages", "hard_negatives");
      requireTexts(list(record, "relevant_passages"));
      assertThat(list(record, "hard_negatives"))
          .doesNotHaveDuplicates()
          .doesNotContainAnyElementsOf(list(record, "relevant_passages"));
    }
  }

  @Test
  void nemoHasItsFiveFieldsAndNoEmptyList() {
    for (Map<String, Object> record : records("nemo:wiki")) {
      assertThat(record.keySet())
          .containsExactly("question_id", "question", "corpus_id", "pos_doc", "neg_doc");
      assertThat(record.get("corpus_id")).isEqualTo("wiki");
      assertThat(list(record, "pos_doc")).isNotEmpty();
      assertThat(list(record, "neg_doc"))
          .isNotEmpty()
          .allMatch(doc -> ((Map<?, ?>) doc).get("id") instanceof String);
    }
  }

  /**
   * A record's value is a text, a number or nothing; names are those of the settings in the docs.
   */
  @Test
  void argillaHasFlatRecordsWithAnIdOfTheirOwn() {
    Set<Object> ids = new HashSet<>();
    for (Map<String, Object> record : records("argilla")) {
      assertThat(ids.add(record.get("id"))).isTrue();
      assertThat(record.values())
          .allMatch(v -> v == null || v instanceof String || v instanceof Number);
      requireTexts(List.of(record.get("question"), record.get("passage")));
    }
  }

  @Test
  void labelStudioHasTasksWithDataAndNoNull() {
    for (Map<String, Object> record : records("label-studio")) {
      assertThat(record.keySet()).containsExactly("data");
      assertThat(((Map<?, ?>) Objects.requireNonNull(record.get("data"))).values())
          .allMatch(v -> v instanceof String || v instanceof Number);
    }
  }

  @Test
  void whatHasOnePlaceForAPositiveHasTheFirstAndWhatHasAListHasAll() {
    MinedRow several =
        Mined.golden().stream()
            .filter(row -> row.row().positiveContexts().size() > 1 && !row.negatives().isEmpty())
            .findFirst()
            .orElseThrow();
    List<String> positives = several.row().positiveContexts();
    Map<String, String> first = Map.of("triplet", "positive", "ntuple:1", "positive");
    first.forEach(
        (format, field) ->
            assertThat(OutputFormats.byName(format).records(several, LABELS))
                .isNotEmpty()
                .allMatch(r -> positives.get(0).equals(r.fields().get(field))));
    Map<String, String> all =
        Map.of(
            "flag-embedding", "pos",
            "labelled-list", "docs",
            "reranker-eval", "positive",
            "cohere-rerank", "relevant_passages");
    all.forEach(
        (format, field) -> {
          OutputRecord record = OutputFormats.byName(format).records(several, LABELS).get(0);
          assertThat(list(record.fields(), field)).containsAll(positives);
        });
  }
}
