package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.BatchGuard.Pair;
import io.github.easyneg.mine.GuardException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScoringGuardTest {

  /** Scores a passage by its length; fails first as often as it is told to. */
  private static final class LengthModel implements ScoringModel {
    final List<String> calls = new ArrayList<>();
    final Deque<RuntimeException> failures = new ArrayDeque<>();

    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
      calls.add(query + segments.stream().map(TextSegment::text).toList());
      if (!failures.isEmpty()) {
        throw failures.pop();
      }
      return Response.from(segments.stream().map(s -> (double) s.text().length()).toList());
    }
  }

  private final LengthModel model = new LengthModel();

  private static Pair pair(String question, String passage) {
    return new Pair(
        QaRow.withoutPositive(List.of("own context"), question, "an answer"), Passage.of(passage));
  }

  private static BitSet bits(int... on) {
    BitSet bits = new BitSet();
    for (int bit : on) {
      bits.set(bit);
    }
    return bits;
  }

  @Test
  void passagesAtTheThresholdOrAboveAreRejected() {
    BatchGuard guard = LangChain4j.scoringGuard(model, 3);

    assertThat(guard.name()).isEqualTo("scoring-model");
    assertThat(guard.rejects(List.of(pair("q", "ab"), pair("q", "abc"), pair("q", "abcd"))))
        .isEqualTo(bits(1, 2));
    assertThat(guard.rejects(List.of())).isEqualTo(bits());
  }

  @Test
  void oneQuestionsPassagesGoTogetherInBatches() {
    BatchGuard guard = LangChain4j.scoringGuard(model, 2).batch(2);

    BitSet rejects =
        guard.rejects(
            List.of(
                pair("q1", "a"),
                pair("q2", "bb"),
                pair("q1", "cc"),
                pair("q1", "d"),
                pair("q1", "cc")));

    assertThat(rejects).isEqualTo(bits(1, 2, 4));
    assertThat(model.calls).containsExactly("q1[a, cc]", "q1[d]", "q2[bb]");
  }

  @Test
  void aVerdictIsAskedForOnce() {
    BatchGuard guard = LangChain4j.scoringGuard(model, 2);
    List<Pair> pairs = List.of(pair("q", "a"), pair("q", "bb"));
    BitSet first = guard.rejects(pairs);

    assertThat(guard.rejects(List.of(pairs.get(1), pair("q", "ccc"), pairs.get(0))))
        .isEqualTo(bits(0, 1));
    assertThat(first).isEqualTo(bits(1));
    assertThat(model.calls).containsExactly("q[a, bb]", "q[ccc]");
  }

  @Test
  void blankQuestionsAndPassagesPassUnasked() {
    BatchGuard guard = LangChain4j.scoringGuard(model, 0);

    assertThat(guard.rejects(List.of(pair(" ", "a"), pair("q", "\n")))).isEqualTo(bits());
    assertThat(model.calls).isEmpty();
  }

  @Test
  void passingFailuresAreTriedAgain() {
    model.failures.add(new RateLimitException("slow down"));
    model.failures.add(new RateLimitException("slow down"));
    BatchGuard guard =
        LangChain4j.scoringGuard(model, 1).attempts(3).pauses(Duration.ZERO, Duration.ZERO);

    assertThat(guard.rejects(List.of(pair("q", "a")))).isEqualTo(bits(0));
    assertThat(model.calls).hasSize(3);
  }

  @Test
  void lastingFailuresEndTheRunWithTheQuestion() {
    model.failures.add(new AuthenticationException("wrong key"));
    BatchGuard guard = LangChain4j.scoringGuard(model, 1).named("my guard");

    assertThatThrownBy(() -> guard.rejects(List.of(pair("who?", "a"), pair("who?", "b"))))
        .isExactlyInstanceOf(GuardException.class)
        .hasMessage(
            "Guard 'my guard', question 'who?': the model failed on 2 passages (1 attempt):"
                + " dev.langchain4j.exception.AuthenticationException: wrong key. Look at the"
                + " model; verdicts so far are kept by this guard.");
    assertThat(model.calls).hasSize(1);
  }

  @Test
  void answersThatDoNotFitAreReported() {
    BatchGuard tooFew = LangChain4j.scoringGuard((segments, query) -> Response.from(List.of()), 1);
    assertThatThrownBy(() -> tooFew.rejects(List.of(pair("q", "a"))))
        .isExactlyInstanceOf(GuardException.class)
        .hasMessage(
            "Guard 'scoring-model', question 'q': passages sent: 1, scores returned: 0."
                + " Look at the model, or try batch(1).");
    BatchGuard nan =
        LangChain4j.scoringGuard((segments, query) -> Response.from(List.of(Double.NaN)), 1);
    assertThatThrownBy(() -> nan.rejects(List.of(pair("q", "a"))))
        .isExactlyInstanceOf(GuardException.class)
        .hasMessage(
            "Guard 'scoring-model', question 'q': the model's score of passage "
                + Passage.of("a").id()
                + " is NaN, not a number. Look at the model.");
  }

  @Test
  void illegalOptionsAreRefused() {
    assertThatThrownBy(() -> LangChain4j.scoringGuard(model, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scoringGuard(.., NaN): the threshold must be a number on the model's scale.");
    ScoringGuard guard = LangChain4j.scoringGuard(model, 1);
    assertThatThrownBy(() -> guard.batch(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch(0) must be at least 1.");
    assertThatThrownBy(() -> guard.named(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("named(' ') is blank; give the guard a name.");
  }
}
