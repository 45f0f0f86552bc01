package io.github.easyneg.spark;

import io.github.easyneg.internal.run.PartRun;
import io.github.easyneg.internal.run.Replica;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Adds their negatives to the rows of a part. */
record MineRows(Assignment assignment, RowColumns columns, BadRowPolicy badRows)
    implements Function2<Integer, Iterator<Row>, Iterator<Row>> {

  private static final StructType NEGATIVE =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("text", DataTypes.StringType, false)
          .add("pool", DataTypes.StringType, false)
          .add("cosine", DataTypes.DoubleType, false)
          .add("cosine_quantile", DataTypes.DoubleType, false)
          .add("lexical_quantile", DataTypes.DoubleType, false)
          .add("frequency", DataTypes.IntegerType, false)
          .add("probability", DataTypes.DoubleType, true)
          .add("source_id", DataTypes.StringType, true)
          .add("distracting", DataTypes.DoubleType, true);

  /** Returns the columns of the result. */
  static StructType schema(StructType rows, BadRowPolicy badRows) {
    StructType mined =
        rows.add("negatives", DataTypes.createArrayType(NEGATIVE, false), false)
            .add("missing", DataTypes.IntegerType, false)
            .add("reason", DataTypes.StringType, true);
    return badRows.kept() ? mined.add("rejected", DataTypes.StringType, true) : mined;
  }

  @Override
  public Iterator<Row> call(Integer part, Iterator<Row> rows) {
    return new Mined(part, rows);
  }

  private final class Mined implements Iterator<Row> {
    private final Deque<Row> ready = new ArrayDeque<>();
    private final ReadPart reader;
    private final int wanted;
    private @Nullable PartRun run;

    Mined(int part, Iterator<Row> rows) {
      Replica replica = Replicas.of(assignment);
      this.reader =
          assignment.anyRows()
              ? ReadPart.knownTo(replica, columns, badRows, part, rows)
              : new ReadPart(columns, badRows, part, rows);
      this.wanted = replica.settings().mix().total();
      this.run = assignment.begin(part, Optional.empty());
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
        byte[] unused = of.end();
        run = null;
        return;
      }
      Iterator<Optional<MinedRow>> mined = of.mine(ReadPart.good(chunk)).iterator();
      for (ReadPart.Read read : chunk) {
        if (read.row().isEmpty()) {
          ready.add(joined(read.source(), new Row[0], wanted, null, read.rejected()));
        } else {
          mined.next().ifPresent(row -> ready.add(joined(read.source(), row)));
        }
      }
    }

    private Row joined(Row source, MinedRow mined) {
      return joined(
          source,
          mined.negatives().stream().map(MineRows::negative).toArray(Row[]::new),
          mined.shortfall().map(MinedRow.Shortfall::missing).orElse(0),
          mined.shortfall().map(shortfall -> shortfall.reason().name()).orElse(null),
          null);
    }

    private Row joined(
        Row source,
        Row[] negatives,
        int missing,
        @Nullable String reason,
        @Nullable String rejected) {
      int columns = source.size();
      Object[] values = new Object[columns + (badRows.kept() ? 4 : 3)];
      for (int i = 0; i < columns; i++) {
        values[i] = source.get(i);
      }
      values[columns] = negatives;
      values[columns + 1] = missing;
      values[columns + 2] = reason;
      if (badRows.kept()) {
        values[columns + 3] = rejected;
      }
      return RowFactory.create(values);
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }

  private static Row negative(MinedNegative negative) {
    return RowFactory.create(
        negative.passage().id(),
        negative.passage().text(),
        negative.pool(),
        negative.cosine(),
        negative.cosineQuantile(),
        negative.lexicalQuantile(),
        negative.frequency(),
        known(negative.probability()),
        negative.passage().sourceId().orElse(null),
        known(negative.distracting()));
  }

  private static @Nullable Double known(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
