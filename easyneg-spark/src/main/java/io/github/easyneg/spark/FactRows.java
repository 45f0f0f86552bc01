package io.github.easyneg.spark;

import io.github.easyneg.internal.ground.RowFact;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Facts as rows of Spark's, which it sorts. */
@SuppressWarnings("EnumOrdinal") // both ends are of one version, and Spark sorts numbers fast
final class FactRows {
  static final StructType SCHEMA =
      new StructType()
          .add("kind", DataTypes.IntegerType, false)
          .add("a", DataTypes.LongType, false)
          .add("b", DataTypes.LongType, false)
          .add("c", DataTypes.LongType, false)
          .add("count", DataTypes.LongType, false)
          .add("text", DataTypes.StringType, true)
          .add("id", DataTypes.StringType, true)
          .add("bytes", DataTypes.BinaryType, false);

  private FactRows() {}

  static Row row(RowFact fact) {
    return RowFactory.create(
        fact.kind().ordinal(),
        fact.a(),
        fact.b(),
        fact.c(),
        fact.count(),
        fact.text().orElse(null),
        fact.sourceId().orElse(null),
        fact.bytes());
  }

  static RowFact fact(Row row) {
    return new RowFact(
        RowFact.Kind.values()[row.getInt(0)],
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getString(6)),
        row.getAs(7));
  }

  static <T, R> Iterator<R> mapped(Iterator<T> all, Function<T, R> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public R next() {
        return function.apply(all.next());
      }
    };
  }
}
