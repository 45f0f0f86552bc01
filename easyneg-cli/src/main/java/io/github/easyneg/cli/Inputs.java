package io.github.easyneg.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Turns what names an input into a file that can be read more than once. Holds what was read from
 * the standard input, until it is closed or the JVM ends.
 */
final class Inputs implements AutoCloseable {
  private final Console console;
  private Path standardInput = Path.of("");

  Inputs(Console console) {
    this.console = console;
  }

  /** Returns the file that {@code input} names. */
  Path file(String input) {
    return input.equals("-") ? standardInput() : Path.of(input);
  }

  private Path standardInput() {
    if (!standardInput.toString().isEmpty()) {
      throw Failure.usage("the standard input (-) is named twice; it can be read once.");
    }
    try {
      // The folder bears the odd name, so that messages and the report speak of "stdin".
      Path folder = Files.createTempDirectory("easyneg");
      standardInput = folder.resolve("stdin");
      // Deleted in the reverse order, the folder last.
      folder.toFile().deleteOnExit();
      standardInput.toFile().deleteOnExit();
      Files.copy(console.in(), standardInput);
      return standardInput;
    } catch (IOException e) {
      throw Failure.environment(
          "the standard input could not be copied to a temporary file, as rows are read twice: "
              + e.getMessage()
              + "; name a file instead.",
          e);
    }
  }

  @Override
  public void close() {
    if (standardInput.toString().isEmpty()) {
      return;
    }
    try {
      Files.deleteIfExists(standardInput);
      Files.deleteIfExists(standardInput.resolveSibling("."));
    } catch (IOException e) {
      console.say(standardInput + " could not be deleted: " + e.getMessage());
    }
  }
}
