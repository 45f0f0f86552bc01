package io.github.easyneg.format;

import java.util.Optional;

/** A format that Axolotl trains on, and what its configuration calls it. */
public interface AxolotlFormat extends OutputFormat {

  /** Returns the {@code type} of the entry under {@code datasets}, for example {@code alpaca}. */
  String axolotlType();

  /**
   * Returns the value of {@code rl} at the top of the configuration, for example {@code dpo};
   * empty, the default, for plain fine-tuning.
   */
  default Optional<String> axolotlRl() {
    return Optional.empty();
  }
}
