package io.github.easyneg.internal.json;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in the words of messages. */
public final class Described {
  private static final int MOST_CHARACTERS = 40;

  private Described() {}

  /** Returns a value in words, cut after 40 characters. */
  public static String value(@Nullable Object value) {
    if (value instanceof Map) {
      return "an object";
    }
    if (value instanceof List) {
      return "an array";
    }
    if (value instanceof String text) {
      return "the text \"" + beginning(text) + "\"";
    }
    return value instanceof Number ? "the number " + value : String.valueOf(value);
  }

  /** Returns the first characters; what a line of a message cannot show as JSON writes it. */
  private static String beginning(String text) {
    StringBuilder shown = new StringBuilder();
    int end =
        text.codePointCount(0, text.length()) > MOST_CHARACTERS
            ? text.offsetByCodePoints(0, MOST_CHARACTERS)
            : text.length();
    text.substring(0, end)
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown + (end < text.length() ? "…" : "");
  }
}
