package io.github.easyneg.internal.text;

import java.util.Locale;

/** The beginning of a text as a message shows it: on one line, and in characters that print. */
public final class Excerpt {
  private static final int MOST = 60;
  private static final int LONGEST_MESSAGE = 1200;

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

  /**
   * Returns a text's beginning as it is, with an ellipsis where it goes on.
   *
   * @param most how many characters are kept; one less where that would be half of a pair
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  /**
   * Returns a text of somebody else's on one line, without characters that a terminal would obey.
   *
   * @param most how many characters are kept
   */
  public static String line(String text, int most) {
    return cut(
        text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u0085\\u2028\\u2029]+", " ")
            .replaceAll("\\s+", " ")
            .strip(),
        most);
  }

  /**
   * Returns a message on one line, in characters that UTF-8 carries, without its middle where it is
   * longer than any that we write: it repeats a field of the data.
   */
  public static String message(String text) {
    String whole = text;
    if (text.length() > LONGEST_MESSAGE) {
      int from = LONGEST_MESSAGE / 2;
      int to = text.length() - LONGEST_MESSAGE / 4;
      // No half of a pair of surrogates
      from -= Character.isHighSurrogate(text.charAt(from - 1)) ? 1 : 0;
      to += Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
      whole = text.substring(0, from) + " … " + text.substring(to);
    }
    StringBuilder line = new StringBuilder(whole.length());
    whole
        .codePoints()
        .forEach(
            c -> {
              if (breaksLines(c) || Character.getType(c) == Character.SURROGATE) {
                line.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.toString();
  }

  private static boolean breaksLines(int c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
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
