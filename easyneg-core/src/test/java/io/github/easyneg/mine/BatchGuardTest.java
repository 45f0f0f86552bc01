package io.github.easyneg.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.BatchGuard.Pair;
import io.github.easyneg.mine.MinedRow.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class BatchGuardTest {

  /** A guard that remembers what it was asked. */
  private static final class Recording implements BatchGuard {
    private final String name;
    private final Predicate<Pair> rejects;
    private final List<Pair> asked = new ArrayList<>();
    private int calls;

    Recording(String name, Predicate<Pair> rejects) {
      this.name = name;
      this.rejects = rejects;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public BitSet rejects(List<Pair> pairs) {
      calls++;
      asked.addAll(pairs);
      BitSet rejected = new BitSet();
      for (int i = 0; i < pairs.size(); i++) {
        rejected.set(i, rejects.test(pairs.get(i)));
      }
      return rejected;
    }
  }

  private static final String[] LETTERS = "a b c d e f g h".split(" ", -1);

  private static Predicate<Pair> texts(String... texts) {
    return pair -> List.of(texts).contains(pair.passage().text());
  }

  private static List<QaRow> rows(int count) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(QaRow.withoutPositive(List.of("own"), "question " + i, "none"));
    }
    return rows;
  }

  @Test
  void whatItRejectsIsReplacedByTheNextOfTheDraw() {
    EasyNegatives recipe = Jobs.all(rows(30), LETTERS).sampleK(3);
    List<List<String>> whole = Jobs.run(recipe.sampleK(8)).texts();
    Jobs.Result result = Jobs.run(recipe.rejecting(new Recording("judge", texts("a", "d"))));
    for (int row = 0; row < 30; row++) {
      List<String> expected = new ArrayList<>(whole.get(row));
      expected.removeAll(List.of("a", "d"));
      assertThat(result.texts(row)).isEqualTo(expected.subList(0, 3));
    }
  }

  @Test
  void eachPairIsAskedOnce() {
    Recording judge = new Recording("judge", texts("a", "b", "c"));
    Recording second = new Recording("second", texts("d"));
    Jobs.Result result =
        Jobs.run(Jobs.all(rows(40), LETTERS).sampleK(3).rejecting(judge).rejecting(second));
    assertThat(judge.asked).doesNotHaveDuplicates();
    assertThat(second.asked).doesNotHaveDuplicates().noneMatch(texts("a", "b", "c"));
    assertThat(result.report().rejected())
        .containsEntry("judge", judge.asked.stream().filter(texts("a", "b", "c")).count())
        .containsEntry("second", second.asked.stream().filter(texts("d")).count());
  }

  @Test
  void eachPairIsAskedOnceAlsoWhileMaxReuseSettles() {
    Recording judge = new Recording("judge", texts("a", "b"));
    Jobs.Result result =
        Jobs.run(Jobs.all(rows(10), LETTERS).sampleK(1).maxReuse(2).rejecting(judge));
    assertThat(result.report().cost().reuseRounds()).isGreaterThan(1);
    assertThat(judge.asked).doesNotHaveDuplicates();
    assertThat(result.report().rejected())
        .containsEntry("judge", judge.asked.stream().filter(texts("a", "b")).count());
  }

  @Test
  void manyRowsAreAskedAtATime() {
    Recording judge = new Recording("judge", pair -> false);
    Jobs.Result result = Jobs.run(Jobs.all(rows(500), LETTERS).sampleK(2).rejecting(judge));
    assertThat(judge.asked).hasSize((int) result.report().negatives().mined());
    assertThat(judge.calls).as("500 rows, 128 at a time").isEqualTo(4);
  }

  @Test
  void onlyWhatPassedTheOtherGuardsIsAsked() {
    Recording judge = new Recording("judge", pair -> false);
    Guard guard = Guards.guard("no a", (row, c) -> c.passage().text().equals("a"));
    Jobs.Result result =
        Jobs.run(Jobs.all(rows(20), LETTERS).sampleK(8).rejecting(judge).rejecting(guard));
    assertThat(judge.asked).isNotEmpty().noneMatch(texts("a"));
    assertThat(result.rows().get(0).negatives().get(0).guards()).endsWith("no a", "judge");
  }

  @Test
  void aRowThatItLeavesWithNothingSaysSo() {
    Jobs.Result result =
        Jobs.run(Jobs.all(rows(3), LETTERS).sampleK(2).rejecting(new Recording("all", p -> true)));
    for (MinedRow row : result.rows()) {
      assertThat(row.negatives()).isEmpty();
    }
    assertThat(result.rows().get(0).shortfall())
        .contains(new MinedRow.Shortfall(2, Reason.REJECTED_BY_GUARDS));
  }

  @Test
  void threeBeginWithWhatTwoGiveWhateverItRejects() {
    EasyNegatives recipe =
        Jobs.all(rows(50), LETTERS).rejecting(new Recording("judge", texts("b", "e", "g")));
    Jobs.Result three = Jobs.run(recipe.sampleK(3));
    Jobs.Result two = Jobs.run(recipe.sampleK(2));
    for (int row = 0; row < 50; row++) {
      assertThat(three.texts(row).subList(0, 2)).isEqualTo(two.texts(row));
    }
  }

  @Test
  void aVerdictOnAPairThatWasNotAskedIsRefused() {
    BatchGuard wrong =
        new BatchGuard() {
          @Override
          public String name() {
            return "wrong";
          }

          @Override
          public BitSet rejects(List<Pair> pairs) {
            BitSet rejected = new BitSet();
            rejected.set(pairs.size());
            return rejected;
          }
        };
    EasyNegatives recipe = Jobs.all(rows(2), LETTERS).sampleK(1).rejecting(wrong);
    assertThatThrownBy(() -> Jobs.run(recipe))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the guard 'wrong' was asked about 3 pairs, but rejects number 3; bit i is for"
                + " pairs.get(i).");
  }

  @Test
  void aNameStandsForOneGuardOfEitherKind() {
    Recording judge = new Recording("judge", texts("a"));
    Guard guard = Guards.guard("judge", (row, c) -> c.passage().text().equals("b"));
    EasyNegatives recipe = Jobs.all(rows(1), "a", "b").withoutGuards(Guards.NEAR_DUPLICATE);
    assertThatThrownBy(() -> recipe.rejecting(judge, guard))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is already a guard 'judge' (judge), and another one");
    assertThatThrownBy(() -> recipe.rejecting(guard).rejecting(judge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is already a guard 'judge' (judge), and another one");
    assertThat(Jobs.run(recipe.rejecting(guard).withoutGuards("judge").rejecting(judge)).texts(0))
        .containsExactly("b");
  }
}
