package io.github.easyneg.internal.http;

import java.io.IOException;
import java.util.Locale;

/** A server sent more than any right answer has. */
public final class AnswerTooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerTooLarge(long mostBytes) {
    super(
        String.format(
            Locale.ROOT, "the answer is larger than %,d bytes, and was not read on", mostBytes));
  }
}
