package io.github.easyneg.internal.engine;

import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.sample.DrawKey;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * A sample of rows for the report: those whose keys give the smallest numbers. Which rows these are
 * depends on the seed and their contents, not on their order; of any number of rows, some tens are
 * put into words. For one thread.
 */
final class Examples {
  /** Keeps the choice apart from the draws, which are made of the same keys. */
  private static final long EXAMPLE = 0x3C6EF372FE94F82BL;

  private final PriorityQueue<Chosen> largestFirst =
      new PriorityQueue<>(Comparator.comparingDouble(Chosen::chance).reversed());

  private record Chosen(double chance, MinedRow row) {}

  /** Takes a row if its chance is small enough. */
  void offer(DrawKey key, Supplier<MinedRow> row) {
    double chance = DrawKey.toUniform(new DrawKey(key.bits() ^ EXAMPLE).random(0));
    Chosen largest = largestFirst.peek();
    if (largest == null || largestFirst.size() < MiningReport.EXAMPLES) {
      largestFirst.add(new Chosen(chance, row.get()));
    } else if (chance < largest.chance()) {
      largestFirst.remove();
      largestFirst.add(new Chosen(chance, row.get()));
    }
  }

  /** Returns the rows, in the order of the data set. */
  List<MinedRow> rows() {
    return largestFirst.stream()
        .map(Chosen::row)
        .sorted(Comparator.comparingLong(MinedRow::number))
        .toList();
  }
}
