package io.github.easyneg.onnx.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void textsOfLikeLengthSitTogetherTheLongestFirst() {
    List<int[]> batches = Batches.byLength(new int[] {3, 10, 4, 9, 1}, 20);
    assertThat(batches).containsExactly(new int[] {1, 3}, new int[] {2, 0, 4});
  }

  @Test
  void everyTextIsInOneBatchWithinTheBudget() {
    Random random = new Random(5);
    int[] lengths = random.ints(1000, 0, 300).toArray();
    List<int[]> batches = Batches.byLength(lengths, 512);
    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted().toArray())
        .isEqualTo(java.util.stream.IntStream.range(0, 1000).toArray());
    for (int[] batch : batches) {
      int longest = Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
      assertThat(longest * batch.length).isLessThanOrEqualTo(512);
    }
  }

  @Test
  void aTextBeyondTheBudgetIsABatchOfItsOwn() {
    assertThat(Batches.byLength(new int[] {600, 700}, 512))
        .containsExactly(new int[] {1}, new int[] {0});
    assertThat(Batches.byLength(new int[] {1, 1, 2}, 1)).hasSize(3);
    assertThat(Batches.byLength(new int[0], 512)).isEmpty();
  }
}
