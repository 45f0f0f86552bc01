package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that configures how a model's vectors are computed; every key of it must be known.
 * An unknown key may change the vectors, so it is rejected by its name; {@link #requireAllKnown}
 * does so once all known keys were read.
 */
final class ModuleConfig {
  /** What to do where a model requires what is not supported. */
  static final String INSIDE =
      " Export the model to ONNX with its layers inside, under the output 'sentence_embedding', or"
          + " use another model.";

  private final ModelFolder folder;
  private final String name;
  private final JsonNode json;
  private final Set<String> known = new LinkedHashSet<>();

  private ModuleConfig(ModelFolder folder, String name, JsonNode json) {
    this.folder = folder;
    this.name = name;
    this.json = json;
  }

  /**
   * Takes an object of a file.
   *
   * @param name the file's name in the folder, for messages
   * @throws IllegalArgumentException if it is not an object
   */
  static ModuleConfig of(ModelFolder folder, String name, JsonNode json) {
    if (!json.isObject()) {
      throw folder.wrong(
          name, "expected a JSON object, found " + json.getNodeType() + ". " + ModelFolder.AGAIN);
    }
    return new ModuleConfig(folder, name, json);
  }

  /** Whether a key is there and not null. */
  boolean has(String key) {
    known.add(key);
    return json.hasNonNull(key);
  }

  /** Whether a key is there, and null. */
  boolean isNull(String key) {
    return json.has(key) && json.get(key).isNull();
  }

  /** Returns a value, or nothing where it is missing or null. */
  Optional<JsonNode> value(String key) {
    return has(key) ? Optional.of(json.get(key)) : Optional.empty();
  }

  /** Returns a text, or {@code otherwise} where it is missing or null. */
  String text(String key, String otherwise) {
    JsonNode value = value(key).orElse(null);
    if (value == null) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw wrong(key, value, "a text");
    }
    return value.textValue();
  }

  /** Returns a boolean; 0 and 1 count as such, as they do in Python. */
  boolean flag(String key, boolean otherwise) {
    JsonNode value = value(key).orElse(null);
    if (value == null) {
      return otherwise;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && (value.longValue() == 0 || value.longValue() == 1)) {
      return value.longValue() == 1;
    }
    throw wrong(key, value, "true or false");
  }

  /** Returns a count, at least 1, or empty where it is missing or null. */
  Optional<Integer> count(String key) {
    JsonNode value = value(key).orElse(null);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isNumber()
        || value.doubleValue() != Math.rint(value.doubleValue())
        || value.doubleValue() < 1
        || value.doubleValue() > Integer.MAX_VALUE) {
      throw wrong(key, value, "a whole number from 1 to " + Integer.MAX_VALUE);
    }
    return Optional.of(value.intValue());
  }

  /** Names keys that do not affect the vectors. */
  void ignore(String... keys) {
    known.addAll(List.of(keys));
  }

  /**
   * Rejects a key that would change the vectors in a way that is not supported.
   *
   * @param harmless values that change nothing, in addition to null and an empty object or list
   */
  void refuse(String key, Object... harmless) {
    JsonNode value = value(key).orElse(null);
    if (value == null || (value.isContainerNode() && value.isEmpty())) {
      return;
    }
    for (Object allowed : harmless) {
      if (value.asText().equals(allowed.toString())) {
        return;
      }
    }
    throw folder.unsupported(
        name, "'" + key + "' is " + value + ", which is not supported." + INSIDE);
  }

  /**
   * Rejects the remaining keys.
   *
   * @throws UnsupportedModuleException naming the first key that was not read
   */
  void requireAllKnown() {
    for (String key : (Iterable<String>) json::fieldNames) {
      if (!known.contains(key)) {
        throw folder.unsupported(
            name,
            "'"
                + key
                + "' is an unknown key, which may change the vectors. Known are "
                + known
                + "."
                + INSIDE);
      }
    }
  }

  /** Returns the exception that says that a value is not of the kind that is expected. */
  IllegalArgumentException wrong(String key, JsonNode found, String expected) {
    return folder.wrong(
        name, "'" + key + "' is " + found + "; expected " + expected + ". " + ModelFolder.AGAIN);
  }

  /** Returns the exception that says that a value requires what is not supported. */
  UnsupportedModuleException unsupported(String key, @Nullable Object found, String known) {
    return folder.unsupported(
        name, "'" + key + "' is '" + found + "'; supported are " + known + "." + INSIDE);
  }

  String name() {
    return name;
  }
}
