package io.github.easyneg.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is this index's own; the rest is the contract's, in easyneg-testkit. */
class ExactIndexTest {

  @ParameterizedTest
  @ValueSource(floats = {1, 2})
  void anArrayThatIsUsedAgainChangesNothing(float length) {
    Passage passage = Passage.of("a");
    float[] vector = {length, 0};
    try (ExactIndex index = new ExactIndex()) {
      index.open(2, "model");
      index.upsert(List.of(new VectorIndex.Entry(passage, vector)));
      Arrays.fill(vector, 7);

      assertThat(index.vectors(List.of(passage.id())).get(passage.id())).containsExactly(1, 0);
    }
  }

  @Test
  void wrongSearchesAreRefused() {
    float[] query = {1, 0};
    try (ExactIndex index = new ExactIndex()) {
      assertThatThrownBy(() -> index.nearest(query, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this index was not opened; call open(..) first.");
      index.open(3, "model");
      assertThatThrownBy(() -> index.nearest(query, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the query has 2 dimensions; this index was opened for 3.");
      assertThatThrownBy(() -> index.nearest(query, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("k is 0; ask for at least 1 hit.");
    }
  }
}
