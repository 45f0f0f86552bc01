package io.github.easyneg.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** Paths of files that are named by texts. */
final class FileNames {
  private FileNames() {}

  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is not a valid file name: " + e.getReason() + ".", e);
    }
  }

  static Path[] paths(String[] names) {
    return Arrays.stream(names).map(FileNames::path).toArray(Path[]::new);
  }
}
