package io.github.easyneg.data;

import io.github.easyneg.internal.text.Excerpt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data are not as expected. The message begins with the place, as {@code file:line} where there
 * is one, and says what was expected, what was found, and what to do.
 */
public class DatasetFormatException extends RuntimeException {
  private static final long serialVersionUID = 2L;

  // Not a Place: exceptions are serializable, and OptionalInt is not.
  private final @Nullable String file;
  private final @Nullable Integer line;
  private final String problem;
  private final boolean brokenJson;

  /** Makes an exception with a whole message, for data that have no files. */
  public DatasetFormatException(String message) {
    super(message);
    this.file = null;
    this.line = null;
    this.problem = message;
    this.brokenJson = false;
  }

  /**
   * Makes an exception about a place.
   *
   * @param problem what was expected, what was found, and what to do; shown on one line, and
   *     without its middle where it is longer than 1,200 characters
   * @param brokenJson see {@link #brokenJson()}
   * @param cause what was caught; null if nothing was
   */
  public DatasetFormatException(
      Place place, String problem, boolean brokenJson, @Nullable Throwable cause) {
    super(place + ": " + Excerpt.message(problem), cause);
    this.file = place.file();
    this.line = place.line().isPresent() ? place.line().getAsInt() : null;
    this.problem = Excerpt.message(problem);
    this.brokenJson = brokenJson;
  }

  /** Returns the place that the message begins with; empty if it names none. */
  public Optional<Place> place() {
    if (file == null) {
      return Optional.empty();
    }
    return Optional.of(line == null ? Place.of(file) : Place.of(file, line));
  }

  /** Returns the message without its place. */
  public String problem() {
    return problem;
  }

  /**
   * Tells whether the text itself is broken (invalid JSON, or compressed data that are cut off), so
   * that nothing says where the next row begins; false where the JSON is sound, but not what was
   * expected.
   */
  public boolean brokenJson() {
    return brokenJson;
  }
}
