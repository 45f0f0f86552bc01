package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.report.Explanation;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SignalTest {
  private static final QaRow ROW = QaRow.withoutPositive(List.of("own"), "wer?", "none");

  private static Signal signal(ToDoubleFunction<String> value) {
    return new Signal() {
      @Override
      public String name() {
        return "mine";
      }

      @Override
      public Prepared prepare(List<Passage> passages) {
        return row -> index -> value.applyAsDouble(passages.get(index).text());
      }
    };
  }

  private static double code(String text) {
    return text.charAt(0);
  }

  @Test
  void theBandIsOfQuantilesWhateverTheScale() {
    for (double scale : new double[] {1e-6, 1, 1e30}) {
      EasyNegatives recipe =
          Jobs.all(ROW, "a", "b", "c", "d")
              .withSignal(signal(text -> scale * code(text)), new Band(0, 0.4), 0);
      assertThat(Jobs.run(recipe).texts(0)).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void explainNamesTheSignalThatLeavesPassagesOut() {
    Explanation explanation =
        Jobs.all(ROW, "a", "b", "c", "d")
            .withSignal(signal(SignalTest::code), new Band(0, 0.4), 0)
            .explain(1);
    assertThat(explanation.outside()).isEqualTo(java.util.Map.of("signal mine", 3));
    assertThat(explanation.inPool()).isEqualTo(2);
  }

  @Test
  void aValueThatIsNotFiniteIsRefused() {
    EasyNegatives recipe =
        Jobs.all(ROW, "a", "b")
            .withSignal(signal(text -> text.equals("b") ? Double.NaN : 1), new Band(0, 1), 1);
    assertThatThrownBy(() -> Jobs.run(recipe))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "row 1: the signal 'mine' must give a finite number for the passage \"b\", but gave"
                + " NaN; fix the signal, or leave it out.");
  }
}
