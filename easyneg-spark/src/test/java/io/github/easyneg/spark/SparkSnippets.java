package io.github.easyneg.spark;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The code that the page on Spark shows, as Snippets of easyneg-examples is for others. */
final class SparkSnippets {
  private SparkSnippets() {}

  private static EmbeddingProvider embedder() {
    return HashingEmbedder.defaults();
  }

  static MiningReport write(Dataset<Row> rows) {
    // region spark-write
    MiningReport report =
        SparkNegatives.of(data -> EasyNegatives.from(data).sampleK(3).embedWith(embedder()))
            .groundIn("hdfs:///ground")
            .write(rows, OutputFormats::axolotl, "hdfs:///train");
    // endregion
    return report;
  }

  static Dataset<Row> mine(Dataset<Row> rows) {
    // region spark-mine
    Dataset<Row> mined =
        SparkNegatives.of(data -> EasyNegatives.from(data).sampleK(3).embedWith(embedder()))
            .keepBadRows(100)
            .mine(rows);
    // endregion
    return mined;
  }

  static Dataset<Row> pipeline(SparkNegatives negatives, Dataset<Row> rows) {
    // region spark-pipeline
    PipelineModel model =
        new Pipeline().setStages(new PipelineStage[] {NegativesEstimator.of(negatives)}).fit(rows);
    Dataset<Row> mined = model.transform(rows);
    // endregion
    return mined;
  }
}
