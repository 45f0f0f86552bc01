package io.github.easyneg.hub.internal;

import io.github.easyneg.data.FieldMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a data set's card, {@code README.md}, says about its files and fields. A card that cannot be
 * parsed is ignored: cards are written by hand, and the files can be recognised without them.
 *
 * @see <a href="https://huggingface.co/docs/hub/datasets-manual-configuration">Manual
 *     configuration</a>
 */
final class CardFacts {
  /** Of a data set without a card. */
  static final CardFacts NONE = new CardFacts(Map.of());

  private static final Pattern FRONT =
      Pattern.compile("\\A\uFEFF?---\\s*\\R(.*?)\\R---\\s*(?:\\R|\\z)", Pattern.DOTALL);

  private final Map<?, ?> facts;

  private CardFacts(Map<?, ?> facts) {
    this.facts = facts;
  }

  /** Reads a card. */
  static CardFacts of(String text) {
    Matcher front = FRONT.matcher(text);
    if (!front.find()) {
      return NONE;
    }
    try {
      LoadSettings settings =
          LoadSettings.builder().setAllowDuplicateKeys(true).setCodePointLimit(4 << 20).build();
      return new Load(settings).loadFromString(front.group(1)) instanceof Map<?, ?> facts
          ? new CardFacts(facts)
          : NONE;
    } catch (YamlEngineException e) {
      return NONE;
    }
  }

  /** Returns the files of each configuration and split that the card names, of those there are. */
  RowFiles.Found files(Collection<String> listed) {
    List<String> files = listed.stream().filter(RowFiles::isFile).toList();
    RowFiles.Found found = new RowFiles.Found();
    for (Map<?, ?> config : maps(facts.get("configs"))) {
      String name = String.valueOf(config.get("config_name"));
      Object data = config.get("data_files");
      String under =
          config.get("data_dir") instanceof String dir ? dir.replaceAll("/*$", "") + "/" : "";
      if (data == null && !under.isEmpty()) {
        RowFiles.sorted(files.stream().filter(file -> file.startsWith(under)).toList())
            .byConfig()
            .values()
            .forEach(
                splits ->
                    splits.forEach(
                        (split, all) -> all.forEach(file -> found.add(name, split, file))));
        continue;
      }
      splits(data)
          .forEach(
              (split, globs) ->
                  globs.stream()
                      .map(glob -> Globs.pattern(under + glob))
                      .forEach(
                          glob ->
                              files.stream()
                                  .filter(file -> glob.matcher(file).matches())
                                  .forEach(file -> found.add(name, split, file))));
    }
    return found;
  }

  /** Returns the configuration that the card calls the default one. */
  Optional<String> defaultConfig() {
    return maps(facts.get("configs")).stream()
        .filter(config -> Boolean.TRUE.equals(config.get("default")))
        .map(config -> String.valueOf(config.get("config_name")))
        .findFirst();
  }

  private static Map<String, List<String>> splits(@Nullable Object data) {
    Map<String, List<String>> splits = new LinkedHashMap<>();
    if (data instanceof Map<?, ?> bySplit) {
      bySplit.forEach((split, paths) -> splits.put(String.valueOf(split), texts(paths)));
      return splits;
    }
    for (Object entry : data instanceof List<?> list ? list : texts(data)) {
      if (entry instanceof Map<?, ?> part) {
        String split = part.get("split") == null ? "train" : String.valueOf(part.get("split"));
        splits.computeIfAbsent(split, name -> new ArrayList<>()).addAll(texts(part.get("path")));
      } else {
        splits.computeIfAbsent("train", name -> new ArrayList<>()).addAll(texts(entry));
      }
    }
    return splits;
  }

  /**
   * Returns the field map of a configuration, from {@code train-eval-index}, whose {@code
   * col_mapping} names for each column what a task for question answering calls it.
   */
  Optional<FieldMap> map(String config) {
    List<Map<?, ?>> entries = maps(facts.get("train-eval-index"));
    return entries.stream()
        .filter(entry -> entry.get("col_mapping") instanceof Map)
        .filter(
            entry ->
                entries.size() == 1
                    || entry.get("config") == null
                    || config.equals(String.valueOf(entry.get("config"))))
        .map(entry -> columns((Map<?, ?>) entry.get("col_mapping")))
        .flatMap(columns -> fieldMap(columns).stream())
        .findFirst();
  }

  /** Returns the paths of columns by what a task calls them. */
  private static Map<String, String> columns(@Nullable Map<?, ?> mapping) {
    Map<String, String> columns = new LinkedHashMap<>();
    if (mapping != null) {
      mapping.forEach(
          (column, meaning) -> {
            if (meaning instanceof Map<?, ?> inside) {
              inside.forEach((field, name) -> columns.put("answers." + name, column + "." + field));
            } else {
              columns.put(String.valueOf(meaning), String.valueOf(column));
            }
          });
    }
    return columns;
  }

  private static Optional<FieldMap> fieldMap(Map<String, String> columns) {
    if (!columns.containsKey("question") || !columns.containsKey("context")) {
      return Optional.empty();
    }
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("question", String.valueOf(columns.get("question")));
    for (String answer : List.of("answers.text", "answers", "answer", "text", "target")) {
      if (columns.containsKey(answer) && !paths.containsKey("answer")) {
        paths.put("answer", String.valueOf(columns.get(answer)));
      }
    }
    paths.put("contexts", String.valueOf(columns.get("context")));
    paths.put("positive", "0");
    if (columns.containsKey("title")) {
      paths.put("titles", String.valueOf(columns.get("title")));
    }
    return Optional.of(new FieldMap(paths));
  }

  private static List<Map<?, ?>> maps(@Nullable Object value) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }

  private static List<String> texts(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    return value == null ? List.of() : List.of(String.valueOf(value));
  }
}
