package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record of a file, before anything is known of what its fields mean: an object of JSON, a line
 * of a table.
 *
 * @param place where it begins
 * @param fields by name, in the file's order; values are {@code String}, {@code Boolean}, {@code
 *     Long}, {@code BigInteger}, {@code BigDecimal}, {@code List}, {@code Map} or {@code null}
 */
public record SourceRecord(Place place, Map<String, Object> fields) {
  /** Copies the fields and keeps their order. */
  public SourceRecord {
    NotNull.check(fields, "fields");
    NotNull.check(place, "place");
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
