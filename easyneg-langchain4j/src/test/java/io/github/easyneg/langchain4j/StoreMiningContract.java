package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the vectors are kept must not show in what is mined. */
abstract class StoreMiningContract {
  private final MiningSample sample = new MiningSample();
  private final TestServer server;

  StoreMiningContract(TestServer server) {
    this.server = server;
  }

  @ParameterizedTest
  @MethodSource("io.github.easyneg.langchain4j.MiningSample#pools")
  final void storeAndMemoryMineTheSameAndASecondRunEmbedsNoPassage(Pool pool) {
    String name = TestServer.freshName();
    List<MinedRow> expected = sample.mined(new ExactIndex(), pool).rows();
    assertThat(expected).anyMatch(row -> row.negatives().size() == 3);

    MiningSample.Run first;
    long held;
    try (ServerIndex index = server.index(name)) {
      first = sample.mined(index, pool);
      held = index.size();
    }
    assertThat(first.rows()).isEqualTo(expected);
    assertThat(first.report().embeddings().fromStore()).isZero();

    try (ServerIndex index = server.index(name)) {
      MiningSample.Run second = sample.mined(index, pool);
      assertThat(second.rows()).isEqualTo(expected);
      assertThat(second.report().embeddings().fromStore()).isEqualTo(held);
      assertThat(index.size()).isEqualTo(held);

      // Another data set's passages in the same place, and the same index once more.
      index.upsert(strangers());
      assertThat(sample.mined(index, pool).rows()).isEqualTo(expected);
    }
  }

  private static List<Entry> strangers() {
    Random random = new Random(12);
    List<Entry> strangers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      strangers.add(
          new Entry(
              Passage.of("stranger " + i), Vectors.random(random, MiningSample.MODEL.dimension())));
    }
    return strangers;
  }
}
