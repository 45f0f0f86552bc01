package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.util.OptionalInt;

/**
 * Where something is in a data set's files.
 *
 * @param file the file's name
 * @param line on which the row begins, from 1; empty where the whole file is meant
 */
public record Place(String file, OptionalInt line) {

  /** Refuses null. */
  public Place {
    NotNull.check(file, "file");
    NotNull.check(line, "line");
  }

  /** Returns the place of a whole file. */
  public static Place of(String file) {
    NotNull.check(file, "file");
    return new Place(file, OptionalInt.empty());
  }

  /**
   * Returns the place of a row.
   *
   * @param line on which it begins, from 1
   */
  public static Place of(String file, int line) {
    NotNull.check(file, "file");
    return new Place(file, OptionalInt.of(line));
  }

  /** Returns the place as messages name it: {@code file:line}, or {@code file}. */
  @Override
  public String toString() {
    return line.isPresent() ? file + ":" + line.getAsInt() : file;
  }
}
