package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.NegativeSampler;
import io.github.easyneg.sample.WeightedSampler;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Whatever of the user's throws ends the run with the row, the passage, and what to do. */
class FailuresNameTheirRowTest {
  private static final QaRow ROW = QaRow.of(List.of("own"), "wer?", "Antwort", 0);

  private static EasyNegatives recipe() {
    return Jobs.all(ROW, "a").threads(1);
  }

  private static UnsupportedOperationException no() {
    return new UnsupportedOperationException("no");
  }

  private static void ends(
      EasyNegatives recipe, Class<? extends RuntimeException> type, String message) {
    assertThatThrownBy(() -> Jobs.run(recipe))
        .isInstanceOf(type)
        .hasMessage(message)
        .hasCauseInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aFilter() {
    ends(
        recipe()
            .candidates(
                Pool.all()
                    .matching(
                        "mine",
                        (row, candidate) -> {
                          throw no();
                        })),
        IllegalStateException.class,
        "row 1: the filter 'mine' of the pool 'all' must say of every candidate whether it belongs"
            + " to the pool, but for the passage \"a\" it threw"
            + " java.lang.UnsupportedOperationException: no; fix the filter, or leave it out.");
  }

  private record Ordering(boolean early) implements NegativeSampler {
    @Override
    public Iterator<Candidate> draw(List<Candidate> candidates, DrawKey key) {
      if (early) {
        throw no();
      }
      return candidates.stream()
          .<Candidate>map(
              c -> {
                throw no();
              })
          .iterator();
    }

    @Override
    public String describe() {
      return "mine";
    }
  }

  @Test
  void aSamplerThatOrders() {
    for (boolean early : new boolean[] {true, false}) {
      ends(
          recipe().sampler(new Ordering(early)),
          IllegalStateException.class,
          "row 1: the sampler (mine) must put the 2 candidates in an order, but threw"
              + " java.lang.UnsupportedOperationException: no; fix the sampler, or choose another"
              + " one.");
    }
  }

  private record Weighing(boolean bounded) implements WeightedSampler {
    @Override
    public double logWeight(Candidate candidate) {
      throw no();
    }

    @Override
    public double logWeightBound(double cosine, double lexicalQuantile, int frequency) {
      if (!bounded) {
        throw no();
      }
      return 0;
    }

    @Override
    public String describe() {
      return "mine";
    }
  }

  @Test
  void aSamplerThatWeighs() {
    ends(
        recipe().sampler(new Weighing(true)),
        IllegalStateException.class,
        "row 1: the sampler (mine) must weigh the passage \"a\", but threw"
            + " java.lang.UnsupportedOperationException: no; fix the sampler, or choose another"
            + " one.");
    ends(
        recipe().sampler(new Weighing(false)),
        IllegalStateException.class,
        "row 1: the sampler (mine) must have a bound of its weights, but threw"
            + " java.lang.UnsupportedOperationException: no; fix the sampler, or choose another"
            + " one.");
  }

  private record Opinionated(boolean early) implements Signal {
    @Override
    public String name() {
      return "mine";
    }

    @Override
    public Prepared prepare(List<Passage> passages) {
      return row -> {
        if (early) {
          throw no();
        }
        return index -> {
          throw no();
        };
      };
    }
  }

  @Test
  void aSignal() {
    ends(
        recipe().withSignal(new Opinionated(true), new Band(0, 1), 1),
        IllegalStateException.class,
        "row 1: the signal 'mine' must have an opinion on the row, but threw"
            + " java.lang.UnsupportedOperationException: no; fix the signal, or leave it out.");
    assertThatThrownBy(
            () -> Jobs.run(recipe().withSignal(new Opinionated(false), new Band(0, 1), 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "row 1: the signal 'mine' must give a finite number for the passage \"(a|own)\", but"
                + " threw java\\.lang\\.UnsupportedOperationException: no; fix the signal, or leave"
                + " it out\\.");
  }

  @Test
  void aGuard() {
    ends(
        recipe()
            .rejecting(
                Guards.guard(
                    "mine",
                    (row, candidate) -> {
                      throw no();
                    })),
        GuardException.class,
        "row 1: the guard 'mine' must return a verdict on every candidate, but for the passage"
            + " \"a\" it threw java.lang.UnsupportedOperationException: no; fix the guard, or"
            + " remove it with withoutGuards(\"mine\").");
  }

  private static final class Judge implements BatchGuard {
    @Override
    public String name() {
      return "mine";
    }

    @Override
    public BitSet rejects(List<Pair> pairs) {
      throw no();
    }
  }

  @Test
  void aGuardOfManyPairs() {
    ends(
        recipe().rejecting(new Judge()),
        GuardException.class,
        "row 1: the guard 'mine' must return a verdict on every candidate, but for 2 of them, of"
            + " this row and others after it, it threw java.lang.UnsupportedOperationException: no;"
            + " fix the guard, or remove it.");
  }

  @Test
  void whatIsCancelledIsNoFailure() {
    assertThatThrownBy(
            () ->
                Jobs.run(
                    recipe()
                        .candidates(
                            Pool.all()
                                .matching(
                                    "mine",
                                    (row, candidate) -> {
                                      throw new CancellationException("enough");
                                    }))))
        .isInstanceOf(CancellationException.class)
        .hasMessage("enough");
  }
}
