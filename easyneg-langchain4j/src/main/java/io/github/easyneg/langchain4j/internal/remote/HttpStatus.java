package io.github.easyneg.langchain4j.internal.remote;

import java.io.IOException;

/** A server answered, but not with success. */
public final class HttpStatus extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Makes an exception.
   *
   * @param status the HTTP status
   * @param message what the server said
   */
  public HttpStatus(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Returns the status. */
  public int status() {
    return status;
  }
}
