package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a reader does with rows that are not as expected.
 *
 * <p>With {@link #skip}, a row that is no row, and in a file with a row on each line a line that is
 * no JSON, is left out, counted, and written to a file of rejects. Where rows stand in an array, or
 * stretch over several lines, broken JSON still stops the reading, because nothing says where the
 * next row begins; so do compressed data that are cut off, and a disk that fails.
 *
 * <p>The file of rejects is JSON Lines: {@code file}, {@code line} (from 1), {@code last_line}
 * where what is left out stretches over several, {@code reason}, and, where each line is a row,
 * {@code text}, its first 4,096 characters. An array between rows is one bad row, from its first
 * line to its last. The file appears, whole, when all rows were read for the first time, and is
 * empty if none was rejected.
 *
 * @param rejects where rejected rows are written; empty if the first one stops the reading
 * @param limit how many rows may be rejected in one reading
 */
public record BadRows(Optional<Path> rejects, long limit) {

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public BadRows {
    NotNull.check(rejects, "rejects");
    if (limit < 0) {
      throw new IllegalArgumentException(
          "the limit of rejected rows is " + limit + "; use 0 or more.");
    }
  }

  /** The first bad row stops the reading; the default. */
  public static BadRows stop() {
    return new BadRows(Optional.empty(), 0);
  }

  /**
   * Bad rows are left out and written to a file.
   *
   * @param rejects the file, {@code .jsonl} by custom; replaced if it is there
   * @param limit with more bad rows than this the reading stops, because the data are probably not
   *     what they are taken for
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public static BadRows skip(Path rejects, long limit) {
    NotNull.check(rejects, "rejects");
    return new BadRows(Optional.of(rejects), limit);
  }
}
