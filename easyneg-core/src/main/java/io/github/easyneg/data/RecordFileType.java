package io.github.easyneg.data;

import java.util.List;

/**
 * A kind of file that holds records, in addition to JSON, which is built in.
 *
 * <p>A module that offers one names its implementation in {@code
 * META-INF/services/io.github.easyneg.data.RecordFileType}; easyneg-csv does so for CSV and TSV.
 */
public interface RecordFileType {

  /** Returns what messages call the type, for example {@code CSV}. */
  String name();

  /** Returns the ends of the file names that are customary, in lower case, such as {@code .csv}. */
  List<String> suffixes();

  /** Tells, by its name and its first bytes, whether a file is of this type. */
  boolean holds(RecordFile file);

  /**
   * Opens a file of this type.
   *
   * @throws DatasetFormatException if it is broken from its beginning
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  RecordReader open(RecordFile file);
}
