package io.github.easyneg.onnx.internal.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FrequenciesTest {
  @Test
  void weightsGrowWithTheRankAsZipfsLawSays() {
    // Ranks 2, 3 and 4: 6/13, 4/13 and 3/13 of all.
    double[] weights = Frequencies.weights(3, 0.25);

    assertThat(weights)
        .containsExactly(
            new double[] {
              0.25 / (0.25 + 6 / 13.0), 0.25 / (0.25 + 4 / 13.0), 0.25 / (0.25 + 3 / 13.0)
            },
            within(1e-12));
  }
}
