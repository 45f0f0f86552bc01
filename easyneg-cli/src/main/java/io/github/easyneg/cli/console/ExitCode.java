package io.github.easyneg.cli.console;

/** What the command's exit codes mean; {@code --help} prints the same. */
public final class ExitCode {
  /** Success. */
  public static final int OK = 0;

  /** Invalid data, or rows were short under {@code --when-short fail}. */
  public static final int DATA = 1;

  /** Invalid command line or configuration. */
  public static final int USAGE = 2;

  /** A file, a folder, a model, a server or the network failed. */
  public static final int ENVIRONMENT = 3;

  /** A defect of this program. */
  public static final int DEFECT = 4;

  /** Ctrl-C. The JVM itself exits with it. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
