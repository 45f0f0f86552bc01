package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.MiningReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the vectors are kept must not show in what is mined. */
@ExtendWith(PgExtension.class)
final class PgVectorMiningTest {
  private static final HashingEmbedder MODEL = HashingEmbedder.ofDimension(96);

  private final Dataset dataset = dataset();

  static Stream<Pool> pools() {
    return Stream.of(Pool.easy(), Pool.nearest(20), Pool.ranks(10, 60), Pool.similarity(-1, 0.05));
  }

  private static Dataset dataset() {
    Random random = new Random(11);
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      List<String> contexts = new ArrayList<>();
      for (int c = 0; c < 2; c++) {
        contexts.add(text(random, 30));
      }
      String question = text(random, 6);
      rows.add(
          i % 3 == 0
              ? QaRow.withoutPositive(contexts, question, "No answer is possible.")
              : QaRow.of(contexts, question, text(random, 3), 0));
    }
    return Datasets.of(rows);
  }

  private static String text(Random random, int words) {
    StringBuilder text = new StringBuilder();
    for (int w = 0; w < words; w++) {
      text.append(w == 0 ? "" : " ").append("word").append(random.nextInt(400));
    }
    return text.toString();
  }

  private record Run(List<MinedRow> rows, MiningReport report) {}

  private Run mined(VectorIndex index, Pool pool) {
    List<MinedRow> rows = new ArrayList<>();
    MiningReport report =
        EasyNegatives.from(dataset)
            .embedWith(MODEL)
            .indexIn(index)
            .candidates(pool)
            .sampleK(3)
            .seed(42)
            .forEach(rows::add);
    return new Run(rows, report);
  }

  @ParameterizedTest
  @MethodSource("pools")
  void postgresqlAndMemoryMineTheSameAndASecondRunEmbedsNoPassage(Pool pool, PgServer server) {
    String name = PgServer.freshTable();
    List<MinedRow> expected = mined(new ExactIndex(), pool).rows();
    assertThat(expected).anyMatch(row -> row.negatives().size() == 3);

    Run first;
    long held;
    try (PgVectorIndex index = PgVectorIndex.at(server.url(), name, server.options())) {
      first = mined(index, pool);
      held = index.size();
    }
    assertThat(first.rows()).isEqualTo(expected);
    assertThat(first.report().embeddings().fromStore()).isZero();

    try (PgVectorIndex index = PgVectorIndex.at(server.url(), name, server.options())) {
      Run second = mined(index, pool);
      assertThat(second.rows()).isEqualTo(expected);
      assertThat(second.report().embeddings().fromStore()).isEqualTo(held);
      assertThat(index.size()).isEqualTo(held);

      // Another data set's passages in the same table, and the same index once more.
      index.upsert(strangers());
      assertThat(mined(index, pool).rows()).isEqualTo(expected);
    }
  }

  private static List<Entry> strangers() {
    Random random = new Random(12);
    List<Entry> strangers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      strangers.add(
          new Entry(Passage.of("stranger " + i), Vectors.random(random, MODEL.dimension())));
    }
    return strangers;
  }
}
