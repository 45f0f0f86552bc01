package io.github.easyneg.mine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.report.MiningReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorTest {

  @Test
  void aSkewedAnchorIsTheQuestionLessAShareOfTheAnswer() {
    // (1, 0) - 0.75 * (0, 1) is (0.8, -0.6) times its length.
    assertThat(cosine(QaRow.of(List.of("own"), "question", "answer", 0), 0.75))
        .isCloseTo(-0.6, within(1e-6));
  }

  @Test
  void withoutAPositiveItIsTheQuestionAlone() {
    assertThat(cosine(QaRow.withoutPositive(List.of("own"), "question", "answer"), 0.75))
        .isCloseTo(0, within(1e-6));
  }

  @Test
  void aQuestionThatIsItsAnswerStays() {
    assertThat(cosine(QaRow.of(List.of("own"), "answer", "answer", 0), 1))
        .isCloseTo(1, within(1e-6));
  }

  /** Returns the cosine of the anchor and the direction of the answer. */
  private static double cosine(QaRow row, double share) {
    List<MinedRow> mined = new ArrayList<>();
    MiningReport report =
        EasyNegatives.from(
                Datasets.of(
                    List.of(row, QaRow.withoutPositive(List.of("other"), "question", "none"))))
            .embedWith(
                new VectorsByText(
                    2,
                    text ->
                        text.equals("question") || text.equals("own")
                            ? new float[] {1, 0}
                            : new float[] {0, 1}))
            .anchoredOn(Anchor.skewed(share))
            .candidates(Pool.all())
            .forEach(mined::add);
    assertThat(report.rows().read()).isEqualTo(2);
    return mined.get(0).negatives().get(0).cosine();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aShareThatCannotBeIsRefused(double wrong) {
    assertThatThrownBy(() -> Anchor.skewed(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the anchor 'skewed:"
                + wrong
                + "' subtracts "
                + wrong
                + " of the answer; use 0 or more.");
  }
}
