package io.github.easyneg.cli.console;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ends the command with a message and an exit code. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final List<String> options;

  private Failure(int exitCode, String message, @Nullable Throwable cause, List<String> options) {
    super(message, cause);
    this.exitCode = exitCode;
    this.options = options;
  }

  /**
   * Invalid options.
   *
   * @param options that the message is about, so that it can be said where they come from
   */
  public static Failure usage(String message, String... options) {
    return new Failure(ExitCode.USAGE, message, null, List.of(options));
  }

  /** An invalid configuration. */
  public static Failure usage(String message, Throwable cause) {
    return new Failure(ExitCode.USAGE, message, cause, List.of());
  }

  /** Invalid data. */
  public static Failure data(String message) {
    return new Failure(ExitCode.DATA, message, null, List.of());
  }

  /**
   * Parses what was typed, and names the option in the message where it is invalid.
   *
   * @param option such as {@code --pool}
   * @param value as it was typed
   */
  public static <T> T namedIn(String option, String value, Supplier<T> making) {
    try {
      return making.get();
    } catch (IllegalArgumentException e) {
      throw new Failure(
          ExitCode.USAGE, option + " " + value + ": " + OptionWords.message(e), e, List.of(option));
    }
  }

  /** The library rejects a file, a folder or a model: not a mistake in what was typed. */
  public static Failure environment(IllegalArgumentException refusal) {
    return environment(OptionWords.message(refusal), refusal);
  }

  /** A file, a folder, a model, a server or the network failed. */
  public static Failure environment(String message, Throwable cause) {
    return new Failure(ExitCode.ENVIRONMENT, message, cause, List.of());
  }

  /** An invalid file, folder or model, or an invalid answer of a server or the network. */
  public static Failure environment(String message) {
    return new Failure(ExitCode.ENVIRONMENT, message, null, List.of());
  }

  public int exitCode() {
    return exitCode;
  }

  /** Returns the options that the message is about. */
  List<String> options() {
    return options;
  }
}
