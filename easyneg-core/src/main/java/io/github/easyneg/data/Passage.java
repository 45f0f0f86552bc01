package io.github.easyneg.data;

/**
 * A distinct context text and its id.
 *
 * @param id 32 hexadecimal digits: the first 128 bits of the SHA-256 of the text in UTF-8. Equal
 *     texts have equal ids wherever and whenever they are met, so that adding a passage to a store
 *     twice is harmless
 * @param text the exact text, untrimmed
 */
public record Passage(String id, String text) {

  /**
   * Returns the passage of {@code text}.
   *
   * @throws IllegalArgumentException if {@code text} holds an unpaired surrogate
   */
  public static Passage of(String text) {
    Texts.requireWellFormed("a passage", text);
    return new Passage(Texts.id(text), text);
  }
}
