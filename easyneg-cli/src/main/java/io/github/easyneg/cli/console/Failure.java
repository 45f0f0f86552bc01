package io.github.easyneg.cli.console;

import java.util.function.Supplier;

/** Ends the command with a message and an exit code. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Failure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  private Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Options that cannot be meant together. */
  public static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, message);
  }

  /** A configuration that cannot be read as one. */
  public static Failure usage(String message, Throwable cause) {
    return new Failure(ExitCode.USAGE, message, cause);
  }

  /** The data are not as they must be. */
  public static Failure data(String message) {
    return new Failure(ExitCode.DATA, message);
  }

  /** Makes something of what was typed, and names that in the message where it cannot be. */
  public static <T> T namedIn(String typed, Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, typed + ": " + e.getMessage(), e);
    }
  }

  /** The library refuses a file, a folder or a model: no mistake in what was typed. */
  public static Failure environment(IllegalArgumentException refusal) {
    return environment(Translation.of(String.valueOf(refusal.getMessage())), refusal);
  }

  /** A file, a folder, a model, a server or the network failed. */
  public static Failure environment(String message, Throwable cause) {
    return new Failure(ExitCode.ENVIRONMENT, message, cause);
  }

  /** A file, a folder, a model, a server or the network is not as it must be. */
  public static Failure environment(String message) {
    return new Failure(ExitCode.ENVIRONMENT, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
