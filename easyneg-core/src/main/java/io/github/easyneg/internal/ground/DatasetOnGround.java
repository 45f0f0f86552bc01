package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.report.Progress;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The rows of a data set that one process reads. */
final class DatasetOnGround extends RowsOnGround {
  private final Dataset dataset;
  private final Progress progress;

  DatasetOnGround(Dataset dataset, boolean alone, Progress progress) {
    super(alone);
    this.dataset = dataset;
    this.progress = progress;
  }

  @Override
  void eachContext(Consumer<String> consumer) {
    CorpusReader.eachRow(dataset, row -> row.contexts().forEach(consumer), progress);
  }

  @Override
  Counted counted(MappedPassages passages) {
    RowFacts.Builder facts = new RowFacts.Builder();
    long[] missing = {0};
    CorpusReader.eachRow(
        dataset,
        row -> {
          int[] numbers = numbers(passages, row);
          int unknown = (int) IntStream.of(numbers).filter(number -> number < 0).count();
          missing[0] += unknown;
          if (unknown == 0) {
            facts.add(row, numbers);
          }
        },
        progress);
    return new Counted(
        missing[0], facts.build(passages.size(), number -> number), facts.sourceIds());
  }

  private static int[] numbers(MappedPassages passages, QaRow row) {
    return row.contexts().stream().mapToInt(passages::numberOfText).toArray();
  }
}
