package io.github.easyneg.internal.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.internal.text.Fold;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class SameQuestionsTest {
  private static final IntUnaryOperator UNCHANGED = IntUnaryOperator.identity();

  private final SameQuestions.Builder builder = new SameQuestions.Builder();

  @Test
  void aQuestionThatOnePassageAnswersWhereverItIsAskedIsNotKept() {
    builder.add("Wer baute den Dom?", 2);
    builder.add("wer baute  den Dom?", 2);
    builder.addUnanswered("Wo steht er?");
    builder.addUnanswered("Wo steht er?");
    SameQuestions questions = builder.build(UNCHANGED);
    assertThat(questions.size()).isZero();
    assertThat(questions.answersOf(Fold.questionHash("Wer baute den Dom?"), 9)).isEmpty();
  }

  @Test
  void aQuestionThatSeveralPassagesAnswerIsKeptWithEachOnce() {
    builder.add("Wer baute den Dom?", 2);
    builder.add("Wo steht er?", 1);
    builder.add("WER BAUTE DEN DOM?", 0);
    builder.add("Wer baute den Dom?", 2);
    SameQuestions questions = builder.build(UNCHANGED);
    assertThat(questions.size()).isEqualTo(2);
    assertThat(questions.answersOf(Fold.questionHash("Wer baute den Dom?"), 9))
        .containsExactly(0, 2);
    assertThat(questions.answersOf(Fold.questionHash("Wo steht er?"), 9)).isEmpty();
  }

  @Test
  void aQuestionThatIsAskedWithoutAPositiveTooIsKept() {
    builder.addUnanswered("Wer baute den Dom?");
    builder.add("Wer baute den Dom?", 3);
    SameQuestions questions = builder.build(UNCHANGED);
    assertThat(questions.answersOf(Fold.questionHash("Wer baute den Dom?"), 9)).containsExactly(3);
    assertThat(questions.size()).isEqualTo(1);
  }

  @Test
  void passagesAreRenumbered() {
    builder.add("Wer baute den Dom?", 0);
    builder.add("Wer baute den Dom?", 1);
    assertThat(
            builder
                .build(number -> 7 - 2 * number)
                .answersOf(Fold.questionHash("Wer baute den Dom?"), 9))
        .containsExactlyInAnyOrder(5, 7);
  }

  @Test
  void ofManyAnswersTheSameAreGivenInWhateverOrderTheyCame() {
    builder.add("Wer baute den Dom?", 0);
    builder.add("Wer baute den Dom?", 1);
    builder.add("Wer baute den Dom?", 2);
    assertThat(
            builder
                .build(number -> 9 - number)
                .answersOf(Fold.questionHash("Wer baute den Dom?"), 2))
        .containsExactly(7, 8);
  }
}
