package io.github.easyneg.embed;

/** What a text is for. Some models, such as multilingual-e5, prefix the two differently. */
public enum TextRole {
  /** A text that is compared with passages: a question, or an answer. */
  QUERY,
  /** A text that is found: a context. */
  PASSAGE
}
