package io.github.easyneg.spark;

import io.github.easyneg.data.DatasetFormatException;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;

/** Says of each row of a part that is not as expected why; asked only when there are too many. */
record FindRejected(RowColumns columns)
    implements Function2<Integer, Iterator<Row>, Iterator<String>> {

  @Override
  public Iterator<String> call(Integer part, Iterator<Row> rows) {
    long[] number = {0};
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .flatMap(row -> reason(row, part, ++number[0]))
        .iterator();
  }

  private Stream<String> reason(Row row, int part, long number) {
    try {
      Object unused = columns.row(row, part, number);
      return Stream.empty();
    } catch (DatasetFormatException e) {
      return Stream.of(e.problem());
    }
  }
}
