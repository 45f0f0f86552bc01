package io.github.easyneg.spark;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.draw.ReuseLimit;
import io.github.easyneg.internal.run.PartClaims;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * Lets the rows of a part draw that must in a round of {@code maxReuse}; what goes out is what they
 * claim. A part in which no row draws is not read.
 */
record ClaimPassages(
    Assignment assignment, RowColumns columns, BadRowPolicy badRows, Broadcast<ReuseLimit> limit)
    implements Function2<Integer, Iterator<Row>, Iterator<byte[]>> {

  @Override
  public Iterator<byte[]> call(Integer part, Iterator<Row> rows) {
    long first = assignment.first(part);
    if (!limit.value().mayDraw(first, first + assignment.size(part).rows())) {
      return Collections.emptyIterator();
    }
    PartClaims claims = assignment.claims(part, limit.value());
    for (Iterator<QaRow> all = new ReadPart(columns, badRows, part, rows).all(); all.hasNext(); ) {
      claims.add(all.next());
    }
    return List.of(claims.end()).iterator();
  }
}
