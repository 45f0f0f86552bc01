package io.github.easyneg.format;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a record, in order, and the shapes that several trainers share. */
final class Fields {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  static Fields of(String name, Object value) {
    return new Fields().and(name, value);
  }

  @CanIgnoreReturnValue
  Fields and(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  /** Adds a field that is {@code null} where there is nothing. */
  @CanIgnoreReturnValue
  Fields andNullable(String name, Optional<?> value) {
    fields.put(name, value.orElse(null));
    return this;
  }

  OutputRecord record(OutputRecord.Kind kind) {
    return new OutputRecord(fields, kind);
  }

  Map<String, Object> map() {
    return fields;
  }

  /** A turn of a conversation. */
  static Map<String, Object> message(String role, String content) {
    return of("role", role).and("content", content).map();
  }

  /** Fields that begin with the system message where there is one. */
  static Fields system(Labels labels) {
    Fields fields = new Fields();
    labels.system().ifPresent(text -> fields.and("system", text));
    return fields;
  }

  /** A user's turn, as a conversation of its own, after the system message if there is one. */
  static List<Map<String, Object>> user(Labels labels, String content) {
    List<Map<String, Object>> turns = new ArrayList<>();
    labels.system().ifPresent(text -> turns.add(message("system", text)));
    turns.add(message("user", content));
    return turns;
  }

  /** An assistant's turn, as a conversation of its own. */
  static List<Map<String, Object>> assistant(String content) {
    return List.of(message("assistant", content));
  }

  /** A user's turn and the assistant's reply, after the system message if there is one. */
  static List<Map<String, Object>> dialogue(Labels labels, String user, String assistant) {
    List<Map<String, Object>> turns = user(labels, user);
    turns.add(message("assistant", assistant));
    return turns;
  }
}
