package io.github.easyneg.internal.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.QaRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergedFactsTest {

  private static List<RowFact> merged(List<RowFact> facts) {
    return merged(facts, MergedFacts.Questions.OF_THESE_ROWS);
  }

  private static List<RowFact> merged(List<RowFact> facts, MergedFacts.Questions questions) {
    List<RowFact> sorted = new ArrayList<>(facts);
    sorted.sort(
        Comparator.comparing(RowFact::kind)
            .thenComparingLong(RowFact::a)
            .thenComparingLong(RowFact::b)
            .thenComparingLong(RowFact::c)
            .thenComparingLong(RowFact::count));
    List<RowFact> merged = new ArrayList<>();
    new MergedFacts(sorted.iterator(), questions).forEachRemaining(merged::add);
    return merged;
  }

  @Test
  void aPassageIsCountedAndNamedOnce() {
    List<RowFact> facts = new ArrayList<>();
    PartFacts part = new PartFacts(0, facts::add);
    part.add(QaRow.of(List.of("Der Dom.", "Der Turm."), "Wo?", "hier", 0));
    part.add(QaRow.of(List.of("Der Dom."), "Wann?", "jetzt", 0).withContextIds(Map.of(0, "dom")));

    List<RowFact> passages =
        merged(facts).stream().filter(fact -> fact.kind() == RowFact.Kind.PASSAGE).toList();

    assertThat(passages).hasSize(2);
    RowFact dom =
        passages.stream()
            .filter(fact -> fact.text().equals(Optional.of("Der Dom.")))
            .findFirst()
            .orElseThrow();
    assertThat(dom.count()).isEqualTo(2);
    assertThat(dom.sourceId()).contains("dom");
  }

  @Test
  void aQuestionIsKeptWhereTwoPassagesAnswerItOrOneDoesAndSomeRowHasNone() {
    List<RowFact> facts =
        List.of(
            RowFact.question(1, 10, 10),
            RowFact.question(1, 10, 10),
            RowFact.question(2, 10, 10),
            RowFact.question(2, 20, 20),
            RowFact.question(3, 30, 30),
            RowFact.unanswered(3),
            RowFact.unanswered(4));

    assertThat(merged(facts)).extracting(RowFact::a).containsExactly(2L, 2L, 3L);
    assertThat(merged(facts, MergedFacts.Questions.OF_ANY_ROWS))
        .extracting(RowFact::a)
        .containsExactly(1L, 2L, 2L, 3L);
  }

  @Test
  void anAnswerIsKeptWhereManyRowsGiveIt() {
    List<RowFact> facts = new ArrayList<>();
    for (int i = 0; i < SameQuestions.MANY; i++) {
      facts.add(RowFact.answer(7));
    }
    for (int i = 0; i < SameQuestions.MANY - 1; i++) {
      facts.add(RowFact.answer(8));
    }

    assertThat(merged(facts)).extracting(RowFact::a).containsExactly(7L);
  }

  @Test
  void thePartsOfADataSetCountWhatTheWholeCounts() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.add(
          i % 3 == 0
              ? QaRow.withoutPositive(List.of("a" + i % 7, "b"), "Was ist das " + i % 5 + "?", "x")
              : QaRow.of(List.of("a" + i % 7, "c"), "Wer ist das?", "y" + i % 2, i % 2));
    }
    CensusCount whole = new CensusCount();
    rows.forEach(whole::add);
    List<RowFact> facts = new ArrayList<>();
    for (int part = 0; part < 5; part++) {
      PartFacts of = new PartFacts(part, facts::add);
      rows.subList(10 * part, 10 * part + 10).forEach(of::add);
      of.reject();
      of.end();
    }

    List<PartFacts.Size> sizes =
        merged(facts).stream()
            .filter(fact -> fact.kind() == RowFact.Kind.PART)
            .map(PartFacts.Size::of)
            .toList();

    assertThat(sizes).extracting(PartFacts.Size::part).containsExactly(0, 1, 2, 3, 4);
    assertThat(
            merged(facts).stream()
                .filter(fact -> fact.kind() == RowFact.Kind.PART)
                .map(PartFacts.Size::alone)
                .map(PartFacts.Size::of)
                .toList())
        .isEqualTo(sizes);
    assertThat(sizes).extracting(PartFacts.Size::rows).containsOnly(10L);
    assertThat(sizes).extracting(PartFacts.Size::rejected).containsOnly(1L);
    assertThat(sizes.stream().mapToLong(PartFacts.Size::checksum).sum())
        .isEqualTo(whole.checksum());
  }
}
