package io.github.easyneg.mine;

/**
 * A guard could not reach a verdict, for example because its model did not answer. The message
 * names the guard, the question and what to do.
 */
public final class GuardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes an exception with a whole message. */
  public GuardException(String message) {
    super(message);
  }

  /** Makes an exception with a whole message and what was caught. */
  public GuardException(String message, Throwable cause) {
    super(message, cause);
  }
}
