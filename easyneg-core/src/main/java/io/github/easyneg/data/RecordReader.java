package io.github.easyneg.data;

import java.util.Optional;
import java.util.OptionalInt;

/** The records of one file, to be read once, in order, by one thread, and then closed. */
public interface RecordReader extends AutoCloseable {

  /**
   * Returns the next record; empty at the end.
   *
   * @throws DatasetFormatException if the file is not as expected. Where {@link
   *     DatasetFormatException#brokenJson()} is false, that record alone is meant, and the next
   *     call returns the one after it
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  Optional<SourceRecord> next();

  /**
   * Returns the line on which that ends which the last call of {@link #next} returned, or threw an
   * exception about; empty, which is the default, where it ends on the line on which it begins, or
   * the file has no lines.
   */
  default OptionalInt lastLine() {
    return OptionalInt.empty();
  }

  /**
   * Returns what the file has there, as it is written, or its beginning; empty, which is the
   * default, where the file is not text. Called at once after {@link #next}, or not at all.
   */
  default String text() {
    return "";
  }

  @Override
  void close();
}
