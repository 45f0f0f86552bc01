package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final SparkNegatives NEGATIVES =
      SparkNegatives.of(
          data -> EasyNegatives.from(data).sampleK(2).embedWith(HashingEmbedder.defaults()));

  /** All passages that no guard rejects which looks at what answers. */
  private static final SparkNegatives ALL =
      SparkNegatives.of(
          data ->
              EasyNegatives.from(data)
                  .sampleMix(Mix.of(80, Pool.all()))
                  .withoutGuards(
                      Guards.NEAR_DUPLICATE,
                      Guards.ANSWER_BEARING,
                      Guards.CONTAINMENT,
                      Guards.QUESTION_WORDS)
                  .whenShort(Shortage.KEEP)
                  .embedWith(HashingEmbedder.defaults()));

  private static Row row(int tower) {
    String context = "Der Turm Nummer " + tower + " steht am Fluss.";
    return RowFactory.create(
        List.of(context, context + " Er ist hoch."),
        "Wo steht Turm " + tower + "?",
        "am Fluss",
        0L);
  }

  private static Dataset<Row> rows(int... towers) {
    List<Row> rows = Arrays.stream(towers).mapToObj(PipelineTest::row).toList();
    return LocalSpark.session().createDataFrame(rows, MadeRows.SCHEMA);
  }

  private static int[] towers() {
    return IntStream.range(0, 40).toArray();
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void aModelGivesTheRowsThatItWasFittedOnWhatMineGivesThem() {
    Dataset<Row> rows = rows(towers());

    NegativesModel model = NegativesEstimator.of(NEGATIVES).fit(rows);

    assertThat(sorted(model.transform(rows))).isEqualTo(sorted(NEGATIVES.mine(rows)));
    assertThat(model.transform(rows).schema()).isEqualTo(NEGATIVES.mine(rows).schema());
  }

  @Test
  void otherRowsOfTheSamePassagesGetTheSameNegatives() {
    Dataset<Row> rows = rows(towers());
    NegativesModel model = NegativesEstimator.of(NEGATIVES).fit(rows);

    List<String> few = sorted(model.transform(rows(7, 8, 7)));

    List<String> all = sorted(model.transform(rows));
    assertThat(few).hasSize(3).allMatch(all::contains);
  }

  @Test
  void aNewRowNeverGetsWhatAnswersItsQuestionInTheRowsOfTheModel() {
    // In the rows that the model was fitted on, one passage alone answers each question.
    NegativesModel model = NegativesEstimator.of(ALL).fit(rows(towers()));
    String answering = "Der Turm Nummer 7 steht am Fluss.";
    String other = "Der Turm Nummer 8 steht am Fluss.";
    Dataset<Row> asking =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create(List.of(other), "Wo steht Turm 7?", "am Fluss", 0L),
                    RowFactory.create(List.of(other), "Wo steht Turm 7?", "am Fluss", -1L),
                    RowFactory.create(List.of(other), "Wo steht Turm 99?", "am Fluss", 0L)),
                MadeRows.SCHEMA);

    List<List<String>> found =
        model.transform(asking).collectAsList().stream()
            .map(row -> row.<Row>getList(4).stream().map(one -> one.<String>getAs("text")).toList())
            .toList();

    assertThat(found.get(0)).hasSize(78).doesNotContain(answering, other);
    assertThat(found.get(1)).hasSize(78).doesNotContain(answering, other);
    assertThat(found.get(2)).hasSize(79).contains(answering).doesNotContain(other);
  }

  @Test
  void itIsAStageBetweenOthers() {
    Dataset<Row> rows = rows(towers());
    NegativesEstimator estimator = NegativesEstimator.of(NEGATIVES);
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new SQLTransformer().setStatement("SELECT *, question AS asked FROM __THIS__"),
                  estimator,
                  new SQLTransformer()
                      .setStatement("SELECT asked, size(negatives) AS found FROM __THIS__")
                });

    PipelineModel fitted = pipeline.fit(rows);

    Dataset<Row> found = fitted.transform(rows);
    assertThat(found.schema().simpleString()).isEqualTo("struct<asked:string,found:int>");
    assertThat(found.filter("found = 2").count()).isEqualTo(40);
    assertThat(pipeline.transformSchema(MadeRows.SCHEMA)).isEqualTo(found.schema());
    NegativesModel model = (NegativesModel) fitted.stages()[1];
    assertThat(model.parent()).isSameAs(estimator);
    assertThat(model.uid()).isEqualTo(estimator.uid()).startsWith("easyNegatives_");
    assertThat(sorted(fitted.copy(ParamMap.empty()).transform(rows))).isEqualTo(sorted(found));
    assertThat(estimator.copy(ParamMap.empty()).uid()).isEqualTo(estimator.uid());
  }

  @Test
  void aRowWithAnUnknownContextIsNotAsExpected() {
    NegativesModel strict = NegativesEstimator.of(NEGATIVES).fit(rows(towers()));
    String message =
        "a row of rows: the context \"Der Turm Nummer 99 steht am Fluss.\" is not among the"
            + " passages that the estimator was fitted on; fit on rows that hold it, or let the"
            + " recipe have a corpus that does. The row is [contexts=[Der Turm Nummer 99 steht am"
            + " Fluss., Der Turm Nummer 99 steh…, question=Wo steht Turm 99?, answer=am Fluss,"
            + " positive_ctx_idx=0] (partition 0, row 2 of it).";

    Dataset<Row> rows = rows(1, 99, 3).coalesce(1);

    assertThatThrownBy(() -> strict.transform(rows).collectAsList())
        .rootCause()
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(message);
    List<Row> kept =
        NegativesEstimator.of(NEGATIVES.keepBadRows(1))
            .fit(rows(towers()))
            .transform(rows)
            .collectAsList();
    assertThat(kept).extracting(row -> row.getAs("rejected")).containsExactly(null, message, null);
    assertThatThrownBy(
            () ->
                NegativesEstimator.of(NEGATIVES.keepBadRows(1))
                    .fit(rows(towers()))
                    .transform(rows(98, 99).coalesce(1))
                    .collectAsList())
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "2 rows of rows are not as expected, and 1 may be; the first of them: (a row of rows:"
                + " the context .* is not among the passages that the estimator was fitted on; .*"
                + " \\(partition \\d+, row \\d+ of it\\)\\. ){2}Correct the rows, or raise the"
                + " limit of keepBadRows\\(\\.\\.\\)\\.");
  }

  @Test
  void whatARowMustHaveIsCheckedAtTheCall() {
    NegativesEstimator estimator = NegativesEstimator.of(NEGATIVES);
    NegativesModel model = estimator.fit(rows(towers()));
    Dataset<Row> taken = rows(1).withColumn("reason", functions.lit("none"));
    String message = "the rows have a column reason, which the result adds; rename it, or drop it.";

    assertThatThrownBy(() -> model.transform(taken)).hasMessage(message);
    assertThatThrownBy(() -> estimator.fit(taken)).hasMessage(message);
    assertThatThrownBy(() -> estimator.transformSchema(taken.schema())).hasMessage(message);
    assertThatThrownBy(() -> model.transform(rows(1).drop("question")))
        .hasMessageStartingWith("the column question is missing; ");
  }

  @Test
  void whatIsSettledAmongAllRowsIsRefusedByName() {
    NegativesEstimator estimator =
        NegativesEstimator.of(
            SparkNegatives.of(
                data ->
                    EasyNegatives.from(data).maxReuse(3).embedWith(HashingEmbedder.defaults())));

    assertThatThrownBy(() -> estimator.fit(rows(towers())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the recipe has maxReuse, which does not run in a pipeline: which row holds a passage"
                + " is settled among all rows that are mined, and a model may be given any; leave"
                + " it out, or call mine(..) or write(..) of SparkNegatives.");
  }

  @Test
  void whatCannotBeSavedIsRefusedByNameBeforeAnythingIsWritten(@TempDir Path folder) {
    NegativesEstimator estimator = NegativesEstimator.of(NEGATIVES);
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {estimator});
    PipelineModel fitted = pipeline.fit(rows(towers()));

    assertThatThrownBy(() -> pipeline.save(folder.resolve("pipeline").toString()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining(estimator.uid())
        .hasMessageContaining(NegativesEstimator.class.getName());
    assertThatThrownBy(() -> fitted.save(folder.resolve("model").toString()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining(NegativesModel.class.getName());
    assertThat(folder).isEmptyDirectory();
  }
}
