package io.github.easyneg.spark;

import io.github.easyneg.internal.text.NotNull;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Adds negatives to rows, out of the passages that {@link NegativesEstimator#fit} collected: those
 * rows get what {@link SparkNegatives#mine} gives them, and others whose contexts are among these
 * passages what they would get beside them; which words many questions have is known of the fitted
 * ones. For rows with other passages, fit on them, or let the recipe have a corpus. What answers a
 * question is known of the rows that the estimator was fitted on, and of each row itself: a row
 * that asks one of their questions never gets a passage that answers it there, whatever it says
 * itself. That takes 20 bytes in each executor's heap for each of their questions and passages that
 * answer it.
 *
 * <p>Lives as long as the application, in which its files lie; it cannot be saved, for its recipe
 * is a function.
 */
@SuppressWarnings("serial") // Stages are Serializable, but Spark sends none anywhere.
public final class NegativesModel extends Model<NegativesModel> {
  private final String uid;
  private final SparkNegatives.Options options;
  private final Assignment assignment;

  NegativesModel(String uid, SparkNegatives.Options options, Assignment assignment) {
    this.uid = uid;
    this.options = options;
    this.assignment = assignment;
  }

  /** Returns the name of the estimator. */
  @Override
  public String uid() {
    return uid;
  }

  /**
   * Returns the rows with their negatives, in the columns that {@link SparkNegatives#mine} adds.
   * They are drawn when an action asks for the result. A row with a context that is not among the
   * passages is one that is not as expected: it ends that action, or it is kept with the reason as
   * {@link SparkNegatives#keepBadRows} says, whose limit is here one for each partition.
   *
   * @throws IllegalArgumentException if columns are missing or of other types
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    NotNull.check(dataset, "dataset");
    Dataset<Row> rows = dataset.toDF();
    StructType schema = schema(options, rows.schema());
    RowColumns columns = RowColumns.of(options.name(), options.readAs(), rows.schema());
    MineRows task = new MineRows(assignment, columns, options.badRows());
    return rows.sparkSession()
        .createDataFrame(rows.toJavaRDD().mapPartitionsWithIndex(task, true), schema);
  }

  /** Returns the columns of the result. */
  static StructType schema(SparkNegatives.Options options, StructType rows) {
    RowColumns unused = RowColumns.of(options.name(), options.readAs(), rows);
    RowColumns.requireRoom(rows, options.badRows().kept());
    return MineRows.schema(rows, options.badRows());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return schema(options, NotNull.check(schema, "schema"));
  }

  @Override
  public NegativesModel copy(ParamMap extra) {
    NotNull.check(extra, "extra");
    return copyValues(new NegativesModel(uid, options, assignment), extra).setParent(parent());
  }
}
