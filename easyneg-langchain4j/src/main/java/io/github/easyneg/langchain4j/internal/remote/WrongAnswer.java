package io.github.easyneg.langchain4j.internal.remote;

import java.io.IOException;

/**
 * A server answered in its own format, but with invalid content: a vector of another length, say.
 * Retrying changes nothing.
 */
public final class WrongAnswer extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param found what was found and what was expected, in words without a full stop
   */
  public WrongAnswer(String found) {
    super(found);
  }
}
