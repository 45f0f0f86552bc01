package io.github.easyneg.internal.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingTest {

  @Test
  void aQuantileIsTheShareBelowWithTiesCountedHalf() {
    Ranking ranking = ranked(new float[] {3, 1, 2, 2});
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
      float[] values = new float[random.nextInt(1, 80)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (random.nextInt(21) - 10) / 4f;
      }
      Ranking ranking = ranked(values);
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
      float[] values = new float[random.nextInt(1, 80)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (random.nextInt(21) - 10) / 4f;
      }
      Ranking ranking = ranked(values);
      for (double quantile = 0; quantile <= 1; quantile += 0.05) {
        for (float value = -3; value <= 3; value += 0.125f) {
          if (ranking.quantile(value) <= quantile) {
            assertThat((double) value).isLessThanOrEqualTo(ranking.upperBound(quantile));
          }
        }
      }
    }
  }

  @Test
  void aProductThatIsRoundedDownLeavesTheBoundWhereItIs() {
    float[] values = new float[100];
    for (int i = 0; i < 100; i++) {
      values[i] = i;
    }
    Ranking ranking = ranked(values);
    for (int below = 1; below < 100; below++) {
      double quantile = below / 100.0;
      assertThat(ranking.quantile(below - 0.5f)).isEqualTo(quantile);
      assertThat(ranking.upperBound(quantile)).isGreaterThanOrEqualTo(below - 0.5);
      assertThat(ranking.highestAtMost(quantile)).isEqualTo(quantile);
    }
  }

  @Test
  void theHighestQuantileUpToALimitIsOneThatAValueHas() {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 300; round++) {
      float[] values = new float[random.nextInt(1, 80)];
      for (int i = 0; i < values.length; i++) {
        // Mostly zeros in some rounds, as where few passages have a word of the question.
        values[i] = random.nextInt(20) < round % 20 ? 0 : random.nextInt(9) / 4f;
      }
      Ranking ranking = ranked(values);
      for (double limit = 0; limit <= 1; limit += 0.02) {
        double highest = 0;
        for (float value = -1; value <= 3; value += 0.125f) {
          double quantile = ranking.quantile(value);
          highest = quantile <= limit ? Math.max(highest, quantile) : highest;
        }
        assertThat(ranking.highestAtMost(limit)).isEqualTo(highest);
      }
    }
  }

  @Test
  void rankingAgainForgetsWhatWasBefore() {
    SplittableRandom random = new SplittableRandom(3);
    Ranking reused = new Ranking(100);
    for (int round = 0; round < 100; round++) {
      float[] values = new float[100];
      for (int i = 0; i < values.length; i++) {
        // Skewed, so that some rounds crowd into few buckets.
        values[i] = (float) Math.pow(random.nextDouble(), round);
      }
      reused.rank(values);
      Ranking fresh = ranked(values);
      for (float value : values) {
        assertThat(reused.quantile(value)).isEqualTo(fresh.quantile(value));
        long below = 0;
        long equal = 0;
        for (float other : values) {
          below += other < value ? 1 : 0;
          equal += other == value ? 1 : 0;
        }
        assertThat(fresh.quantile(value)).isEqualTo((2 * below + equal) / 200.0);
      }
    }
  }

  private static Ranking ranked(float[] values) {
    Ranking ranking = new Ranking(values.length);
    ranking.rank(values);
    return ranking;
  }
}
