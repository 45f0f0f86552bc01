package io.github.easyneg.langchain4j.internal;

import java.io.IOException;

/** A server answered, but not with success. */
final class HttpStatus extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Makes an exception.
   *
   * @param status the HTTP status
   * @param message what the server said
   */
  HttpStatus(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
