package io.github.easyneg.data;

/**
 * The data are not as expected. The message begins with the place, as {@code file:line} where there
 * is one, and says what was expected, what was found, and what to do.
 */
public final class DatasetFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a whole message. */
  public DatasetFormatException(String message) {
    super(message);
  }

  /** Makes an exception with a whole message and what was caught. */
  public DatasetFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
