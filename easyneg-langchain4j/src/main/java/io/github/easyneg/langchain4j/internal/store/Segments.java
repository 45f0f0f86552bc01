package io.github.easyneg.langchain4j.internal.store;

import dev.langchain4j.data.segment.TextSegment;

/** Passages as LangChain4j's segments. */
final class Segments {
  private Segments() {}

  /** Returns the segment of a text; LangChain4j refuses blank ones, which become a dash. */
  static TextSegment of(String text) {
    return TextSegment.from(text.isBlank() ? "-" : text);
  }
}
