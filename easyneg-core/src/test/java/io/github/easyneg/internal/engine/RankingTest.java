package io.github.easyneg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void aQuantileIsTheShareBelowWithTiesCountedHalf() {
    Ranking ranking = new Ranking(new float[] {3, 1, 2, 2});
    assertThat(ranking.quantile(0)).isZero();
    assertThat(ranking.quantile(1)).isEqualTo(0.125);
    assertThat(ranking.quantile(1.5f)).isEqualTo(0.25);
    assertThat(ranking.quantile(2)).isEqualTo(0.5);
    assertThat(ranking.quantile(3)).isEqualTo(0.875);
    assertThat(ranking.quantile(4)).isEqualTo(1);
  }

  @Test
  void quantilesAreThoseOfCountingOneByOne() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 300; round++) {
      float[] values = new float[random.nextInt(1, 40)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (random.nextInt(21) - 10) / 4f;
      }
      Ranking ranking = new Ranking(values.clone());
      for (float value = -3; value <= 3; value += 0.25f) {
        double below = 0;
        for (float other : values) {
          below += other < value ? 1 : other == value ? 0.5 : 0;
        }
        assertThat(ranking.quantile(value)).isEqualTo(below / values.length);
      }
    }
  }

  @Test
  void noValueOfASmallerQuantileExceedsTheBound() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 300; round++) {
      float[] values = new float[random.nextInt(1, 40)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (random.nextInt(21) - 10) / 4f;
      }
      Ranking ranking = new Ranking(values.clone());
      for (double quantile = 0; quantile <= 1; quantile += 0.05) {
        for (float value = -3; value <= 3; value += 0.125f) {
          if (ranking.quantile(value) <= quantile) {
            assertThat((double) value).isLessThanOrEqualTo(ranking.upperBound(quantile));
          }
        }
      }
    }
  }
}
