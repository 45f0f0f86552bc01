package io.github.easyneg.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The names by which a command's options are in a configuration: the long one, no dashes. */
public final class OptionNames {
  /** What INPUT is called there. */
  static final String INPUT = "input";

  /** Options that do not affect a run's result. */
  private static final List<String> NO_SETTINGS =
      List.of("config", "help", "help-all", "version", "stacktrace");

  private OptionNames() {}

  /** Returns each setting of a command by its name, in the order of its help. */
  public static Map<String, ArgSpec> of(CommandSpec command) {
    Map<String, ArgSpec> settings = new LinkedHashMap<>();
    command.positionalParameters().forEach(parameter -> settings.put(INPUT, parameter));
    for (OptionSpec option : command.options()) {
      String name = option.longestName().replaceFirst("^-+", "");
      if (!NO_SETTINGS.contains(name)) {
        settings.put(name, option);
      }
    }
    return settings;
  }

  /** Returns the name that is closest to what was written, for messages. */
  static String nearest(String written, Iterable<String> names) {
    List<String> sorted = new ArrayList<>();
    names.forEach(sorted::add);
    sorted.sort((a, b) -> Integer.compare(edits(written, a), edits(written, b)));
    return sorted.get(0);
  }

  /** Levenshtein's distance: how many letters must be added, taken out or exchanged. */
  static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int exchanged = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
