package io.github.easyneg.langchain4j.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchesTest {
  private static List<Integer> sizes(int entries, int dimension, String text) {
    Entry entry = new Entry(Passage.of(text), new float[dimension]);
    return Batches.of(Collections.nCopies(entries, entry), Integer.MAX_VALUE).stream()
        .map(List::size)
        .toList();
  }

  @Test
  void aBatchHasAtMostAThousandEntries() {
    assertThat(sizes(0, 384, "x")).isEmpty();
    assertThat(sizes(1, 384, "x")).containsExactly(1);
    assertThat(sizes(1000, 384, "x")).containsExactly(1000);
    assertThat(sizes(2001, 384, "x")).containsExactly(1000, 1000, 1);
  }

  @Test
  void aBatchHasAtMostThirtyMegabytesOfJson() {
    // 4096 numbers of 20 bytes, 100 for the frame and 3 for the text: 365 entries are 29.94 MB.
    assertThat(sizes(800, 4096, "x")).containsExactly(365, 365, 70);
    // 100,000 control characters of 6 bytes each: 49 entries are 29.8 MB.
    assertThat(sizes(60, 384, "\u0001".repeat(100_000))).containsExactly(49, 11);
  }

  @Test
  void anEntryTooLargeForAnyBatchStandsAlone() {
    assertThat(sizes(2, 3, "x".repeat(20_000_000))).containsExactly(1, 1);
  }

  @Test
  void aPageOfLongVectorsIsShort() {
    assertThat(Batches.page(3)).isEqualTo(1000);
    assertThat(Batches.page(1500)).isEqualTo(1000);
    assertThat(Batches.page(3000)).isEqualTo(500);
    assertThat(Batches.page(100_000_000)).isEqualTo(1);
  }
}
