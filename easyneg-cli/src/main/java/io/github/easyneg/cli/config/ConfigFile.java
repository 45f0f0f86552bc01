package io.github.easyneg.cli.config;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A configuration: the options of a command in YAML, each by its name without dashes, a list where
 * an option may be given several times.
 */
public final class ConfigFile {
  public static final String OPTION = "--config";

  private final Path file;

  /** By name: the values as they are written, and the line. */
  private final Map<String, Entry> entries = new TreeMap<>();

  private record Entry(List<String> values, int line) {}

  private ConfigFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws Failure if it cannot be read, or is not such a file
   */
  public static ConfigFile read(Path file) {
    ConfigFile config = new ConfigFile(file);
    try {
      config.parse(Files.readString(file));
      return config;
    } catch (IOException e) {
      throw Failure.environment(
          "--config: %s cannot be read: %s; name a file with options, such as the train.jsonl.config.yml of an earlier run."
              .formatted(file, Reason.of(e)),
          e);
    }
  }

  private void parse(String text) {
    Optional<Node> root;
    try {
      root = new Compose(LoadSettings.builder().build()).composeString(text);
    } catch (MarkedYamlEngineException e) {
      throw Failure.usage(
          place(e.getProblemMark().map(Mark::getLine).orElse(0))
              + "this is not valid YAML: "
              + e.getProblem()
              + ".");
    } catch (YamlEngineException e) {
      throw Failure.usage(file + ": this is not valid YAML: " + e.getMessage() + ".");
    }
    if (root.isEmpty()) {
      return;
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw Failure.usage(
          place(line(root.get())) + "expected options, one a line, as in 'pool: easy'.");
    }
    mapping.getValue().forEach(this::add);
  }

  private void add(NodeTuple tuple) {
    int line = line(tuple.getKeyNode());
    String key =
        tuple.getKeyNode() instanceof ScalarNode scalar
            ? scalar.getValue().replaceFirst("^-+", "")
            : "";
    List<String> values = new ArrayList<>();
    if (tuple.getValueNode() instanceof SequenceNode list) {
      list.getValue().forEach(value -> values.add(scalar(key, value)));
    } else {
      values.add(scalar(key, tuple.getValueNode()));
    }
    if (entries.put(key, new Entry(values, line + 1)) != null) {
      throw Failure.usage(place(line) + "'" + key + "' stands there twice; write it once.");
    }
  }

  private String scalar(String key, Node value) {
    if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw Failure.usage(
        place(line(value))
            + "'"
            + key
            + "' has no value that an option could have; write a text, a number or a list of"
            + " them.");
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0);
  }

  private String place(int line) {
    return file + ":" + (line + 1) + ": ";
  }

  /**
   * Returns the arguments that say the same as this file.
   *
   * @param known the settings of the command
   * @param elsewhere names of settings that only another command has, which are passed over
   * @param typed names that stand on the command line, and win
   * @throws Failure if a name is not known
   */
  public List<String> arguments(
      Map<String, ?> known, Iterable<String> elsewhere, java.util.Set<String> typed) {
    Map<String, Boolean> passedOver = new HashMap<>();
    elsewhere.forEach(name -> passedOver.put(name, true));
    List<String> options = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    entries.forEach(
        (name, entry) -> {
          if (!known.containsKey(name)) {
            if (!passedOver.containsKey(name)) {
              throw Failure.usage(
                  place(entry.line() - 1)
                      + "there is no option '"
                      + name
                      + "'; did you mean '"
                      + Settings.nearest(name, known.keySet())
                      + "'?");
            }
          } else if (!typed.contains(name)) {
            for (String value : entry.values()) {
              if (name.equals(Settings.INPUT)) {
                inputs.add(value);
              } else {
                options.add((name.length() == 1 ? "-" : "--") + name + "=" + value);
              }
            }
          }
        });
    options.addAll(inputs);
    return options;
  }

  /** Returns where the options come from that a message is about, or nothing. */
  public Optional<String> origin(String message) {
    return entries.entrySet().stream()
        .filter(
            entry ->
                message.matches(
                    "(?s).*(?<![\\w-])-{1,2}"
                        + java.util.regex.Pattern.quote(entry.getKey())
                        + "(?![\\w-]).*"))
        .map(
            entry ->
                "'" + entry.getKey() + "' stands in " + file + ":" + entry.getValue().line() + ".")
        .findFirst();
  }
}
