package io.github.easyneg.spark;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.run.PartRun;
import io.github.easyneg.internal.run.Replica;
import io.github.easyneg.internal.text.Excerpt;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Reads a part of the rows in chunks. For one thread. */
final class ReadPart {
  private final RowColumns columns;
  private final BadRowPolicy badRows;
  private final int part;
  private final Iterator<Row> rows;
  private final Optional<Replica> known;
  private final List<String> reasons = new ArrayList<>();
  private long number;
  private long rejected;

  ReadPart(RowColumns columns, BadRowPolicy badRows, int part, Iterator<Row> rows) {
    this(columns, badRows, part, rows, Optional.empty());
  }

  private ReadPart(
      RowColumns columns,
      BadRowPolicy badRows,
      int part,
      Iterator<Row> rows,
      Optional<Replica> known) {
    this.columns = columns;
    this.badRows = badRows;
    this.part = part;
    this.rows = rows;
    this.known = known;
  }

  /**
   * Reads rows that nobody has read before: those are rejected whose contexts are not all among the
   * passages, and the limit of rejected rows is one for the part.
   */
  static ReadPart knownTo(
      Replica replica, RowColumns columns, BadRowPolicy badRows, int part, Iterator<Row> rows) {
    return new ReadPart(columns, badRows, part, rows, Optional.of(replica));
  }

  /**
   * A row of Spark's, and ours.
   *
   * @param row empty if it is not as expected
   * @param rejected why
   */
  record Read(Row source, Optional<QaRow> row, String rejected) {}

  /** Returns the next rows; none at the end. */
  List<Read> next(PartRun run) {
    List<Read> chunk = new ArrayList<>();
    long characters = 0;
    while (chunk.size() < run.chunk() && characters < run.characters() && rows.hasNext()) {
      Read read = read(rows.next());
      chunk.add(read);
      if (read.row().isPresent()) {
        for (String context : read.row().get().contexts()) {
          characters += context.length();
        }
      }
    }
    return chunk;
  }

  /** Returns all rows that are as expected. */
  Iterator<QaRow> all() {
    return new Iterator<>() {
      private Optional<QaRow> ahead = Optional.empty();

      @Override
      public boolean hasNext() {
        while (ahead.isEmpty() && rows.hasNext()) {
          ahead = read(rows.next()).row();
        }
        return ahead.isPresent();
      }

      @Override
      public QaRow next() {
        boolean unused = hasNext();
        QaRow row = ahead.orElseThrow();
        ahead = Optional.empty();
        return row;
      }
    };
  }

  private Read read(Row row) {
    try {
      QaRow read = columns.row(row, part, ++number);
      if (known.isPresent()) {
        requireKnown(read, row, known.get());
      }
      return new Read(row, Optional.of(read), "");
    } catch (DatasetFormatException e) {
      badRows.reject(e);
      if (known.isPresent()) {
        // One part may well have none that is as expected; the limit alone counts here.
        if (reasons.size() < SparkRun.SHOWN) {
          reasons.add(e.problem());
        }
        badRows.requireFew(columns.dataset(), ++rejected, 1, () -> reasons);
      }
      return new Read(row, Optional.empty(), e.problem());
    }
  }

  private void requireKnown(QaRow read, Row row, Replica replica) {
    Optional<String> unknown = replica.unknownContext(read);
    if (unknown.isPresent()) {
      throw columns.rejected(
          "the context \""
              + Excerpt.shown(unknown.get())
              + "\" is not among the passages that the estimator was fitted on; fit on rows that"
              + " hold it, or let the recipe have a corpus that does.",
          row,
          part,
          number);
    }
  }

  /** Returns the rows of a chunk that are as expected. */
  static List<QaRow> good(List<Read> chunk) {
    return chunk.stream().flatMap(read -> read.row().stream()).toList();
  }
}
