package io.github.easyneg.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The help of a command with many options: {@code --help} shows those that matter first, {@code
 * --help-all} shows all of them, in groups.
 */
final class ShortHelp {
  /** Asks for all options. */
  static final String ALL = "--help-all";

  private static final Map<String, List<String>> FIRST =
      Map.of(
          "mine",
          List.of(
              "--out",
              "--format",
              "-k",
              "--pool",
              "--model",
              "--embedder",
              "--dpath",
              "--split",
              "--audit",
              "--report",
              "--ft-config",
              "--hub-folder",
              "--config",
              "--seed"),
          "explain",
          List.of("--row", "--config", "-k", "--pool", "--model", "--embedder", "--dpath"));

  private ShortHelp() {}

  /** Lets the commands below show in their help what matters first. */
  static void applyTo(CommandLine command) {
    FIRST.forEach(
        (name, options) -> {
          CommandLine below = command.getSubcommands().get(name);
          if (below != null) {
            below
                .getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> first(help, options));
          }
        });
  }

  private static String first(Help help, List<String> names) {
    CommandSpec command = help.commandSpec();
    List<OptionSpec> options =
        new ArrayList<>(
            names.stream().map(command.optionsMap()::get).filter(Objects::nonNull).toList());
    options.addAll(
        command.options().stream()
            .filter(option -> List.of("--help", ALL).contains(option.longestName()))
            .toList());
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.parameterLabelRenderer());
    return layout
        + String.format(
            Locale.ROOT,
            "%nAll %d options, in groups: %s %s%n",
            command.options().size(),
            command.qualifiedName(),
            ALL);
  }
}
