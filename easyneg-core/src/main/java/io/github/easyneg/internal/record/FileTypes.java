package io.github.easyneg.internal.record;

import io.github.easyneg.format.FileType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** Finds the type of a file by its name, whatever the case of its letters. */
public final class FileTypes {
  private static final String PARQUET = ".parquet";

  private static final List<FileType> BUILT_IN =
      List.of(
          new JsonLines(), new JsonArray(), new Gzip(new JsonLines()), new Gzip(new JsonArray()));

  private FileTypes() {}

  /**
   * Returns the type of {@code file}.
   *
   * @throws IllegalArgumentException if no type of that name is known; the message lists the known
   *     ones, and names the module where one is missing
   */
  public static FileType of(Path file) {
    List<FileType> types = new ArrayList<>(BUILT_IN);
    ServiceLoader.load(FileType.class, FileTypes.class.getClassLoader()).forEach(types::add);
    return of(file, types);
  }

  static FileType of(Path file, List<FileType> types) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    for (FileType type : types) {
      if (name.endsWith(type.suffix())) {
        return type;
      }
    }
    if (name.endsWith(PARQUET)) {
      throw new IllegalArgumentException(
          file
              + ": no module on the class path writes .parquet; add"
              + " io.github.easyneg:easyneg-parquet, or write "
              + suffixes(types)
              + ".");
    }
    throw new IllegalArgumentException(
        file + ": the name does not say what to write; end it in " + suffixes(types) + ".");
  }

  private static String suffixes(List<FileType> types) {
    List<String> suffixes = types.stream().map(FileType::suffix).toList();
    int last = suffixes.size() - 1;
    return String.join(", ", suffixes.subList(0, last)) + " or " + suffixes.get(last);
  }
}
