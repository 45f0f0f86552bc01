package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixtures.NullArguments;
import io.github.easyneg.format.OutputFormats;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class NullArgumentsTest {

  private static NegativesModel model() {
    return NegativesEstimator.of(
            SparkNegatives.of(
                data -> EasyNegatives.from(data).embedWith(HashingEmbedder.defaults())))
        .fit(
            LocalSpark.session()
                .createDataFrame(
                    List.of(RowFactory.create(List.of("Dom", "Turm"), "Wo?", "da", 0L)),
                    MadeRows.SCHEMA));
  }

  @Test
  void nullIsRefusedAtOnceAndTheArgumentIsNamed() throws Exception {
    NullArguments arguments =
        new NullArguments()
            .with(SparkRecipe.class, EasyNegatives::from)
            .with(SparkFormat.class, OutputFormats::axolotl)
            .with(Dataset.class, LocalSpark.session().emptyDataFrame())
            .with(SparkNegatives.class, SparkNegatives.of(EasyNegatives::from))
            .with(StructType.class, MadeRows.SCHEMA)
            .with(ParamMap.class, ParamMap.empty())
            .with(
                NegativesEstimator.class,
                NegativesEstimator.of(SparkNegatives.of(EasyNegatives::from)))
            .with(NegativesModel.class, model());

    assertThat(arguments.unnamed(SparkNegatives.class)).isEmpty();
    assertThat(arguments.unsampled()).isEmpty();
    assertThat(arguments.checked()).isGreaterThan(7);
  }
}
