package io.github.easyneg.cli.config;

import io.github.easyneg.cli.console.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The arguments of a run: what was typed, and what the file says that {@code --config} names, where
 * nothing was typed instead.
 *
 * @param arguments for the parser
 * @param config the file, if there is one
 */
public record ConfiguredArguments(List<String> arguments, Optional<ConfigFile> config) {

  /**
   * What the parser takes for the {@code --} before inputs: no word of a command line can hold it,
   * so that {@code --} may be the value of an option.
   */
  public static final String END_OF_OPTIONS = "\u0000--";

  /** Options that take all following words up to the next that begins with a dash. */
  private static final Set<String> OF_SEVERAL = Set.of("--corpus");

  /**
   * Returns what was typed with the first word {@code --} as {@link #END_OF_OPTIONS}, and with
   * {@code --corpus a b} as {@code --corpus=a --corpus=b}: the parser, to which a value may look
   * like an option, would take all that follows.
   */
  public static List<String> marked(String... args) {
    List<String> marked = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--")) {
        marked.add(END_OF_OPTIONS);
        marked.addAll(List.of(args).subList(i + 1, args.length));
        return marked;
      }
      if (OF_SEVERAL.contains(args[i]) && i + 1 < args.length && !args[i + 1].startsWith("-")) {
        String option = args[i];
        while (i + 1 < args.length && !args[i + 1].startsWith("-")) {
          i++;
          marked.add(option + "=" + args[i]);
        }
      } else {
        marked.add(args[i]);
      }
    }
    return marked;
  }

  /**
   * Reads the configuration, if one is given.
   *
   * @param probe the command, which is asked to parse what was typed; not to be used again
   * @throws Failure if the file cannot be read, or names an unknown option
   */
  public static ConfiguredArguments of(CommandLine probe, String... args) {
    if (Arrays.stream(args).noneMatch(arg -> arg.startsWith(ConfigFile.OPTION))) {
      return new ConfiguredArguments(marked(args), Optional.empty());
    }
    collectErrors(probe);
    ParseResult parsed = probe.parseArgs(marked(args).toArray(String[]::new));
    if (!parsed.hasSubcommand() || !parsed.subcommand().hasMatchedOption(ConfigFile.OPTION)) {
      return new ConfiguredArguments(marked(args), Optional.empty());
    }
    ParseResult command = parsed.subcommand();
    Path file = command.matchedOptionValue(ConfigFile.OPTION, Path.of(""));
    ConfigFile config = ConfigFile.read(file);
    Map<String, ArgSpec> known = OptionNames.of(command.commandSpec());
    ConfigFile.Arguments more =
        config.arguments(known, ofAllCommands(probe), typed(command, known));
    // Right after the command, so that a "--" further on cannot turn them into inputs.
    List<String> arguments = marked(args);
    int at = arguments.indexOf(command.commandSpec().name()) + 1;
    arguments.addAll(at, more.options());
    if (!more.inputs().isEmpty()) {
      if (!arguments.contains(END_OF_OPTIONS)) {
        arguments.add(END_OF_OPTIONS);
      }
      arguments.addAll(more.inputs());
    }
    return new ConfiguredArguments(arguments, Optional.of(config));
  }

  private static void collectErrors(CommandLine line) {
    line.getCommandSpec().parser().collectErrors(true);
    line.getSubcommands().values().forEach(ConfiguredArguments::collectErrors);
  }

  private static Set<String> typed(ParseResult command, Map<String, ArgSpec> known) {
    Set<String> typed = new HashSet<>();
    known.forEach(
        (name, setting) -> {
          boolean matched =
              setting instanceof OptionSpec option
                  ? command.hasMatchedOption(option.longestName())
                  : !command.matchedPositionals().isEmpty();
          if (matched) {
            typed.add(name);
          }
        });
    return typed;
  }

  private static Set<String> ofAllCommands(CommandLine line) {
    Set<String> names = new LinkedHashSet<>();
    line.getSubcommands()
        .values()
        .forEach(command -> names.addAll(OptionNames.of(command.getCommandSpec()).keySet()));
    return names;
  }
}
