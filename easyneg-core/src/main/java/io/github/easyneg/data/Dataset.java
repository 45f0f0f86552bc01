package io.github.easyneg.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows that can be read more than once.
 *
 * <p>Rules for implementations, each tested by {@code DatasetContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>Each call of {@link #rows()} yields the same rows in the same order. Mining reads a data
 *       set twice or more, and stops with an error if it changes in between.
 *   <li>The stream is sequential and lazy where the data may be larger than memory; the caller
 *       closes it.
 *   <li>Broken data end in a {@link DatasetFormatException} that says where.
 *   <li>{@link #files()}, {@link #rejectsFile()} and {@link #name()} do not change, and a data set
 *       that wraps another passes them on.
 * </ol>
 */
public interface Dataset {

  /**
   * Opens the rows.
   *
   * @throws DatasetFormatException while the stream is read, if the data are not as expected
   * @throws java.io.UncheckedIOException if they cannot be read
   */
  Stream<QaRow> rows();

  /**
   * Returns how many bad rows the last reading left out that went to the end of the data; 0 for
   * data sets that stop at a bad row, which is the default.
   *
   * @see BadRows
   */
  default long rejectedRows() {
    return 0;
  }

  /**
   * Returns in whole sentences what a report should say of the last reading that went to the end of
   * the data, for example what they were taken for; nothing by default.
   */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Returns how the last reading that went to the end of the data took the records, as a format
   * that takes them so again without looking at them, for each input its own where they differ, and
   * {@code auto} for one that is known by what it is, as a BEIR folder is; empty, which is the
   * default, where that would say nothing, or rows do not come from records.
   */
  default Optional<InputFormat> readAs() {
    return Optional.empty();
  }

  /**
   * Returns passages that come with the rows and are mined from, unless a recipe names a corpus of
   * its own; none by default.
   */
  default Optional<Corpus> corpus() {
    return Optional.empty();
  }

  /**
   * Returns the number by which messages name a row, from 1: where this is a part of another data
   * set, the row's number there, so that it is found in the file. The row's own number by default.
   *
   * @param number the row's place among the rows of this data set, from 1
   */
  default long sourceNumber(long number) {
    return number;
  }

  /** Returns what messages and reports call this data set, for example the file's name. */
  String name();

  /**
   * Returns the files that are read, so that no output takes the place of one; empty, which is the
   * default, where rows do not come from files. A data set that wraps another passes its files on.
   */
  default List<Path> files() {
    return List.of();
  }

  /**
   * Returns the file to which reading writes bad rows, so that no other output takes its place;
   * empty by default. A data set that wraps another passes it on.
   *
   * @see BadRows
   */
  default Optional<Path> rejectsFile() {
    return Optional.empty();
  }

  /**
   * Returns what the rows come from, for reports: a hash or a version by name, for example a file's
   * SHA-256. Reads the sources once more if it must. Nothing by default; reports have a checksum of
   * the rows in any case.
   *
   * @throws java.io.UncheckedIOException if a source cannot be read
   */
  default Map<String, String> sources() {
    return Map.of();
  }
}
