package io.github.easyneg.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where no positive says what answers, the question's words say it, whatever their endings. */
class QuestionWordsGuardTest {
  private static final int OTHERS = 40;

  private static EasyNegatives job(QaRow row, String... passages) {
    List<String> all = new ArrayList<>(List.of(passages));
    for (int i = 0; i < OTHERS; i++) {
      all.add("In Ort" + i + " backt man Brot" + i + " und handelt mit Tuch" + i + ".");
    }
    return Jobs.all(row, all.toArray(String[]::new));
  }

  private static QaRow unanswered(String question) {
    return QaRow.withoutPositive(List.of("own"), question, "none");
  }

  static Stream<Arguments> questionsAndWhatAnswersThem() {
    return Stream.of(
        Arguments.of(
            "Welchen Namen trug die Reederei nach dem Zusammenschluss Lindemanns?",
            "Lindemann legte beide zusammen; fortan hießen die Reedereien Nordstern."),
        Arguments.of(
            "Which prizes did the chemists win for discovering the salts?",
            "A chemist discovered the salt, which won her a prize in Turin."),
        Arguments.of("Köprünün mimarları kimlerdi?", "Köprüyü iki mimar kardeş çizdi."),
        Arguments.of("Кто строил мосты через реку?", "Мост построила вдова мельника; строила год."),
        Arguments.of("谁修建了河上的大桥？", "大桥由磨坊主的女儿修建。"));
  }

  @ParameterizedTest
  @MethodSource("questionsAndWhatAnswersThem")
  void whatHasTheQuestionsWordsWithOtherEndingsIsTurnedAway(String question, String answering) {
    Jobs.Result result = Jobs.run(job(unanswered(question), answering));
    assertThat(result.texts(0)).doesNotContain(answering).hasSize(OTHERS);
    assertThat(result.report().rejected()).containsEntry(Guards.QUESTION_WORDS, 1L);
  }

  @ParameterizedTest
  @MethodSource("questionsAndWhatAnswersThem")
  void rowsWithAPositiveKnowBetter(String question, String sharing) {
    Jobs.Result result =
        Jobs.run(job(QaRow.of(List.of("This tells it: X."), question, "X", 0), sharing));
    assertThat(result.texts(0)).contains(sharing);
    assertThat(result.report().rejected()).containsEntry(Guards.QUESTION_WORDS, 0L);
  }

  @ParameterizedTest
  @MethodSource("questionsAndWhatAnswersThem")
  void itMayBeSwitchedOffOrSetHigher(String question, String sharing) {
    EasyNegatives job = job(unanswered(question), sharing);
    assertThat(Jobs.run(job.withoutGuards(Guards.QUESTION_WORDS)).texts(0)).contains(sharing);
    assertThat(Jobs.run(job.rejecting(Guards.questionWords(1))).texts(0)).contains(sharing);
  }

  @ParameterizedTest
  @MethodSource("questionsAndWhatAnswersThem")
  void aWordThatTheBackgroundLacksIsTheMostTelling(String question, String answering) {
    // The background is a sample, and mostly without the passage that answers.
    for (int seed = 1; seed <= 3; seed++) {
      Jobs.Result result = Jobs.run(job(unanswered(question), answering).background(30).seed(seed));
      assertThat(result.texts(0)).doesNotContain(answering);
    }
  }

  @Test
  void severalOfOneKindAreNotTheClosest() {
    String[] alike = new String[4];
    for (int i = 0; i < alike.length; i++) {
      alike[i] = "Brücken" + i + " nach Ort" + i;
    }
    assertThat(Jobs.run(job(unanswered("Wer baute die Brücke?"), alike)).texts(0)).contains(alike);
  }

  @Test
  void aQuestionOfWhichNothingIsThereTurnsNothingAway() {
    Jobs.Result result = Jobs.run(job(unanswered("qwertz yxcvb?"), "a", "b"));
    assertThat(result.texts(0)).hasSize(OTHERS + 2);
  }

  @Test
  void aQuantileIsAShare() {
    assertThatThrownBy(() -> Guards.questionWords(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantile is 1.5; use a quantile in [0, 1].");
    assertThatThrownBy(() -> Guards.questionWords(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
