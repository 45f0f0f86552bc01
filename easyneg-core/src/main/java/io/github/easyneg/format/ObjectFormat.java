package io.github.easyneg.format;

import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.Map;

/**
 * A format whose file is one JSON object that holds the records in one of its fields. Such a file
 * is named {@code .json} or {@code .json.gz}.
 */
public interface ObjectFormat extends OutputFormat {

  /**
   * Returns the fields that come before the records, in order.
   *
   * @param file the file that is written
   */
  Map<String, Object> head(Path file);

  /** Returns the name of the field that holds the records, for example {@code data}. */
  String list();

  /**
   * Returns small JSON files that must be there as well, each one object; none by default.
   *
   * @param file the file that is written
   */
  default Map<Path, Map<String, Object>> beside(Path file) {
    NotNull.check(file, "file");
    return Map.of();
  }
}
