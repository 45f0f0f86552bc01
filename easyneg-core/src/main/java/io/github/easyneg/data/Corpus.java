package io.github.easyneg.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Passages next to the rows of a data set, to mine from. The rules are those of {@link Dataset}:
 * each call of {@link #passages()} yields the same passages, and a passage may come twice.
 *
 * @see Corpora
 */
public interface Corpus {

  /**
   * Opens the passages; the caller closes the stream.
   *
   * @throws DatasetFormatException while the stream is read, if the data are not as expected
   * @throws java.io.UncheckedIOException if they cannot be read
   */
  Stream<Passage> passages();

  /** Returns what messages and reports call this corpus, for example the file's name. */
  String name();

  /** Returns the files that are read, so that none of them is written to; none by default. */
  default List<Path> files() {
    return List.of();
  }

  /**
   * Returns a text that is equal only if the passages and their ids are equal: all that they depend
   * on, such as hashes of files and how they are read. With one, a ground file of these passages
   * ({@link io.github.easyneg.EasyNegatives#groundIn}) is known to be theirs without reading them.
   * None by default.
   *
   * @throws java.io.UncheckedIOException if a source cannot be read
   */
  default Optional<String> fingerprint() {
    return Optional.empty();
  }

  /**
   * Returns what the passages come from, for reports: a hash or a version by name. Nothing by
   * default.
   *
   * @throws java.io.UncheckedIOException if a source cannot be read
   */
  default Map<String, String> sources() {
    return Map.of();
  }
}
