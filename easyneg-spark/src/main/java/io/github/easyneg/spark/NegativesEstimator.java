package io.github.easyneg.spark;

import io.github.easyneg.internal.text.NotNull;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Collects and embeds the passages of some rows, as a stage of a pipeline of spark.ml.
 *
 * <pre>{@code
 * new Pipeline().setStages(new PipelineStage[] {NegativesEstimator.of(SparkNegatives.of(..)), ..}).fit(rows)
 * }</pre>
 *
 * <p>It has no parameters of spark.ml's; what there is to set is set on {@link SparkNegatives}. A
 * recipe is a function, which another version of a program reads differently or not at all, and so
 * neither this stage nor its model can be saved: {@code save} of a pipeline refuses it by its
 * {@code uid}, before anything is written. Write the rows with their negatives instead. Thread-safe
 * as long as nobody sets parameters of spark.ml.
 */
@SuppressWarnings("serial") // Stages are Serializable, but Spark sends none anywhere.
public final class NegativesEstimator extends Estimator<NegativesModel> {
  private final String uid;
  private final SparkNegatives negatives;

  private NegativesEstimator(String uid, SparkNegatives negatives) {
    this.uid = uid;
    this.negatives = negatives;
  }

  /** Begins with what is done with rows. */
  public static NegativesEstimator of(SparkNegatives negatives) {
    NotNull.check(negatives, "negatives");
    return new NegativesEstimator(Identifiable$.MODULE$.randomUID("easyNegatives"), negatives);
  }

  /** Returns a name that no other stage has. */
  @Override
  public String uid() {
    return uid;
  }

  /**
   * Collects and embeds the passages of all rows, as {@link SparkNegatives#mine} does.
   *
   * @throws IllegalArgumentException as {@link SparkNegatives#mine} does; also if the recipe has
   *     {@code maxReuse}, for which the rows that are mined must be known
   * @throws RuntimeException as {@link SparkNegatives#mine} does
   */
  @Override
  public NegativesModel fit(Dataset<?> dataset) {
    NotNull.check(dataset, "dataset");
    SparkNegatives.Options options = negatives.options();
    return SparkFailure.unwrapped(
        () ->
            new NegativesModel(uid, options, new SparkRun(options, dataset.toDF()).fit())
                .setParent(this));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return NegativesModel.schema(negatives.options(), NotNull.check(schema, "schema"));
  }

  @Override
  public NegativesEstimator copy(ParamMap extra) {
    NotNull.check(extra, "extra");
    return copyValues(new NegativesEstimator(uid, negatives), extra);
  }
}
