package io.github.easyneg.cli;

import java.util.function.Supplier;

/** Ends the command with a message and an exit code. */
final class Failure extends RuntimeException {
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
  static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, message);
  }

  /** The data are not as they must be. */
  static Failure data(String message) {
    return new Failure(ExitCode.DATA, message);
  }

  /** Makes something of what was typed, and names that in the message where it cannot be. */
  static <T> T namedIn(String typed, Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, typed + ": " + e.getMessage(), e);
    }
  }

  /** The library refuses a file, a folder or a model: no mistake in what was typed. */
  static Failure environment(IllegalArgumentException refusal) {
    return environment(Translation.of(String.valueOf(refusal.getMessage())), refusal);
  }

  /** A file, a folder, a model, a server or the network failed. */
  static Failure environment(String message, Throwable cause) {
    return new Failure(ExitCode.ENVIRONMENT, message, cause);
  }

  /** A file, a folder, a model, a server or the network is not as it must be. */
  static Failure environment(String message) {
    return new Failure(ExitCode.ENVIRONMENT, message);
  }

  int exitCode() {
    return exitCode;
  }
}
