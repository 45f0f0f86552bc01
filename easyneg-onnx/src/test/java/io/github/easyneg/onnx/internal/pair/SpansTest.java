package io.github.easyneg.onnx.internal.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Logits are logarithms of small numbers, so that the values can be worked out by hand. */
class SpansTest {
  private static float[] log(double... weights) {
    float[] logs = new float[weights.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(weights[i]);
    }
    return logs;
  }

  @Test
  void allSpansThatEndNoEarlierThanTheyBeginCountAgainstTheNull() {
    // [CLS] q [SEP] a b [SEP]: the null weighs 2 · 4 = 8; a..a 3 · 2, a..b 3 · 5, b..b 1 · 5.
    float[] starts = log(2, 100, 100, 3, 1, 100);
    float[] ends = log(4, 100, 100, 2, 5, 100);

    assertThat(Spans.answered(starts, ends, 3, 5, 30)).isCloseTo(26.0 / 34, within(1e-6));
  }

  @Test
  void spansThatAreTooLongDoNotCount() {
    float[] starts = log(2, 3, 1, 1);
    float[] ends = log(4, 2, 5, 7);

    // 3 · 2, 1 · 5 and 1 · 7 against 8.
    assertThat(Spans.answered(starts, ends, 1, 4, 1)).isCloseTo(18.0 / 26, within(1e-6));
    // Besides, 3 · 5 and 1 · 7.
    assertThat(Spans.answered(starts, ends, 1, 4, 2)).isCloseTo(40.0 / 48, within(1e-6));
  }

  @Test
  void largeLogitsOverflowNothing() {
    float[] starts = {-3000, 4000, -4000};
    float[] ends = {-3000, -4000, 4000};
    assertThat(Spans.answered(starts, ends, 1, 3, 30)).isEqualTo(1);

    float[] surelyNone = {4000, -3000, -3000};
    assertThat(Spans.answered(surelyNone, surelyNone, 1, 3, 30)).isZero();
  }

  @Test
  void whatIsNoNumberGivesNone() {
    assertThat(Spans.answered(new float[] {0, Float.NaN}, new float[] {0, 0}, 1, 2, 30)).isNaN();
    assertThat(
            Spans.answered(new float[] {0, Float.POSITIVE_INFINITY}, new float[] {0, 0}, 1, 2, 30))
        .isNaN();
  }
}
