package io.github.easyneg.internal.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record's fields, and which of them were asked for: the rest is handed on. For one thread. */
final class RecordFields {
  private final Map<String, Object> fields;
  private final Map<String, Object> rest;

  RecordFields(Map<String, Object> fields) {
    this.fields = fields;
    this.rest = new LinkedHashMap<>(fields);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /**
   * Returns the first of these names that the record has, in whatever case, as the record has it;
   * if it has none, the first of them.
   */
  String nameOf(List<String> names) {
    for (String name : names) {
      if (has(name)) {
        return name;
      }
      for (String field : fields.keySet()) {
        if (field.equalsIgnoreCase(name)) {
          return field;
        }
      }
    }
    return names.get(0);
  }

  /** Returns a field, which counts as read; null if it is missing. */
  @Nullable Object take(String name) {
    rest.remove(name);
    return fields.get(name);
  }

  /** Returns a field that must be there. */
  @Nullable Object require(String name, String shape) {
    if (!has(name)) {
      throw new IllegalArgumentException(name + " is missing; " + shape + ".");
    }
    return take(name);
  }

  /** Passes over fields that say nothing of the row. */
  void drop(List<String> names) {
    rest.keySet().removeAll(names);
  }

  /** Returns all fields. */
  Map<String, Object> all() {
    return fields;
  }

  /** Returns the fields that were not asked for. */
  Map<String, Object> rest() {
    return rest;
  }
}
