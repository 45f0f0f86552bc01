package io.github.easyneg.mine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Guards that reject so many passages that they are passed over and not drawn one by one. */
class ManyTurnedAwayTest {
  private static final int ROWS = 150;

  private static List<QaRow> rows(String title, String question, String answer) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          QaRow.of(
              List.of(
                  String.format(Locale.ROOT, title, i) + "\n\nja alpha" + i + " beta" + i,
                  "Anderes " + i + "\n\ngamma" + i + " delta" + i),
              String.format(Locale.ROOT, question, i),
              String.format(Locale.ROOT, answer, i),
              0));
    }
    return rows;
  }

  private static EasyNegatives all(List<QaRow> rows) {
    return EasyNegatives.from(Datasets.of(rows))
        .embedWith(HashingEmbedder.ofDimension(32))
        .candidates(Pool.all())
        .threads(2);
  }

  private static List<String> others(List<QaRow> rows, int row) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (i != row) {
        others.add(rows.get(i).contexts().get(1));
      }
    }
    return others;
  }

  @Test
  void whatAnswersAQuestionThatManyRowsAskIsNeverDrawnAndAllElseIs() {
    List<QaRow> rows = rows("Titel %d", "Worum geht es?", "alpha%d");
    Jobs.Result result = Jobs.run(all(rows).sampleK(1000));
    for (int row : new int[] {0, 77, ROWS - 1}) {
      assertThat(result.texts(row)).containsExactlyInAnyOrderElementsOf(others(rows, row));
    }
    assertThat(result.report().rejected())
        .containsEntry(Guards.ANSWERS_SAME_QUESTION, (long) ROWS * (ROWS - 1))
        .containsEntry(Guards.OWN_CONTEXT, 2L * ROWS);
  }

  @Test
  void whereNothingElseIsInThePoolTheGuardIsTheReason() {
    List<QaRow> rows = rows("Titel %d", "Worum geht es?", "alpha%d");
    Pool answers = Pool.all().matching("answers", (row, c) -> c.passage().text().contains("ja "));
    Jobs.Result result = Jobs.run(all(rows).candidates(answers));
    assertThat(result.rows().get(3).shortfall().orElseThrow().reason())
        .isEqualTo(MinedRow.Reason.REJECTED_BY_GUARDS);
    Pool none = Pool.all().matching("none", (row, c) -> false);
    assertThat(
            Jobs.run(all(rows).candidates(none)).rows().get(3).shortfall().orElseThrow().reason())
        .isEqualTo(MinedRow.Reason.POOL_TOO_SMALL);
  }

  @Test
  void theSameInAnotherFormIsTurnedAwayToo() {
    List<QaRow> rows = rows("Titel %d", "Worum geht es?", "alpha%d");
    String loud = rows.get(5).contexts().get(0).toUpperCase(Locale.ROOT);
    rows.add(QaRow.withoutPositive(List.of(loud, "Noch eines"), "Was noch?", "nichts"));
    Jobs.Result result = Jobs.run(all(rows).sampleK(1000));
    assertThat(result.texts(0)).contains("Noch eines").doesNotContain(loud);
    assertThat(result.texts(ROWS)).contains(rows.get(9).contexts().get(0));
  }

  @Test
  void passagesOfALargeGroupAreNeverDrawnAndAllElseIs() {
    List<QaRow> rows = rows("Titel", "Frage %d", "alpha%d");
    Jobs.Result result = Jobs.run(all(rows).sampleK(1000).rejecting(Guards.sameTitle()));
    assertThat(result.texts(8)).containsExactlyInAnyOrderElementsOf(others(rows, 8));
    assertThat(result.report().rejected())
        .containsEntry(Guards.SAME_TITLE, (long) ROWS * (ROWS - 1));
  }

  @Test
  void passagesThatHoldAnAnswerOfManyRowsAreNeverDrawnAndAllElseIs() {
    List<QaRow> rows = rows("Titel %d", "Frage %d", "ja");
    Jobs.Result result = Jobs.run(all(rows).sampleK(1000));
    assertThat(result.texts(8)).containsExactlyInAnyOrderElementsOf(others(rows, 8));
    assertThat(result.report().rejected())
        .containsEntry(Guards.ANSWER_BEARING, (long) ROWS * (ROWS - 1));
  }

  @Test
  void anAnswerThatTooManyPassagesHoldTurnsNoneAway() {
    List<QaRow> rows = rows("Titel %d", "Frage %d", "ja");
    for (int i = 0; i < 4; i++) {
      rows.add(QaRow.withoutPositive(List.of("ja mehr" + i), "Und " + i, "nein"));
    }
    Jobs.Result result = Jobs.run(all(rows).sampleK(1000));
    assertThat(result.texts(8)).hasSize(2 * (ROWS - 1) + 4);
  }

  @Test
  void explainingListsWhatWasPassedOver() {
    List<QaRow> rows = rows("Titel %d", "Worum geht es?", "alpha%d");
    assertThat(
            all(rows).sampleK(1000).explain(2).rejections().stream()
                .filter(rejection -> rejection.guard().equals(Guards.ANSWERS_SAME_QUESTION)))
        .hasSize(ROWS - 1);
  }

  @Test
  void threadsPlayNoPart() {
    List<QaRow> rows = rows("Titel", "Worum geht es?", "ja");
    var recipe = all(rows).sampleK(3).rejecting(Guards.sameTitle());
    assertThat(Jobs.run(recipe.threads(4)).rows()).isEqualTo(Jobs.run(recipe.threads(1)).rows());
  }

  private static List<QaRow> onlyAnswers(int rows) {
    List<QaRow> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add(QaRow.of(List.of("ja alpha" + i + " beta"), "Worum geht es?", "alpha" + i, 0));
    }
    return all;
  }

  @Test
  void whereAllCandidatesAnswerTheQuestionNoneIsLookedFor() {
    Jobs.Result result = Jobs.run(all(onlyAnswers(400)).whenShort(Shortage.WIDEN));
    assertThat(result.report().cost().scannedRows()).isZero();
    assertThat(result.report().cost().proposals()).isZero();
    assertThat(result.report().rejected())
        .containsEntry(Guards.ANSWERS_SAME_QUESTION, 400L * 399)
        .containsEntry(Guards.OWN_CONTEXT, 400L);
    assertThat(result.rows().get(7).shortfall().orElseThrow().reason())
        .isEqualTo(MinedRow.Reason.REJECTED_BY_GUARDS);
  }

  @Test
  void whereAllCandidatesAreOfTheSameTitleNoneIsLookedFor() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(QaRow.of(List.of("Titel\n\nalpha" + i), "Frage " + i, "alpha" + i, 0));
    }
    Jobs.Result result = Jobs.run(all(rows).rejecting(Guards.sameTitle()));
    assertThat(result.report().cost().scannedRows()).isZero();
    assertThat(result.report().cost().proposals()).isZero();
    assertThat(result.report().rejected()).containsEntry(Guards.SAME_TITLE, 400L * 399);
  }

  @Test
  void whyARowIsShortTakesALookAtAFewOfWhatWasPassedOver() {
    AtomicLong asked = new AtomicLong();
    Pool counting =
        Pool.all()
            .matching(
                "counting",
                (row, candidate) -> {
                  asked.incrementAndGet();
                  return false;
                });
    Jobs.Result result = Jobs.run(all(onlyAnswers(600)).candidates(counting));
    assertThat(result.rows()).allMatch(row -> row.shortfall().isPresent());
    assertThat(asked.get()).isLessThanOrEqualTo(600L * 64);
  }

  @Test
  void whatIsNoCandidateIsNotCountedAsTurnedAway() {
    List<Passage> corpus = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      corpus.add(Passage.of("gamma" + i));
    }
    Jobs.Result result =
        Jobs.run(all(onlyAnswers(150)).withCorpusAlone(Corpora.of(corpus)).sampleK(20));
    assertThat(result.texts(3)).hasSize(10);
    assertThat(result.report().rejected()).containsEntry(Guards.ANSWERS_SAME_QUESTION, 0L);
  }
}
