package io.github.easyneg.internal.source;

import io.github.easyneg.data.RecordFile;
import io.github.easyneg.data.RecordFileType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds out of which type a file is that records are read from. */
final class RecordTypes {
  /** What data sets come in, and which module reads it. */
  private static final Map<String, String> MODULES = new LinkedHashMap<>();

  static {
    MODULES.put(".csv", "easyneg-csv");
    MODULES.put(".tsv", "easyneg-csv");
    MODULES.put(".parquet", "easyneg-parquet");
  }

  private RecordTypes() {}

  /**
   * Returns the type of a file; empty if it is JSON, or is to be read as if it were.
   *
   * @throws IllegalArgumentException if no module on the class path reads what its name says it is
   */
  static Optional<RecordFileType> of(RecordFile file) {
    List<RecordFileType> types = new ArrayList<>();
    ServiceLoader.load(RecordFileType.class, RecordTypes.class.getClassLoader())
        .forEach(types::add);
    return of(file, types);
  }

  static Optional<RecordFileType> of(RecordFile file, List<RecordFileType> types) {
    for (RecordFileType type : types) {
      if (type.holds(file)) {
        return Optional.of(type);
      }
    }
    for (Map.Entry<String, String> module : MODULES.entrySet()) {
      boolean parquet =
          new String(file.beginning(), StandardCharsets.ISO_8859_1).startsWith("PAR1");
      if (file.endsIn(module.getKey()) || (parquet && module.getKey().equals(".parquet"))) {
        throw new IllegalArgumentException(
            file.path()
                + ": no module on the class path reads "
                + module.getKey()
                + "; add io.github.easyneg:"
                + module.getValue()
                + ", or give JSON or JSON Lines.");
      }
    }
    return Optional.empty();
  }
}
