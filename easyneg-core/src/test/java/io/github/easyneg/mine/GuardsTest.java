package io.github.easyneg.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.fixture.VectorsByText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each guard where it rejects, and where it does not. */
class GuardsTest {
  private record Seen(
      Passage passage, double cosine, double cosineQuantile, double lexicalQuantile, int frequency)
      implements Candidate {}

  @Test
  void theRowsOwnContextsAreTurnedAwayInAnyForm() {
    QaRow row = QaRow.withoutPositive(List.of("Straße in Zürich", "zweiter"), "?", "none");
    Jobs.Result result =
        Jobs.run(
            Jobs.all(row, "STRASSE\nin  Zu\u0308rich", "Zweiter", "Straße in Zürich", "dritter")
                .withoutGuards(Guards.NEAR_DUPLICATE));
    assertThat(result.texts(0)).containsExactly("dritter");
    assertThat(result.report().rejected()).containsEntry(Guards.OWN_CONTEXT, 4L + 5L);
  }

  @Test
  void whatAnswersTheSameQuestionInAnotherRowIsTurnedAway() {
    List<QaRow> rows =
        List.of(
            QaRow.withoutPositive(List.of("eins"), "Wo liegt Zürich?", "none"),
            QaRow.of(List.of("zwei", "drei"), "WO liegt\n Zu\u0308rich?", "x", 0),
            QaRow.of(List.of("vier"), "Wo liegt Bern?", "x", 0));
    Jobs.Result result =
        Jobs.run(Jobs.all(rows, "ZWEI ", "fünf").sampleK(9).withoutGuards(Guards.NEAR_DUPLICATE));
    assertThat(result.texts(0)).containsExactlyInAnyOrder("drei", "vier", "fünf");
    assertThat(result.report().rejected()).containsEntry(Guards.ANSWERS_SAME_QUESTION, 2L);
    assertThat(result.texts(2))
        .as("a row with another question")
        .containsExactlyInAnyOrder("eins", "zwei", "drei", "fünf", "ZWEI ");
  }

  @Test
  void nearDuplicatesOfThePositiveAreTurnedAway() {
    String positive = "a b c d e f g h i j k l m n o p q r s t";
    QaRow row = QaRow.of(List.of(positive, "1 2 3 4 5"), "?", "none", 0);
    // Of twenty words, nineteen in common make 19/21, sixteen 16/24.
    String near = positive.replace("t", "X");
    String far = positive.replace("q r s t", "U V W Y");
    List<String> passages =
        new ArrayList<>(
            List.of(near, far, "1 2 3 4 5 6", "T s r q p o n m l k j i h g f e d c b a"));
    // Where half of all passages had these words, they would be a frame and not count.
    for (int i = 0; i < 100; i++) {
      passages.add("word" + i + " another" + i);
    }
    Jobs.Result result =
        Jobs.run(Jobs.all(row, passages.toArray(String[]::new)).withoutGuards(Guards.CONTAINMENT));
    assertThat(result.texts(0)).contains(far, "1 2 3 4 5 6").hasSize(passages.size() - 2);
    assertThat(result.report().rejected().get(Guards.NEAR_DUPLICATE)).isGreaterThanOrEqualTo(2);
  }

  @Test
  void nearDuplicatesOfANegativeDrawnBeforeAreTurnedAway() {
    QaRow row = QaRow.withoutPositive(List.of("own"), "?", "none");
    Jobs.Result result = Jobs.run(Jobs.all(row, "a b c d e", "e d c b a", "a b c d f", "x y"));
    assertThat(result.texts(0)).contains("a b c d f", "x y").hasSize(3);
    Jobs.Result loose =
        Jobs.run(
            Jobs.all(row, "a b c d e", "e d c b a", "a b c d f", "x y")
                .rejecting(Guards.nearDuplicates(0.25)));
    assertThat(loose.texts(0)).contains("x y").hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "7, Sie hatte 7 Kinder.",
    "1871, Im Jahr 1871.",
    "Wien, WIEN!",
    "'10,000', rund 10 000 Menschen",
    "\u6771\u4eac, \u6771\u4eac\u90fd\u306f\u65e5\u672c\u306e\u9996\u90fd",
    "€, Er kostet 3 €",
    "Stra\u00dfe, DIE STRASSE DORT",
    "nicht, Das ist nicht so",
  })
  void whatHoldsTheAnswerAsWholeWordsIsTurnedAway(String answer, String passage) {
    QaRow row = QaRow.of(List.of("own"), "?", answer, 0);
    Jobs.Result result = Jobs.run(Jobs.all(row, passage, "etwas anderes", "und noch eins"));
    assertThat(result.texts(0)).containsExactlyInAnyOrder("etwas anderes", "und noch eins");
    assertThat(result.report().rejected()).containsEntry(Guards.ANSWER_BEARING, 1L);
  }

  @ParameterizedTest
  @CsvSource({"7, Sie hatte 17 Kinder.", "Wien, Wiener Schnitzel", "' ', ' x '", "a b, b a"})
  void whatHoldsItInPartsOfWordsIsNot(String answer, String passage) {
    QaRow row = QaRow.of(List.of("own"), "?", answer, 0);
    Jobs.Result result = Jobs.run(Jobs.all(row, passage, "etwas anderes"));
    assertThat(result.texts(0)).contains(passage);
  }

  @Test
  void theStockAnswerOfRowsWithoutAPositiveTurnsNothingAway() {
    QaRow row = QaRow.withoutPositive(List.of("own"), "?", "none");
    assertThat(Jobs.run(Jobs.all(row, "none of it", "x")).texts(0)).contains("none of it");
  }

  @Test
  void anAnswerThatMostPassagesHoldTurnsNoneAwayUnlessAskedTo() {
    QaRow row = QaRow.of(List.of("own"), "?", "ja", 0);
    String[] passages = {"ja a", "ja b", "ja c", "d"};
    assertThat(Jobs.run(Jobs.all(row, passages)).texts(0)).contains("ja a", "ja b", "ja c", "d");
    assertThat(Jobs.run(Jobs.all(row, passages).rejecting(Guards.answerBearing(1))).texts(0))
        .containsExactly("d");
    // Two of five passages are not most of them.
    assertThat(Jobs.run(Jobs.all(row, "ja a", "ja b", "c", "d")).texts(0))
        .containsExactlyInAnyOrder("c", "d");
  }

  @Test
  void whatHasTheTitleOfAContextIsTurnedAway() {
    QaRow row = QaRow.withoutPositive(List.of("Bern\n\nText", "ohne Titel"), "?", "none");
    String[] passages = {
      "Bern\nmehr", " Bern \nnoch mehr", "Bern", "Basel\nText", "ohne Titel zwei"
    };
    assertThat(Jobs.run(Jobs.all(row, passages).rejecting(Guards.sameTitle())).texts(0))
        .containsExactlyInAnyOrder("Bern", "Basel\nText", "ohne Titel zwei");
  }

  @Test
  void whatIsOfTheGroupOfAContextIsTurnedAway() {
    QaRow row = QaRow.withoutPositive(List.of("x1", "y1"), "?", "none");
    Guard guard = Guards.sameGroup(p -> p.text().startsWith("z") ? "" : p.text().substring(0, 1));
    assertThat(Jobs.run(Jobs.all(row, "x2", "y2", "w", "z1").rejecting(guard)).texts(0))
        .containsExactlyInAnyOrder("w", "z1");
  }

  @ParameterizedTest
  @CsvSource({"0, a b c", "0.1, b c", "0.25, c", "2, ''"})
  void whatComesWithinAMarginOfThePositiveIsTurnedAway(double margin, String left) {
    assertThat(byMargin(Guards.withinMarginOfPositive(margin))).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource({"0, a b c", "0.1, b c", "0.5, c", "3, ''"})
  void aRelativeMarginIsAShareOfThePositivesCosine(double margin, String left) {
    assertThat(byMargin(Guards.withinRelativeMarginOfPositive(margin))).isEqualTo(left);
  }

  /** The positive has cosine 0.8; a 0.75, b 0.6, c 0.1, d 0.9. */
  private static String byMargin(AnyGuard guard) {
    Map<String, Double> cosines = Map.of("own", 0.8, "a", 0.75, "b", 0.6, "c", 0.1, "d", 0.9);
    QaRow row = QaRow.of(List.of("own"), "?", "answer", 0);
    Jobs.Result result =
        Jobs.run(
            Jobs.all(row, "a", "b", "c", "d")
                .embedWith(VectorsByText.byCosine(t -> cosines.getOrDefault(t, 1.0)))
                .rejecting(guard));
    assertThat(result.rows().get(1).negatives()).as("a row without a positive").isNotEmpty();
    return String.join(" ", result.texts(0).stream().sorted().toList());
  }

  @Test
  void aPredicateOfTheUsersTurnsAwayAndIsCounted() {
    QaRow row = QaRow.withoutPositive(List.of("own"), "frage", "none");
    Guard guard =
        Guards.guard(
            "short", (r, c) -> r.question().equals("frage") && c.passage().text().length() < 3);
    Jobs.Result result = Jobs.run(Jobs.all(row, "aa", "bbbb", "cc", "dddd").rejecting(guard));
    assertThat(result.texts(0)).containsExactlyInAnyOrder("bbbb", "dddd");
    assertThat(result.report().rejected())
        .containsEntry("short", 2L)
        .containsOnlyKeys(
            Guards.OWN_CONTEXT,
            Guards.ANSWERS_SAME_QUESTION,
            Guards.NEAR_DUPLICATE,
            Guards.CONTAINMENT,
            Guards.QUESTION_WORDS,
            Guards.ANSWER_BEARING,
            "short");
    assertThat(result.rows().get(0).negatives().get(0).guards())
        .containsExactlyElementsOf(result.report().rejected().keySet());
  }

  @Test
  void guardsThatAreOffTurnNothingAway() {
    QaRow row = QaRow.of(List.of("a b c"), "?", "Wien", 0);
    Jobs.Result result =
        Jobs.run(
            Jobs.all(row, "c b a", "in Wien")
                .withoutGuards(
                    Guards.NEAR_DUPLICATE,
                    Guards.CONTAINMENT,
                    Guards.QUESTION_WORDS,
                    Guards.ANSWER_BEARING));
    assertThat(result.texts(0)).containsExactlyInAnyOrder("c b a", "in Wien");
    assertThat(result.report().rejected())
        .containsOnlyKeys(Guards.OWN_CONTEXT, Guards.ANSWERS_SAME_QUESTION);
  }

  @Test
  void aGuardTakesThePlaceOfTheDefaultOfItsName() {
    QaRow row = QaRow.withoutPositive(List.of("own"), "?", "none");
    Jobs.Result result =
        Jobs.run(
            Jobs.all(row, "a", "b")
                .rejecting(
                    Guards.guard(Guards.NEAR_DUPLICATE, (r, c) -> c.passage().text().equals("a"))));
    assertThat(result.texts(0)).containsExactly("b");
    assertThat(result.report().rejected()).containsEntry(Guards.NEAR_DUPLICATE, 1L);
  }

  @Test
  void twoMarginsBothHold() {
    Map<String, Double> cosines = Map.of("own", 0.8, "a", 0.75, "b", 0.6, "c", 0.1, "d", 0.9);
    QaRow row = QaRow.of(List.of("own"), "?", "answer", 0);
    for (double[] margins : new double[][] {{0.1, 0.5}, {0.5, 0.01}}) {
      Jobs.Result result =
          Jobs.run(
              Jobs.all(row, "a", "b", "c", "d")
                  .embedWith(VectorsByText.byCosine(t -> cosines.getOrDefault(t, 1.0)))
                  .rejecting(
                      Guards.withinMarginOfPositive(margins[0]),
                      Guards.withinRelativeMarginOfPositive(margins[1])));
      assertThat(result.texts(0)).containsExactly("c");
      assertThat(result.report().rejected()).containsKeys(Guards.MARGIN, Guards.RELATIVE_MARGIN);
    }
  }

  @Test
  void aSecondGuardUnderANameIsRefusedUnlessItIsTheSame() {
    QaRow row = QaRow.withoutPositive(List.of("own"), "?", "none");
    EasyNegatives once = Jobs.all(row, "a").rejecting(Guards.nearDuplicates(0.9));
    assertThat(once.rejecting(Guards.nearDuplicates(0.9)).describe()).isEqualTo(once.describe());
    assertThatThrownBy(() -> once.rejecting(Guards.nearDuplicates(0.7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is already a guard 'near-duplicate' (near-duplicate:0.9), and another one"
                + " (near-duplicate:0.7) would replace it silently; give each a name of its own, or"
                + " remove the first with withoutGuards(\"near-duplicate\").");
    EasyNegatives mine = Jobs.all(row, "a").rejecting(Guards.guard("mine", (r, c) -> true));
    assertThatThrownBy(() -> mine.rejecting(Guards.guard("mine", (r, c) -> false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is already a guard 'mine' (mine), and another one (mine) would replace it"
                + " silently; give each a name of its own, or remove the first with"
                + " withoutGuards(\"mine\").");
    assertThatThrownBy(() -> Jobs.all(row, "a").rejecting(Guards.guard(" ", (r, c) -> true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a guard's name is blank; rejections are counted under it, so give it one.");
  }

  /** What only the engine can answer is no {@link Guard}, whose method could but throw. */
  @Test
  void theEngineCarriesOutEveryGuardThatItAloneCan() throws Exception {
    QaRow row = QaRow.of(List.of("own"), "?", "answer", 0);
    for (Class<?> kind : CorpusGuard.class.getPermittedSubclasses()) {
      assertThat(Guard.class.isAssignableFrom(kind)).as("%s is a Guard", kind).isFalse();
      CorpusGuard guard = (CorpusGuard) kind.getConstructor(double.class).newInstance(0.5);
      Jobs.Result result = Jobs.run(Jobs.all(row, "a", "b").rejecting(guard));
      assertThat(result.report().rejected()).containsKey(guard.name());
      assertThat(result.report().provenance().get("guards")).contains(guard.name() + ":0.5");
    }
  }

  @Test
  void everyReadyGuardAnswersForItself() {
    QaRow row = QaRow.of(List.of("title\nown"), "?", "answer", 0);
    Candidate candidate = new Seen(Passage.of("title\nother"), 0, 0.5, 0.5, 1);
    for (Guard guard :
        List.of(
            Guards.sameTitle(),
            Guards.sameGroup(Passage::text),
            Guards.guard("mine", (r, c) -> true))) {
      assertThat(guard.rejects(row, candidate)).isEqualTo(!guard.name().equals("same-group"));
    }
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Guards.answerBearing(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("commonAt is 1.5; use a share in [0, 1].");
    assertThatThrownBy(() -> Guards.nearDuplicates(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jaccard is NaN; use a share in [0, 1].");
    assertThatThrownBy(() -> Guards.withinMarginOfPositive(-0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("margin is -0.1; use 0 or more.");
    assertThatThrownBy(() -> Guards.withinRelativeMarginOfPositive(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("relative-margin is NaN; use 0 or more.");
  }
}
