package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader does with rows that are not as expected.
 *
 * <p>With {@link #skip}, an invalid row, and in a file with a row on each line a line that is not
 * JSON, is left out, counted, and written to a file of rejects. Where rows are in an array, or
 * stretch over several lines, broken JSON still stops the reading, because nothing says where the
 * next row begins; so do compressed data that are cut off, and a disk that fails.
 *
 * <p>The file of rejects is JSON Lines: {@code file}, {@code line} (from 1), {@code last_line}
 * where what is left out stretches over several, {@code reason}, and, where each line is a row,
 * {@code text}, its first 4,096 characters. An array between rows is one bad row, from its first
 * line to its last. The file appears, whole, when all rows were read for the first time, and is
 * empty if none was rejected.
 *
 * <p>Immutable.
 */
public final class BadRows {
  private final Optional<Path> rejects;
  private final long limit;

  private BadRows(Optional<Path> rejects, long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException(
          "the limit of rejected rows is " + limit + "; use 0 or more.");
    }
    this.rejects = rejects;
    this.limit = limit;
  }

  /** Returns where rejected rows are written; empty if the first one stops the reading. */
  public Optional<Path> rejects() {
    return rejects;
  }

  /** Returns how many rows may be rejected in one reading. */
  public long limit() {
    return limit;
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

  private List<Object> parts() {
    return List.of(rejects, limit);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BadRows that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return "BadRows" + parts();
  }
}
