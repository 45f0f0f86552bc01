package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Passage;
import io.github.easyneg.mine.KnownAnswers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of {@link KnownAnswers}, by number. Extend it and supply the two methods. */
public abstract class KnownAnswersContract {

  /** For subclasses. */
  protected KnownAnswersContract() {}

  /** Returns the object under test; a new one or always the same. */
  protected abstract KnownAnswers answers();

  /** Returns questions, at least one of which it knows an answer to. */
  protected abstract List<String> questions();

  @Test
  final void rule1TheSamePassagesComeInTheSameOrder() {
    KnownAnswers answers = answers();
    for (String question : questions()) {
      List<Passage> first = answers.answersTo(question);
      assertThat(answers.answersTo(question)).isEqualTo(first);
      assertThat(answers().answersTo(question)).isEqualTo(first);
    }
    assertThat(questions()).anySatisfy(q -> assertThat(answers.answersTo(q)).isNotEmpty());
  }

  @Test
  final void rule2NoPassageComesTwice() {
    for (String question : questions()) {
      assertThat(answers().answersTo(question)).extracting(Passage::id).doesNotHaveDuplicates();
    }
  }

  @Test
  final void rule3AQuestionThatItDoesNotKnowHasNoAnswers() {
    assertThat(answers().answersTo("a question that nobody has asked: \u2603 7d1f")).isEmpty();
  }

  @Test
  final void rule4ItIsThreadSafe() throws Exception {
    KnownAnswers answers = answers();
    String question = questions().get(0);
    Threads.agree(() -> answers.answersTo(question));
  }
}
