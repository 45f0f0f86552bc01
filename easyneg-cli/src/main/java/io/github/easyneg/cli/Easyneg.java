package io.github.easyneg.cli;

import io.github.easyneg.cli.config.ConfiguredArguments;
import io.github.easyneg.cli.config.Mistyped;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Interruption;
import io.github.easyneg.cli.console.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, which only leads to others. */
@Command(
    name = "easyneg",
    description = "Mines easy negatives for question-answering and RAG training data.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    usageHelpWidth = 100,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:invalid data: a file is not as expected, the doctor found errors, or a row has too few"
          + " negatives under --when-short fail",
      "2:invalid command line or configuration",
      "3:the environment: a file, a folder, a model, a server or the network failed",
      "4:an internal error, a bug in easyneg",
      "130:interrupted, for example by Ctrl-C; no partial file is left"
    })
final class Easyneg implements Runnable {

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "On an error, print where in the program it came from.")
  boolean stacktrace;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Easyneg() {}

  /** Runs the command and returns its exit code. */
  static int run(Console console, Interruption interruption, String... args) {
    int code = execute(console, interruption, args);
    Optional<String> lost = console.lost();
    if (lost.isEmpty() || interruption.happened()) {
      return code;
    }
    console.say(
        "the standard output could not be written: "
            + lost.get()
            + "; what was to be printed is incomplete. Free some space, or print elsewhere.");
    return code == ExitCode.OK ? ExitCode.ENVIRONMENT : code;
  }

  private static int execute(Console console, Interruption interruption, String... args) {
    Easyneg easyneg = new Easyneg();
    boolean stacktrace = List.of(args).contains("--stacktrace");
    Errors errors = new Errors(console, interruption, stacktrace);
    try {
      ConfiguredArguments configured =
          ConfiguredArguments.of(new Easyneg().commandLine(console), args);
      errors.configuredBy(configured.config());
      CommandLine line = easyneg.commandLine(console);
      List<String> arguments = new ArrayList<>(configured.arguments());
      if (!arguments.contains(ShortHelp.ALL)) {
        ShortHelp.applyTo(line);
      }
      arguments.replaceAll(word -> word.equals(ShortHelp.ALL) ? "--help" : word);
      Mistyped.check(line, ConfiguredArguments.marked(args));
      return line.setParameterExceptionHandler(errors)
          .setExecutionExceptionHandler(errors)
          .execute(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      return errors.handleParseException(e, args);
    } catch (RuntimeException | Error e) {
      return errors.report(e);
    }
  }

  private CommandLine commandLine(Console console) {
    return new CommandLine(this)
        .addSubcommand(new Mine(console))
        .addSubcommand(new Doctor(console))
        .addSubcommand(new Explain(console))
        .addSubcommand(new Convert(console))
        .addSubcommand(new View(console))
        .addSubcommand(new Compare(console))
        .addSubcommand(new Distill(console))
        .addSubcommand(Ground.with(console))
        .addSubcommand(new CommandLine.HelpCommand())
        .addSubcommand(new AutoComplete.GenerateCompletion())
        .setExpandAtFiles(false)
        .setEndOfOptionsDelimiter(ConfiguredArguments.END_OF_OPTIONS)
        .setAllowOptionsAsOptionParameters(true) // a value may look like one; see Mistyped
        .setOut(console.help())
        .setErr(console.err())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "there is no command; begin with one of "
            + String.join(", ", spec.subcommands().keySet())
            + ", as in 'easyneg mine rows.jsonl --out train.jsonl'.");
  }
}
