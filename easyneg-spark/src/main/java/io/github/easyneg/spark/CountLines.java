package io.github.easyneg.spark;

import io.github.easyneg.internal.run.Reckoning;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;

/** Counts the answers and refusals that a format makes of a part's rows with all negatives. */
record CountLines(
    Assignment assignment, RowColumns columns, BadRowPolicy badRows, SparkFormat format)
    implements Function2<Integer, Iterator<Row>, Iterator<long[]>> {

  @Override
  public Iterator<long[]> call(Integer part, Iterator<Row> rows) {
    Reckoning lines =
        Replicas.of(assignment)
            .reckon(format.format(), new ReadPart(columns, badRows, part, rows).all());
    return List.of(new long[] {lines.answers(), lines.refusals()}).iterator();
  }
}
