package io.github.easyneg.cli.config;

import io.github.easyneg.cli.console.Version;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.internal.io.OwnText;
import io.github.easyneg.report.MiningReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** All settings that a run was made with, defaults too, as a file for {@code --config}. */
public final class ResolvedConfig {
  private ResolvedConfig() {}

  /**
   * Returns the settings of a command that was parsed, as YAML, and as comments what they came to:
   * defaults that have no option, the model, the input's hash, versions.
   *
   * @param readAs which shape the records were read as: detected or not, it is among the settings,
   *     so that they are read in the same way again
   */
  public static String of(
      CommandSpec command, Map<String, MiningReport> reports, Optional<InputFormat> readAs) {
    Map<String, Object> found = readAs.map(ResolvedConfig::found).orElse(Map.of());
    Map<String, Object> values = new LinkedHashMap<>();
    OptionNames.of(command)
        .forEach(
            (name, setting) -> {
              Object value = found.containsKey(name) ? found.get(name) : plain(current(setting));
              if (value != null) {
                values.put(name, value);
              }
            });
    DumpSettings block =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();
    return OwnText.yaml(
        "# The settings of a run: easyneg "
            + command.name()
            + " --config FILE repeats it. Paths are relative\n"
            + "# to the folder that it was started in. easyneg "
            + Version.ofProgram()
            + "\n"
            + new Dump(block).dumpToString(values)
            + "\n# What they came to:\n"
            + comments(require(reports.get("train")).provenance()));
  }

  private static Map<String, Object> found(InputFormat format) {
    if (format.name().equals("map")) {
      return Map.of("map", format.map().orElseThrow().toString());
    }
    Map<String, Object> found = new HashMap<>();
    List<InputFormat> each = format.perInput().isEmpty() ? List.of(format) : format.perInput();
    List<String> names = each.stream().map(InputFormat::name).toList();
    found.put("input-format", names.size() == 1 ? names.get(0) : names);
    each.forEach(one -> one.map().ifPresent(map -> found.put("map", map.toString())));
    return found;
  }

  private static String comments(Map<String, String> facts) {
    StringBuilder lines = new StringBuilder();
    facts.forEach(
        (name, value) ->
            lines.append("# ").append(name).append(": ").append(oneLine(value)).append('\n'));
    return lines.toString();
  }

  /** A text that is allowed in a comment and does not end it. */
  private static String oneLine(String text) {
    return text.codePoints()
        .map(c -> isPlain(c) ? c : c == '\r' || c == '\n' ? ' ' : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Tells whether all readers of YAML take a character as part of a line. */
  private static boolean isPlain(int c) {
    return (c >= ' ' && c <= '~')
        || (c >= 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c < 0xFFFE && !surrogate(c))
        || c >= 0x10000;
  }

  private static boolean surrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static MiningReport require(@Nullable MiningReport report) {
    if (report == null) {
      throw new AssertionError("training data are always mined");
    }
    return report;
  }

  private static @Nullable Object current(ArgSpec setting) {
    return setting.getValue();
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Collection<?> many) {
      List<String> texts = new ArrayList<>();
      many.forEach(one -> texts.add(String.valueOf(one)));
      return texts.isEmpty() ? null : texts;
    }
    return value.toString();
  }
}
