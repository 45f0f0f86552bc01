package io.github.easyneg.spark;

import io.github.easyneg.internal.ground.EmbedderCounts;
import io.github.easyneg.internal.ground.VectorsFile;
import io.github.easyneg.internal.run.Replica;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Embeds passages: each range of numbers that comes in, batch by batch. Rows that go out are the
 * first passage's number, the vectors, the numbers of passages without one, and what was counted.
 */
record EmbedPassages(Assignment assignment) implements FlatMapFunction<int[], Row> {

  @Override
  public Iterator<Row> call(int[] range) {
    return new Batches(Replicas.of(assignment), range[0], range[1]);
  }

  /** Returns what the rows hold. */
  static VectorsFile.Batch batch(Row row) {
    return new VectorsFile.Batch(row.getInt(0), row.getAs(1), row.getAs(2));
  }

  /** Returns the counts of a row. */
  static byte[] counts(Row row) {
    return row.getAs(3);
  }

  private static final class Batches implements Iterator<Row> {
    private final Replica replica;
    private final int to;
    private int next;

    Batches(Replica replica, int from, int to) {
      this.replica = replica;
      this.next = from;
      this.to = to;
    }

    @Override
    public boolean hasNext() {
      return next < to;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int end = Math.min(to, next + VectorsFile.batch());
      VectorsFile.Batch[] made = new VectorsFile.Batch[1];
      EmbedderCounts counts = replica.embed(next, end, batch -> made[0] = batch);
      next = end;
      return RowFactory.create(
          made[0].first(), made[0].vectors(), made[0].without(), bytes(counts));
    }

    private static byte[] bytes(EmbedderCounts counts) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        counts.write(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }
}
