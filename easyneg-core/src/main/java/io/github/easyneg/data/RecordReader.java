package io.github.easyneg.data;

import java.util.Optional;

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

  @Override
  void close();
}
