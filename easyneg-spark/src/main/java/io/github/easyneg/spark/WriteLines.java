package io.github.easyneg.spark;

import io.github.easyneg.internal.run.PartRun;
import io.github.easyneg.internal.run.Reckoning;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of a part into lines of training data.
 *
 * @param thinned how many answers and refusals there are, where refusals are thinned; else empty
 * @param counts takes what was counted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WriteLines(
    Assignment assignment,
    RowColumns columns,
    BadRowPolicy badRows,
    SparkFormat format,
    long[] thinned,
    PartCounts counts)
    implements Function2<Integer, Iterator<Row>, Iterator<Row>> {

  @Override
  public Iterator<Row> call(Integer part, Iterator<Row> rows) {
    return new Lines(part, rows);
  }

  private final class Lines implements Iterator<Row> {
    private final Deque<String> ready = new ArrayDeque<>();
    private final ReadPart reader;
    private final int part;
    private @Nullable PartRun run;

    Lines(int part, Iterator<Row> rows) {
      this.part = part;
      this.reader = new ReadPart(columns, badRows, part, rows);
      this.run =
          assignment.begin(
              part,
              Optional.of(
                  new PartRun.Output(
                      format.format(),
                      thinned.length == 0
                          ? Optional.empty()
                          : Optional.of(new Reckoning(thinned[0], thinned[1])))));
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && run != null) {
        advance(run);
      }
      return !ready.isEmpty();
    }

    private void advance(PartRun of) {
      List<ReadPart.Read> chunk = reader.next(of);
      if (chunk.isEmpty()) {
        counts.add(Map.of(part, of.end()));
        run = null;
        return;
      }
      ready.addAll(of.lines(ReadPart.good(chunk)));
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return RowFactory.create(ready.remove());
    }
  }
}
