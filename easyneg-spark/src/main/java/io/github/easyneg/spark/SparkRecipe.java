package io.github.easyneg.spark;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import java.io.Serializable;

/**
 * A recipe as a function of the data set, so that it can be sent to other machines: it is called on
 * the driver and once in each executor, and what it makes (embedders, guards, samplers) is made
 * there and need not be serializable.
 *
 * <p>It must be a function: called again, and on another machine, it must return the same recipe.
 * The settings of all calls are compared by their checksum. What it opens (a model's folder, a file
 * of marks) must be there on each machine, under the same path. It must not read the data set's
 * rows.
 */
@FunctionalInterface
public interface SparkRecipe extends Serializable {

  /**
   * Returns the recipe.
   *
   * @param data represents the rows, to begin with as {@code EasyNegatives.from(data)}
   */
  EasyNegatives on(Dataset data);
}
