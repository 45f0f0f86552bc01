package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.mine.AnswerGuard;
import io.github.easyneg.mine.BatchGuard.Pair;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link AnswerGuard}, by number, and those of a {@link
 * io.github.easyneg.mine.BatchGuard}. Extend it and supply {@link #guard()}.
 */
public abstract class AnswerGuardContract extends BatchGuardContract {

  /** For subclasses. */
  protected AnswerGuardContract() {}

  @Override
  protected abstract AnswerGuard guard();

  @Test
  final void rule4WhetherAPassageAnswersDependsOnThePairAlone() {
    List<String> answers = asked(guard(), pairs(), AnswerGuardContract::answer);
    List<Pair> reversed = new ArrayList<>(pairs());
    Collections.reverse(reversed);
    List<String> backward = asked(guard(), reversed, AnswerGuardContract::answer);
    Collections.reverse(backward);
    assertThat(backward).isEqualTo(answers);
  }

  @Test
  final void rule5AScoreIsFiniteAndDependsOnThePairAlone() {
    List<String> scores = asked(guard(), pairs(), AnswerGuardContract::score);
    List<Pair> reversed = new ArrayList<>(pairs());
    Collections.reverse(reversed);
    List<String> backward = asked(guard(), reversed, AnswerGuardContract::score);
    Collections.reverse(backward);
    assertThat(backward).isEqualTo(scores);
    assertThat(String.join(" ", scores)).doesNotContain("NaN", "Infinity");
  }

  private interface Question {
    String ask(AnswerGuard guard, Pair pair, boolean rejected);
  }

  private static String answer(AnswerGuard guard, Pair pair, boolean rejected) {
    return rejected ? "answers " + guard.answers(pair) : "passed";
  }

  private static String score(AnswerGuard guard, Pair pair, boolean rejected) {
    return guard.score(pair).toString();
  }

  private static List<String> asked(AnswerGuard guard, List<Pair> pairs, Question question) {
    BitSet rejected = guard.rejects(pairs);
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      asked.add(question.ask(guard, pairs.get(i), rejected.get(i)));
    }
    return asked;
  }
}
