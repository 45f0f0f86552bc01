package io.github.easyneg.cli;

import io.github.easyneg.format.FtConfig;
import io.github.easyneg.format.OutputFormat;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which files are to be written.
 *
 * @param format of the records
 * @param train the training data
 * @param audit what is known of each row
 * @param heldOut the part that is not trained on
 * @param hubFolder the folder that gets a card
 * @param ftConfig Axolotl's configuration
 * @param report the folder of the report
 */
record OutputPlan(
    OutputFormat format,
    Path train,
    Optional<Path> audit,
    Optional<HeldOut> heldOut,
    Optional<Path> hubFolder,
    Optional<Path> ftConfig,
    Optional<Path> report) {

  /** Refuses what cannot be meant, before any work is done. */
  void check() {
    if (ftConfig.isPresent()) {
      FtConfig unused = FtConfig.of(train.toString(), format);
    }
  }

  /** Returns the file of the held-out part. */
  Optional<Path> validation() {
    return heldOut.map(
        part ->
            hubFolder.isPresent()
                ? hubFolder.get().resolve(part.name() + ".jsonl")
                : part.beside(train));
  }

  /** Returns where the settings of the run are written. */
  Path config() {
    return train.resolveSibling(train.getFileName() + ".config.yml");
  }
}
