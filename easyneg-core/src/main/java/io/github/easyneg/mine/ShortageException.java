package io.github.easyneg.mine;

/**
 * A row has too few negatives under {@link Shortage#FAIL}. The message names the row, how many it
 * has and why, and what to do.
 */
public class ShortageException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a whole message. */
  public ShortageException(String message) {
    super(message);
  }
}
