package io.github.easyneg.cli.config;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
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

  /** The options, and the values of one of them. */
  private static final int DEEPEST = 2;

  private static final LoadSettings SETTINGS = LoadSettings.builder().build();

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
    } catch (CharacterCodingException e) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "--config: %s is not in UTF-8; save it in that encoding.", file),
          e);
    } catch (IOException e) {
      throw Failure.environment(
          String.format(
              Locale.ROOT,
              "--config: %s cannot be read: %s; name a file with options, such as the"
                  + " train.jsonl.config.yml of an earlier run.",
              file,
              Reason.of(e)),
          e);
    }
  }

  private void parse(String text) {
    Optional<Node> root;
    try {
      requireShallow(text);
      root = new Compose(SETTINGS).composeString(text);
    } catch (MarkedYamlEngineException e) {
      throw invalid(e.getProblemMark().map(Mark::getLine).orElse(0), e.getProblem(), e);
    } catch (ReaderException e) {
      throw invalid(
          lineAt(text, e.getPosition()),
          String.format(Locale.ROOT, "it holds the character U+%04X", e.getCodePoint()),
          e);
    } catch (YamlEngineException e) {
      throw invalid(0, e.getMessage(), e);
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

  private Failure invalid(int line, @Nullable String problem, YamlEngineException cause) {
    return Failure.usage(
        place(line)
            + "this is not valid YAML: "
            + String.valueOf(problem).replaceAll("\\s+", " ")
            + "; write options, one a line, as in 'pool: easy'.",
        cause);
  }

  /** Rejects what is nested deeper than a list of values, before anything recurses into it. */
  private void requireShallow(String text) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw Failure.usage(
            place(event.getStartMark().map(Mark::getLine).orElse(0))
                + "a value is nested too deeply; write a string, a number or a list of them.");
      }
    }
  }

  private static int lineAt(String text, int position) {
    return (int) text.codePoints().limit(Math.max(0, position)).filter(c -> c == '\n').count();
  }

  private void add(NodeTuple tuple) {
    int line = line(tuple.getKeyNode());
    String key =
        tuple.getKeyNode() instanceof ScalarNode scalar
            ? scalar.getValue().replaceFirst("^-+", "")
            : "";
    List<String> values = new ArrayList<>();
    if (tuple.getValueNode() instanceof SequenceNode list) {
      list.getValue().forEach(value -> values.add(scalar(key, line, value)));
    } else {
      values.add(scalar(key, line, tuple.getValueNode()));
    }
    if (entries.put(key, new Entry(values, line + 1)) != null) {
      throw Failure.usage(place(line) + "'" + key + "' is given twice; remove one.");
    }
  }

  private String scalar(String key, int keyLine, Node value) {
    if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return scalar.getValue();
    }
    throw Failure.usage(
        // What an alias stands for lies where its anchor is, before the key.
        place(Math.max(keyLine, line(value)))
            + "'"
            + key
            + "' has an invalid value; write a string, a number or a list of them.");
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0);
  }

  private String place(int line) {
    return file + ":" + (line + 1) + ": ";
  }

  /**
   * What a file says, as arguments.
   *
   * @param options each with its value in one word
   * @param inputs which may begin with a dash, and must follow a {@code --}
   */
  public record Arguments(List<String> options, List<String> inputs) {}

  /**
   * Returns the arguments that say the same as this file.
   *
   * @param known the settings of the command
   * @param elsewhere names of settings that only another command has, which are ignored
   * @param typed names that are on the command line, which override the file
   * @throws Failure if a name is not known
   */
  public Arguments arguments(
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
                      + "unknown option '"
                      + name
                      + "'; did you mean '"
                      + OptionNames.nearest(name, known.keySet())
                      + "'?");
            }
          } else if (!typed.contains(name)) {
            for (String value : entry.values()) {
              if (name.equals(OptionNames.INPUT)) {
                inputs.add(value);
              } else {
                options.add((name.length() == 1 ? "-" : "--") + name + "=" + value);
              }
            }
          }
        });
    return new Arguments(options, inputs);
  }

  /**
   * Returns where the first of some options comes from that is in this file, or nothing.
   *
   * @param options with their dashes
   */
  public Optional<String> origin(List<String> options) {
    return options.stream()
        .map(option -> option.replaceFirst("^-+", ""))
        .filter(entries::containsKey)
        .map(name -> "'" + name + "' is set in " + file + ":" + line(name) + ".")
        .findFirst();
  }

  private int line(String name) {
    Entry entry = entries.get(name);
    return entry == null ? 0 : entry.line();
  }
}
