package io.github.easyneg.internal.run;

import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.sample.DrawKey;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ObjDoubleConsumer;

/**
 * A sample of rows for the report: those whose keys give the smallest numbers. Which rows these are
 * depends on the seed and their contents, not on their order; of any number of rows, some tens are
 * put into words. For one thread.
 */
final class RowSample {
  /** Keeps the choice apart from the draws, which are made of the same keys. */
  private static final long EXAMPLE = 0x3C6EF372FE94F82BL;

  private final PriorityQueue<Chosen> largestFirst =
      new PriorityQueue<>(Comparator.comparingDouble(Chosen::chance).reversed());

  private record Chosen(double chance, MinedRow row) {}

  /** Tells whether a row's chance is small enough, so far. */
  boolean wants(DrawKey key) {
    Chosen largest = largestFirst.peek();
    return largest == null
        || largestFirst.size() < MiningReport.EXAMPLES
        || chance(key) < largest.chance();
  }

  /** Takes a row that is wanted. */
  void add(DrawKey key, MinedRow row) {
    if (largestFirst.size() == MiningReport.EXAMPLES) {
      largestFirst.remove();
    }
    largestFirst.add(new Chosen(chance(key), row));
  }

  /** Hands over each row with the number that it was chosen by. */
  void forEach(ObjDoubleConsumer<MinedRow> user) {
    largestFirst.forEach(chosen -> user.accept(chosen.row(), chosen.chance()));
  }

  private static double chance(DrawKey key) {
    return DrawKey.toUniform(new DrawKey(key.bits() ^ EXAMPLE).random(0));
  }

  /** Returns the rows, in the order of the data set. */
  List<MinedRow> rows() {
    return largestFirst.stream()
        .map(Chosen::row)
        .sorted(Comparator.comparingLong(MinedRow::number))
        .toList();
  }
}
