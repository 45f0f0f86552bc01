package io.github.easyneg.spark;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.settings.RowName;
import java.util.List;
import java.util.stream.Stream;

/**
 * Represents Spark's rows in a recipe, which describes what is done with them and reads none of
 * them.
 *
 * @param name by which messages and the report call the data set
 * @param notes on what the rows were recognised as
 */
record SparkRows(String name, List<String> notes) implements Dataset, RowName.ByQuestion {

  @Override
  public Stream<QaRow> rows() {
    throw new IllegalStateException(
        "the recipe reads the rows of "
            + name
            + ", which Spark reads; let it describe what is done with them, and read nothing.");
  }
}
