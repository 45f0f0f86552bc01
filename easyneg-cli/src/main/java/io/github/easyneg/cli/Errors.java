package io.github.easyneg.cli;

import io.github.easyneg.cli.config.ConfigFile;
import io.github.easyneg.cli.config.Mistyped;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.Interruption;
import io.github.easyneg.cli.console.OptionWords;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.ShortageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what goes wrong into one message for the user and an exit code. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Console console;
  private final Interruption interruption;
  private final boolean stacktrace;
  private Optional<ConfigFile> config = Optional.empty();

  Errors(Console console, Interruption interruption, boolean stacktrace) {
    this.console = console;
    this.interruption = interruption;
    this.stacktrace = stacktrace;
  }

  /** Says which configuration the options may come from. */
  void configuredBy(Optional<ConfigFile> config) {
    this.config = config;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    console.say(Mistyped.message(e));
    tellOrigin(e);
    console.say("see '" + command.qualifiedName() + " --help'.");
    trace(e);
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return report(e);
  }

  /** Prints the message of what went wrong and returns the exit code. */
  int report(Throwable e) {
    if (interruption.happened()) {
      return ExitCode.INTERRUPTED;
    }
    int code = code(e);
    console.say(code == ExitCode.DEFECT ? "an internal error, a bug in easyneg: " + e : message(e));
    if (code == ExitCode.DEFECT) {
      console.say("please report it, with what --stacktrace prints.");
    }
    if (code == ExitCode.USAGE) {
      tellOrigin(e);
    }
    trace(e);
    return code;
  }

  private void tellOrigin(Throwable e) {
    List<String> options =
        e instanceof ParameterException parsing
            ? Mistyped.options(parsing)
            : OptionWords.options(e);
    config.flatMap(file -> file.origin(options)).ifPresent(console::say);
  }

  private static int code(Throwable e) {
    if (e instanceof Failure failure) {
      return failure.exitCode();
    }
    if (e instanceof DatasetFormatException || e instanceof ShortageException) {
      return ExitCode.DATA;
    }
    if (e instanceof EmbeddingException embedding) {
      return embedding.text().isPresent() ? ExitCode.DATA : ExitCode.ENVIRONMENT;
    }
    if (e instanceof HuggingFaceHubException hub) {
      return hub.reason() == HuggingFaceHubException.Reason.INTERRUPTED
          ? ExitCode.INTERRUPTED
          : ExitCode.ENVIRONMENT;
    }
    if (e instanceof IllegalArgumentException) {
      return ExitCode.USAGE;
    }
    if (e instanceof CancellationException) {
      return ExitCode.INTERRUPTED;
    }
    if (e instanceof IllegalStateException
        || e instanceof GuardException
        || e instanceof UncheckedIOException
        || e instanceof LinkageError
        || isShortOfFiles(e)
        || e instanceof OutOfMemoryError) {
      return ExitCode.ENVIRONMENT;
    }
    return ExitCode.DEFECT;
  }

  /** Java has no specific exception for it, only the system's message. */
  private static boolean isShortOfFiles(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException io && Reason.of(io).endsWith("Too many open files")) {
        return true;
      }
    }
    return false;
  }

  private static String message(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return String.format(
          Locale.ROOT,
          "out of memory: Java may use %d MB; give it more, as in" + " EASYNEG_JAVA_OPTS=-Xmx8g.",
          Runtime.getRuntime().maxMemory() >> 20);
    }
    if (isShortOfFiles(e) || e instanceof LinkageError) {
      return String.format(
          Locale.ROOT,
          "the program could not go on: %s; allow more open files, as in 'ulimit -n 1024', or"
              + " install easyneg again.",
          e);
    }
    String message = e.getMessage();
    if (message == null || message.isBlank()) {
      return e.toString();
    }
    return OptionWords.message(e);
  }

  private void trace(Throwable e) {
    if (stacktrace) {
      console.trace(e);
    }
  }
}
