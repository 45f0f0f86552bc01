package io.github.easyneg.langchain4j;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.MiningReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A data set of random words, and what is mined from it with vectors in an index. */
final class MiningSample {
  static final HashingEmbedder MODEL = HashingEmbedder.ofDimension(96);

  private final Dataset dataset = dataset();

  /** What a run gives. */
  record Run(List<MinedRow> rows, MiningReport report) {}

  Run mined(VectorIndex index, Pool pool) {
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
}
