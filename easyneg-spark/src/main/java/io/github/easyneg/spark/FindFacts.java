package io.github.easyneg.spark;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.internal.ground.PartFacts;
import io.github.easyneg.internal.ground.RowFact;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;

/** Collects from a part of the rows what mining must know of all of them, row by row. */
record FindFacts(RowColumns columns, BadRowPolicy badRows)
    implements Function2<Integer, Iterator<Row>, Iterator<Row>> {

  @Override
  public Iterator<Row> call(Integer part, Iterator<Row> rows) {
    return new Found(part, rows);
  }

  private final class Found implements Iterator<Row> {
    private final int part;
    private final Iterator<Row> rows;
    private final Deque<RowFact> ready = new ArrayDeque<>();
    private final PartFacts facts;
    private long number;
    private boolean ended;

    Found(int part, Iterator<Row> rows) {
      this.part = part;
      this.rows = rows;
      this.facts = new PartFacts(part, ready::add);
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        if (rows.hasNext()) {
          add(rows.next());
        } else {
          facts.end();
          ended = true;
        }
      }
      return !ready.isEmpty();
    }

    private void add(Row row) {
      try {
        facts.add(columns.row(row, part, ++number));
      } catch (DatasetFormatException e) {
        badRows.reject(e);
        facts.reject();
      }
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return FactRows.row(ready.remove());
    }
  }
}
