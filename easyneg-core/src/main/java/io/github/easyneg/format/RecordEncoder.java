package io.github.easyneg.format;

import java.io.IOException;

/**
 * Turns records into the bytes of one file. Used by one thread.
 *
 * <p>An encoder does not close the stream that it was given, and need not clean up after a failure:
 * whoever opened the file does both.
 */
public interface RecordEncoder {

  /**
   * Adds a record.
   *
   * @throws IOException if the stream cannot be written
   * @throws IllegalArgumentException if the file type cannot hold the record
   */
  void write(OutputRecord record) throws IOException;

  /**
   * Writes whatever is left, such as a footer; called once, after the last record.
   *
   * @throws IOException if the stream cannot be written
   * @throws IllegalArgumentException if the file type cannot hold a record that was kept back
   */
  void finish() throws IOException;
}
