package io.github.easyneg.spark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What types the columns of germanrag's shape may have. */
final class ColumnTypes {
  private static final Set<DataType> WHOLE =
      Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

  /** What a column must be, in words, and how to tell. */
  private record Expected(String words, Predicate<DataType> fits) {}

  private static final Expected TEXT = new Expected("string", StringType.class::isInstance);
  private static final Expected TEXTS =
      new Expected("array<string>", type -> isArrayOf(type, StringType.class::isInstance));
  private static final Expected ANSWER =
      new Expected(
          "string or array<string>",
          type ->
              TEXT.fits.test(type)
                  || TEXTS.fits.test(type)
                  || type instanceof StructType
                  || type == DataTypes.NullType);
  private static final Expected INDEX =
      new Expected(
          "int, bigint or an array of them",
          type -> WHOLE.contains(type) || isArrayOf(type, WHOLE::contains));

  private static final Map<String, Expected> BY_NAME =
      Map.of(
          "contexts", TEXTS,
          "question", TEXT,
          "answer", ANSWER,
          "positive_ctx_idx", INDEX);

  private ColumnTypes() {}

  private static boolean isArrayOf(DataType type, Predicate<DataType> element) {
    return type instanceof ArrayType array && element.test(array.elementType());
  }

  /**
   * Checks a column.
   *
   * @throws IllegalArgumentException if it is of another type than expected
   */
  static void check(StructField field) {
    Optional<Expected> expected = Optional.ofNullable(BY_NAME.get(field.name()));
    if (expected.isPresent() && !expected.get().fits().test(field.dataType())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the column %s must be %s, found %s; cast it, or read the rows with a schema.",
              field.name(),
              expected.get().words(),
              field.dataType().simpleString()));
    }
  }

  /**
   * Checks that the columns are there without which there is no row.
   *
   * @throws IllegalArgumentException if one is missing
   */
  static void requireAll(StructType schema) {
    List<String> names = List.of(schema.fieldNames());
    for (String needed : List.of("contexts", "question", "positive_ctx_idx")) {
      if (!names.contains(needed)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the column %s is missing; rows have contexts, question, answer and"
                    + " positive_ctx_idx, and these have %s. Rename one with"
                    + " withColumnRenamed(..), or add it.",
                needed,
                String.join(", ", names)));
      }
    }
  }
}
