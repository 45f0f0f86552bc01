package io.github.easyneg.internal.source;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one input, to be read once, in order, by one thread. */
public interface RowSource extends AutoCloseable {

  /**
   * Returns the next good row; null at the end.
   *
   * @throws io.github.easyneg.data.DatasetFormatException if there is nothing to go on with, or
   *     there are no rows
   * @throws java.io.UncheckedIOException if the disk fails
   */
  @Nullable Found next();

  /** Returns what the input was taken for; empty before the first row. */
  Optional<ReadAs.Kind> kind();

  @Override
  void close();
}
