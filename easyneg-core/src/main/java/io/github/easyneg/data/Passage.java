package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.util.Optional;

/**
 * A distinct context text and its id.
 *
 * @param id 32 hexadecimal digits: the first 128 bits of the SHA-256 of the text in UTF-8. Equal
 *     texts have equal ids wherever and whenever they are met, so that adding a passage to a store
 *     twice is harmless
 * @param text the exact text, untrimmed
 * @param sourceId the id that the data set itself gives to the passage, not blank; empty if it
 *     gives none
 */
public record Passage(String id, String text, Optional<String> sourceId) {

  /** Refuses null. */
  public Passage {
    NotNull.check(id, "id");
    NotNull.check(sourceId, "sourceId");
    NotNull.check(text, "text");
  }

  /** Makes a passage to which the data set gives no id. */
  public Passage(String id, String text) {
    this(id, text, Optional.empty());
  }

  /**
   * Returns the passage of {@code text}.
   *
   * @throws IllegalArgumentException if {@code text} holds an unpaired surrogate
   */
  public static Passage of(String text) {
    Texts.requireWellFormed("a passage", text);
    return new Passage(Texts.id(text), text);
  }

  /** Returns this passage with the id that the data set gives to it, or with none. */
  public Passage withSourceId(Optional<String> sourceId) {
    return sourceId.equals(this.sourceId) ? this : new Passage(id, text, sourceId);
  }

  /** Returns the id by which formats name the passage: the data set's own, or else {@link #id}. */
  public String name() {
    return sourceId.orElse(id);
  }
}
