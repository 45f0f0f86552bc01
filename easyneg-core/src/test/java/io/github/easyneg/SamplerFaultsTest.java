package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.NegativeSampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A sampler that breaks its contract ends the run with a reason. */
class SamplerFaultsTest {
  private static final QaRow ROW = QaRow.of(List.of("own"), "wer?", "Antwort", 0);

  private record Copied(
      Passage passage, double cosine, double cosineQuantile, double lexicalQuantile, int frequency)
      implements Candidate {}

  private static NegativeSampler sampler(UnaryOperator<List<Candidate>> order) {
    return new NegativeSampler() {
      @Override
      public Iterator<Candidate> draw(List<Candidate> candidates, DrawKey key) {
        return order.apply(candidates).iterator();
      }

      @Override
      public String describe() {
        return "faulty";
      }
    };
  }

  private static void ends(NegativeSampler sampler, String message) {
    assertThatThrownBy(() -> Jobs.run(Jobs.all(ROW, "a", "b", "c").sampler(sampler)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
  }

  @Test
  void aSamplerThatWrapsCandidatesIsTold() {
    ends(
        sampler(
            candidates ->
                candidates.stream()
                    .<Candidate>map(c -> new Copied(c.passage(), c.cosine(), 0, 0, 1))
                    .toList()),
        "row 1: the sampler (faulty) must return candidates of the list that it was given, the very"
            + " objects, but returned another one (class"
            + " io.github.easyneg.SamplerFaultsTest$Copied); do not copy, wrap or keep"
            + " candidates.");
  }

  @Test
  void aSamplerThatKeepsCandidatesOfEarlierDrawsIsTold() {
    List<Candidate> kept = new ArrayList<>();
    ends(
        sampler(
            candidates -> {
              kept.addAll(candidates);
              return List.copyOf(kept);
            }),
        "row 2: the sampler (faulty) must return candidates of the list that it was given, the very"
            + " objects, but returned another one (class"
            + " io.github.easyneg.internal.draw.Seen); do not copy, wrap or keep candidates.");
  }

  @Test
  void aSamplerThatReturnsNullIsTold() {
    ends(
        sampler(candidates -> Arrays.asList((Candidate) null)),
        "row 1: the sampler (faulty) must return candidates of the list that it was given, the very"
            + " objects, but returned null; do not copy, wrap or keep candidates.");
  }

  @Test
  void aSamplerThatReturnsACandidateTwiceIsTold() {
    ends(
        sampler(
            candidates ->
                candidates.stream()
                    .filter(c -> c.passage().text().equals("a"))
                    .flatMap(c -> java.util.stream.Stream.of(c, c))
                    .toList()),
        "row 1: the sampler (faulty) must return each candidate at most once, but returned passage"
            + " \"a\" twice; leave the second out.");
  }
}
