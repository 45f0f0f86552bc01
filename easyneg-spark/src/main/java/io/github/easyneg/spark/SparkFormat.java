package io.github.easyneg.spark;

import io.github.easyneg.format.OutputFormat;
import java.io.Serializable;

/**
 * A format as a function, so that it can be sent to other machines: {@code OutputFormats::axolotl},
 * {@code Audit::new}, or {@code () -> OutputFormats.ntuple(3)}.
 */
@FunctionalInterface
public interface SparkFormat extends Serializable {

  /** Returns the format; the same each time. */
  OutputFormat format();
}
