package io.github.easyneg.cli.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words the message for an invalid command line: what is wrong, and what to type instead. */
public final class Mistyped {
  private Mistyped() {}

  /** Returns the message. */
  public static String message(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getUnmatched().get(0), command);
    }
    if (e instanceof MissingParameterException missing) {
      return missing(missing, command);
    }
    ArgSpec argument = e.getArgSpec();
    if (argument != null && e.getValue() != null) {
      return String.format(
          Locale.ROOT, "%s is '%s'; use %s.", name(argument), e.getValue(), kind(e, argument));
    }
    String message = String.valueOf(e.getMessage());
    return message.matches("(?s).*[.?]") ? message : message + ".";
  }

  /** Returns the options that the message is about. */
  public static List<String> options(ParameterException e) {
    return e.getArgSpec() instanceof OptionSpec option ? List.of(option.longestName()) : List.of();
  }

  /**
   * Rejects what the parser would misinterpret: a long option behind a single dash, as {@code -out}
   * for {@code -o ut}; an option that is given twice, of which it would take the last; and an
   * option in the place of another's value.
   */
  public static void check(CommandLine line, List<String> args) {
    Optional<CommandLine> command = named(line, args);
    while (command.isPresent() && !command.get().getSubcommands().isEmpty()) {
      command = named(command.get(), args);
    }
    command.ifPresent(
        c ->
            checkWords(
                c,
                args.stream()
                    .takeWhile(a -> !a.equals(ConfiguredArguments.END_OF_OPTIONS))
                    .toList()));
  }

  /** Returns the first command below {@code line} that is named. */
  private static Optional<CommandLine> named(CommandLine line, List<String> args) {
    return args.stream()
        .filter(line.getSubcommands()::containsKey)
        .findFirst()
        .map(line.getSubcommands()::get);
  }

  private static void checkWords(CommandLine command, List<String> args) {
    Map<String, OptionSpec> options = command.getCommandSpec().optionsMap();
    Set<OptionSpec> seen = new HashSet<>();
    for (int i = 0; i < args.size(); i++) {
      String word = args.get(i).replaceFirst("(?s)=.*", "");
      if (word.matches("-\\w[\\w-]+") && options.containsKey("-" + word)) {
        throw new ParameterException(
            command,
            String.format(Locale.ROOT, "unknown option %s; did you mean -%s?", word, word));
      }
      OptionSpec whole = options.get(word);
      OptionSpec option = whole != null ? whole : withItsValue(word, options);
      if (option != null && !option.isMultiValue() && !seen.add(option)) {
        throw new ParameterException(
            command,
            String.format(Locale.ROOT, "%s is given twice; remove one.", option.longestName()));
      }
      if (whole != null
          && whole.arity().min() > 0
          && word.length() == args.get(i).length()
          && i + 1 < args.size()) {
        i++;
        if (options.containsKey(args.get(i).replaceFirst("(?s)=.*", ""))) {
          throw new ParameterException(command, withoutValue(whole));
        }
      }
    }
  }

  private static String withoutValue(ArgSpec argument) {
    return String.format(
        Locale.ROOT, "%s has no value; write it as in %s.", name(argument), typed(argument));
  }

  /** Returns the option of a word such as {@code -k3}, or null. */
  private static @Nullable OptionSpec withItsValue(String word, Map<String, OptionSpec> options) {
    return word.matches("-\\w.+") ? options.get(word.substring(0, 2)) : null;
  }

  /** Suggests what was probably meant. */
  private static String unknown(String word, CommandSpec command) {
    if (command.parent() == null) {
      return word.startsWith("-")
          ? String.format(
              Locale.ROOT,
              "unknown option %s here; options come after the command, as in 'easyneg mine"
                  + " %s'.",
              word,
              word)
          : String.format(
              Locale.ROOT,
              "unknown command '%s'; did you mean '%s'?",
              word,
              OptionNames.nearest(word, command.subcommands().keySet()));
    }
    if (!word.startsWith("-") && !command.subcommands().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "unknown command '%s'; did you mean '%s'?",
          word,
          OptionNames.nearest(word, command.subcommands().keySet()));
    }
    if (!word.startsWith("-")) {
      return String.format(Locale.ROOT, "'%s' is an unexpected argument; remove it.", word);
    }
    String option = word.replaceFirst("=.*", "");
    return String.format(
        Locale.ROOT,
        "unknown option %s; did you mean %s?",
        option,
        OptionNames.nearest(option, command.optionsMap().keySet()));
  }

  private static String missing(MissingParameterException e, CommandSpec command) {
    List<ArgSpec> missing = e.getMissing();
    if (missing.size() == 1 && String.valueOf(e.getMessage()).contains("parameter for option")) {
      return withoutValue(missing.get(0));
    }
    return String.format(
        Locale.ROOT,
        "%s is missing; write it as in '%s'.",
        missing.stream().map(Mistyped::name).collect(Collectors.joining(" and ")),
        command.qualifiedName()
            + missing.stream().map(a -> " " + typed(a)).collect(Collectors.joining()));
  }

  /** Returns the option by its clearest name, or {@code INPUT}. */
  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String typed(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + argument.paramLabel()
        : argument.paramLabel();
  }

  /** Returns what kind of value an argument takes. */
  private static String kind(ParameterException e, ArgSpec argument) {
    Class<?> type = argument.typeInfo().getType();
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false, or leave the value out";
    }
    if (type.isEnum()) {
      return oneOf(
          List.of(type.getEnumConstants()).stream()
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .toList());
    }
    return Optional.ofNullable(e.getCause())
        .filter(TypeConversionException.class::isInstance)
        .map(cause -> String.valueOf(cause.getMessage()))
        .orElse("another value");
  }

  private static String oneOf(List<String> words) {
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }
}
