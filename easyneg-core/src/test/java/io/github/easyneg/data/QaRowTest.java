package io.github.easyneg.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class QaRowTest {
  private static final QaRow ROW = QaRow.of(List.of("a", "b", "a"), "q", "w", 0);

  @Test
  void aContextThatRepeatsThePositiveIsNoNegative() {
    assertThat(ROW.isPositive(2)).isTrue();
    assertThat(ROW.hardNegatives()).containsExactly(1);
    assertThat(ROW.positiveContext()).contains("a");
  }

  @Test
  void withoutAPositiveAllContextsAreNegatives() {
    QaRow row = QaRow.withoutPositive(List.of("a", "b"), "q", "w");
    assertThat(row.hardNegatives()).containsExactly(0, 1);
    assertThat(row.positiveContext()).isEmpty();
    assertThat(row.isPositive(1)).isFalse();
  }

  @Test
  void everyPositiveAnswersAndTheFirstIsThePositive() {
    QaRow row = QaRow.of(List.of("a", "b", "c", "b"), "q", "w", 0).withPositives(List.of(1, 0));
    assertThat(row.positive()).hasValue(1);
    assertThat(row.positiveContext()).contains("b");
    assertThat(row.positiveContexts()).containsExactly("b", "a");
    assertThat(row.hardNegatives()).containsExactly(2);
    assertThat(row.withPositives(List.of(1, 3)).positiveContexts()).containsExactly("b");
  }

  @Test
  void theFirstAnswerIsTheAnswer() {
    assertThat(ROW.withAnswers(List.of("x", "y")).answer()).contains("x");
    assertThat(ROW.withAnswers(List.of()).answer()).isEmpty();
  }

  @Test
  void aRowOfRetrievalDataHasPositivesAndNegatives() {
    QaRow row = QaRow.ofRetrieval("q", List.of("a", "b"), List.of("c"));
    assertThat(row.positives()).containsExactly(0, 1);
    assertThat(row.hardNegatives()).containsExactly(2);
    assertThat(row.answers()).isEmpty();
  }

  @Test
  void aPassageHasTheIdThatTheDataSetGivesIt() {
    QaRow row = ROW.withContextIds(Map.of(1, "d7"));
    assertThat(row.passage(1).name()).isEqualTo("d7");
    assertThat(row.passage(0).name()).isEqualTo(Passage.of("a").id());
  }

  @Test
  void theCallersListsMayChangeAfterwards() {
    List<String> contexts = new ArrayList<>(List.of("a"));
    Map<String, Object> extra = new LinkedHashMap<>(Map.of("id", 1L));
    QaRow row = new QaRow(contexts, "q", "w", OptionalInt.of(0), extra);
    contexts.add("b");
    extra.clear();
    assertThat(row.contexts()).containsExactly("a");
    assertThat(row.extra()).containsEntry("id", 1L);
    assertThatThrownBy(() -> row.extra().clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theKeyDependsOnAllThatIsMinedAndNothingElse() {
    assertThat(new QaRow(ROW.contexts(), "q", "w", OptionalInt.of(0), Map.of("id", 1L)).key())
        .isEqualTo(ROW.key());
    assertThat(
            List.of(
                ROW.key(),
                QaRow.of(List.of("a", "b", "a"), "q", "w", 1).key(),
                QaRow.withoutPositive(List.of("a", "b", "a"), "q", "w").key(),
                QaRow.of(List.of("a", "a", "b"), "q", "w", 0).key(),
                QaRow.of(List.of("a", "b", "a"), "qw", "", 0).key(),
                QaRow.of(List.of("ab", "a"), "q", "w", 0).key(),
                ROW.withAnswers(List.of()).key(),
                ROW.withAnswers(List.of("w", "v")).key(),
                ROW.withPositives(List.of(0, 1)).key(),
                ROW.withPositives(List.of(1, 0)).key()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aPassagesIdIsTheHashOfItsText() {
    // printf 'Zürich' | sha256sum | head -c 32
    assertThat(Passage.of("Zürich").id()).isEqualTo("4251685e06cab635578c72b1f5f221e9");
  }

  @Test
  void aRowNeedsAContext() {
    assertThatThrownBy(() -> QaRow.withoutPositive(List.of(), "q", "w"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("contexts is empty; a row needs at least one context.");
  }

  @Test
  void thePositiveMustBeAmongTheContexts() {
    assertThatThrownBy(() -> QaRow.of(List.of("a", "b"), "q", "w", 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "positive is 2 but contexts has 2 entries; use 0..1, or empty for \"no positive\".");
    assertThatThrownBy(() -> QaRow.of(List.of("a"), "q", "w", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "positive is -1 but contexts has 1 entry; use 0, or empty for \"no positive\".");
  }

  @Test
  void aPositiveIsNamedOnce() {
    assertThatThrownBy(() -> ROW.withPositives(List.of(1, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("positives names context 1 twice; name each once.");
  }

  @Test
  void anIdIsATextAndBelongsToAContext() {
    assertThatThrownBy(() -> ROW.withContextIds(Map.of(3, "d")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "contextIds has an id for context 3, but contexts has 3 entries. Count from 0.");
    assertThatThrownBy(() -> ROW.withContextIds(Map.of(0, " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the id of contexts[0] is blank; leave it out where there is none.");
  }

  @Test
  void textsMustBeWellFormed() {
    assertThatThrownBy(() -> QaRow.of(List.of("a"), "q", "\ud83d", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "answer holds an unpaired surrogate \\ud83d at position 0, which UTF-8 cannot carry;"
                + " repair or remove the character.");
    assertThatThrownBy(() -> Passage.of("\ude00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a passage holds an unpaired surrogate \\ude00 at position 0, which UTF-8 cannot"
                + " carry; repair or remove the character.");
  }
}
