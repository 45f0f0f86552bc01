package io.github.easyneg.cli;

/** What the command's exit codes mean; {@code --help} prints the same. */
final class ExitCode {
  /** All went well. */
  static final int OK = 0;

  /** The data are not as expected, or rows came short under {@code --when-short fail}. */
  static final int DATA = 1;

  /** What was typed, or stands in the configuration, cannot be meant. */
  static final int USAGE = 2;

  /** A file, a folder, a model, a server or the network failed. */
  static final int ENVIRONMENT = 3;

  /** A defect of this program. */
  static final int DEFECT = 4;

  /** Ctrl-C. The JVM itself exits with it. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
