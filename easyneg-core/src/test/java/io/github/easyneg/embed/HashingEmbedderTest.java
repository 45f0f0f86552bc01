package io.github.easyneg.embed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is this embedder's own; the rest is the contract's, in easyneg-testkit. */
class HashingEmbedderTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_537})
  void dimensionsOutOfRangeAreRefused(int dimension) {
    assertThatThrownBy(() -> HashingEmbedder.ofDimension(dimension))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimension is " + dimension + "; use 1..65536.");
  }
}
