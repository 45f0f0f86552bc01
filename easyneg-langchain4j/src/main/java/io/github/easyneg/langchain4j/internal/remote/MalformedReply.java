package io.github.easyneg.langchain4j.internal.remote;

/**
 * A model answered, but not in the form that it was asked for; it may do better when asked again.
 */
public final class MalformedReply extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param found what the model answered, in words
   */
  public MalformedReply(String found) {
    super(found);
  }
}
