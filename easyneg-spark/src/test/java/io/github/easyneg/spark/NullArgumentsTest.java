package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.fixtures.NullArguments;
import io.github.easyneg.format.OutputFormats;
import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.Test;

class NullArgumentsTest {

  @Test
  void nullIsRefusedAtOnceAndTheArgumentIsNamed() throws Exception {
    NullArguments arguments =
        new NullArguments()
            .with(SparkRecipe.class, EasyNegatives::from)
            .with(SparkFormat.class, OutputFormats::axolotl)
            .with(Dataset.class, LocalSpark.session().emptyDataFrame())
            .with(SparkNegatives.class, SparkNegatives.of(EasyNegatives::from));

    assertThat(arguments.unnamed(SparkNegatives.class)).isEmpty();
    assertThat(arguments.unsampled()).isEmpty();
    assertThat(arguments.checked()).isGreaterThan(7);
  }
}
