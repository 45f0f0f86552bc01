package io.github.easyneg.cli;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.langchain4j.HuggingFaceHubException;
import io.github.easyneg.mine.ShortageException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

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
    console.say(unknown(e, command).orElse(message(e) + (message(e).endsWith(".") ? "" : ".")));
    tellOrigin(e);
    console.say("see '" + command.qualifiedName() + " --help'.");
    trace(e);
    return ExitCode.USAGE;
  }

  /** Says what was probably meant, where a word is not known. */
  private static Optional<String> unknown(ParameterException e, CommandSpec command) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    String word = unmatched.getUnmatched().get(0);
    if (command.parent() == null) {
      return Optional.of(
          word.startsWith("-")
              ? "there is no option %s here; options stand behind the command, as in 'easyneg mine %s'."
                  .formatted(word, word)
              : "there is no command '%s'; did you mean '%s'?"
                  .formatted(word, Settings.nearest(word, command.subcommands().keySet())));
    }
    if (!word.startsWith("-")) {
      return Optional.of("'%s' is one word too many.".formatted(word));
    }
    String option = word.replaceFirst("=.*", "");
    return Optional.of(
        "there is no option %s; did you mean %s?"
            .formatted(option, Settings.nearest(option, command.optionsMap().keySet())));
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
    console.say(code == ExitCode.DEFECT ? "a defect of easyneg itself: " + e : message(e));
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
    config.flatMap(file -> file.origin(message(e))).ifPresent(console::say);
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
        || e instanceof UncheckedIOException
        || e instanceof OutOfMemoryError) {
      return ExitCode.ENVIRONMENT;
    }
    return ExitCode.DEFECT;
  }

  private static String message(Throwable e) {
    if (e instanceof OutOfMemoryError) {
      return "the memory is used up: Java may take %d MB; give it more, as in EASYNEG_JAVA_OPTS=-Xmx8g."
          .formatted(Runtime.getRuntime().maxMemory() >> 20);
    }
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.toString() : inOptions(message);
  }

  /** Says what is typed where the library says which call of its recipe is meant. */
  private static String inOptions(String message) {
    return message.replace("resumeIn(..)", "--resume").replace("vectorsIn(..)", "--map-vectors");
  }

  private void trace(Throwable e) {
    if (stacktrace) {
      e.printStackTrace(console.err());
    }
  }
}
