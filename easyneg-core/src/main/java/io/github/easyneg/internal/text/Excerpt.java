package io.github.easyneg.internal.text;

import java.util.Locale;

/** The beginning of a text as a message shows it: on one line, and in characters that print. */
public final class Excerpt {
  private static final int MOST = 60;

  private Excerpt() {}

  /** Returns a text's index, its beginning in quotes, and its length. */
  public static String of(int index, String text) {
    return "Text "
        + index
        + " (\""
        + shown(text)
        + "\", "
        + text.length()
        + (text.length() == 1 ? " character)" : " characters)");
  }

  /** Returns a text's beginning, with an ellipsis where it goes on. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    int shownChars = 0;
    while (shownChars < text.length() && shown.length() < MOST) {
      int c = text.codePointAt(shownChars);
      if (prints(c)) {
        shown.appendCodePoint(c);
      } else {
        shown.append(String.format(Locale.ROOT, "\\u%04x", c));
      }
      shownChars += Character.charCount(c);
    }
    return shown + (shownChars < text.length() ? "…" : "");
  }

  private static boolean prints(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
