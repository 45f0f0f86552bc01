package io.github.easyneg.embed;

import java.util.OptionalInt;

/** A text could not be embedded, or a provider broke its contract. */
public final class EmbeddingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int text;

  /** Makes an exception that concerns no text in particular. */
  public EmbeddingException(String message, Throwable cause) {
    super(message, cause);
    this.text = -1;
  }

  /** Makes an exception that concerns no text in particular. */
  public EmbeddingException(String message) {
    super(message);
    this.text = -1;
  }

  /**
   * Makes an exception about one text.
   *
   * @param text its index in the list given to {@link EmbeddingProvider#embed}
   */
  public EmbeddingException(String message, int text, Throwable cause) {
    super(message, cause);
    this.text = text;
  }

  /**
   * Makes an exception about one text.
   *
   * @param text its index in the list given to {@link EmbeddingProvider#embed}
   */
  public EmbeddingException(String message, int text) {
    super(message);
    this.text = text;
  }

  /** Returns the index of the text in the list given to {@link EmbeddingProvider#embed}. */
  public OptionalInt text() {
    return text < 0 ? OptionalInt.empty() : OptionalInt.of(text);
  }
}
