package io.github.easyneg.format;

import io.github.easyneg.internal.text.NotNull;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record of training data: a line of JSON, or a row of a table.
 *
 * @param fields the fields in the order in which they are written; values are {@code String},
 *     {@code Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@code List}, {@code Map},
 *     what {@link io.github.easyneg.data.QaRow#extra} may hold, or {@code null}
 * @param kind what the record teaches
 */
public record OutputRecord(Map<String, Object> fields, Kind kind) {

  /** What a record teaches a model. */
  public enum Kind {
    /** To give the answer. */
    ANSWER,
    /** To say that the context holds none. */
    REFUSAL,
    /** Both at once or neither, as a triplet or a preference pair does. */
    OTHER
  }

  /** Copies the fields and keeps their order. */
  public OutputRecord {
    NotNull.check(fields, "fields");
    NotNull.check(kind, "kind");
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
