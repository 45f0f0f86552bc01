package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.sample.TopSampler;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainTest {

  private static EasyNegatives recipe() {
    QaRow row = QaRow.of(List.of("own"), "wer?", "Wien", 0);
    return Jobs.all(row, "in Wien", "b " + "sehr ".repeat(30), "c", "d")
        .embedWith(
            VectorsByText.byCosine(
                text ->
                    switch (text.substring(0, 1)) {
                      case "i" -> 0.9;
                      case "b" -> 0.8;
                      case "c" -> 0.7;
                      case "d" -> -0.5;
                      default -> 1.0;
                    }))
        .candidates(Pool.similarity(0, 1))
        .sampler(new TopSampler())
        .sampleK(3);
  }

  @Test
  void aRowsStoryIsPrinted() {
    assertThat(recipe().explain(1).toString())
        .isEqualTo(
            """
            row 1: wer?
              answer: Wien
              compared by: answer (Wien)
              pool: 4 of 5 passages
                outside by cosine: 1
              rejected by own-context: cosine 1.000 (quantile 0.900), words quantile 0.500
                own
              rejected by answer-bearing: cosine 0.900 (quantile 0.700), words quantile 0.500
                in Wien
              drawn from similarity(0.0, 1.0): cosine 0.800 (quantile 0.500), words quantile 0.500
                b sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr sehr seh…
              drawn from similarity(0.0, 1.0): cosine 0.700 (quantile 0.300), words quantile 0.500
                c
              short by 1: guards rejected the candidates
            """);
  }

  @Test
  void whatABatchGuardTurnsAwayIsPartOfTheStory() {
    BatchGuard model =
        new BatchGuard() {
          @Override
          public String name() {
            return "model";
          }

          @Override
          public BitSet rejects(List<Pair> pairs) {
            BitSet rejects = new BitSet();
            for (int i = 0; i < pairs.size(); i++) {
              rejects.set(i, pairs.get(i).passage().text().startsWith("b"));
            }
            return rejects;
          }
        };

    assertThat(recipe().rejecting(model).explain(1).rejections())
        .extracting(rejection -> rejection.guard() + " " + rejection.passage().text().charAt(0))
        .containsExactly("own-context o", "answer-bearing i", "model b");
  }

  @Test
  void whereARowHasNoSuchTextTheQuestionIsNamedInItsPlace() {
    QaRow row = QaRow.withoutPositive(List.of("own"), "wer?", "Das steht hier nicht.");

    assertThat(
            Jobs.all(row, "c", "d")
                .embedWith(VectorsByText.byCosine(text -> 0.5))
                .anchoredOn(Anchor.ANSWER, Anchor.QUESTION)
                .explain(1)
                .anchors())
        .containsExactly(
            "question (wer?), in place of answer, as the row has no positive", "question (wer?)");
  }

  @Test
  void itIsWhatTheRunGives() {
    assertThat(recipe().explain(2).mined()).isEqualTo(Jobs.run(recipe()).rows().get(1));
    assertThat(recipe().explain(1).rejections())
        .extracting(rejection -> rejection.guard())
        .containsExactly(Guards.OWN_CONTEXT, Guards.ANSWER_BEARING);
  }

  @Test
  void aRowThatIsNotThereIsRefused() {
    for (long row : new long[] {0, 3}) {
      assertThatThrownBy(() -> recipe().explain(row))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there is no row " + row + "; rows in memory has rows 1..2.");
    }
  }
}
