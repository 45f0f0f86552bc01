package io.github.easyneg.internal.text;

/**
 * What a text holds and the eye does not see, and marks in such numbers that no eye tells them
 * apart.
 *
 * <p>{@code java.text.Normalizer} sorts a run of combining marks by insertion: 100,000 of them take
 * a minute. Unicode's Stream-Safe Text Format (<a
 * href="https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format">UAX 15, section 13</a>)
 * allows 30 in a row, three times what any language needs, and puts a joiner behind them; {@link
 * #streamSafe} does so, and the time becomes linear.
 */
final class Invisible {
  /** U+034F, the combining grapheme joiner, which begins a new run of marks. */
  private static final char JOINER = '\u034f';

  /** The most marks in a row. */
  private static final int MARKS = 30;

  private Invisible() {}

  /**
   * Takes out what is not seen, and puts words together that are broken at the end of a line: a
   * letter, a hyphen, a line's end, and a small letter that does not begin a word like <i>und</i>.
   */
  static String without(String text) {
    StringBuilder seen = null;
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      int end = isHidden(text, i);
      if (end == i && isHyphen(text.charAt(i)) && i > 0) {
        end = breakEnd(text, i);
      }
      if (end > i) {
        seen = seen == null ? new StringBuilder(text.length()) : seen;
        seen.append(text, copied, i);
        copied = end;
        i = end - 1;
      }
    }
    return seen == null ? text : seen.append(text, copied, text.length()).toString();
  }

  /** Returns where a hidden character at {@code i} ends; {@code i} if the one there is seen. */
  private static int isHidden(String text, int i) {
    char c = text.charAt(i);
    if (c < 0xAD) {
      return i;
    }
    boolean hidden =
        c == 0xAD // soft hyphen
            || c == JOINER
            || c == 0x061C // Arabic letter mark
            || c == 0x115F // Hangul fillers
            || c == 0x1160
            || c == 0x3164
            || c == 0xFFA0
            || (c >= 0x17B4 && c <= 0x17B5)
            || (c >= 0x180B && c <= 0x180F)
            || (c >= 0x200B && c <= 0x200F) // no width, joiners, marks of direction
            || (c >= 0x202A && c <= 0x202E)
            || (c >= 0x2060 && c <= 0x206F)
            || (c >= 0xFE00 && c <= 0xFE0F) // variation selectors
            || c == 0xFEFF
            || (c >= 0xFFF9 && c <= 0xFFFB);
    if (hidden) {
      return i + 1;
    }
    // Tags and further variation selectors, U+E0000 to U+E0FFF.
    return c == 0xDB40 && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        ? i + 2
        : i;
  }

  private static boolean isHyphen(char c) {
    return c == '-' || c == '\u2010' || c == '\u2011';
  }

  /**
   * Returns where a word goes on that the hyphen at {@code i} breaks at the end of a line; {@code
   * i} if it breaks none.
   */
  private static int breakEnd(String text, int i) {
    if (!Character.isLetter(text.charAt(i - 1))) {
      return i;
    }
    boolean line = false;
    int next = i + 1;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      char c = text.charAt(next);
      if (line && c == '\n' && text.charAt(next - 1) != '\r') {
        return i; // a blank line ends a paragraph
      }
      line |= c == '\n' || c == '\r' || c == '\u2028';
      next++;
    }
    if (!line || next == text.length() || !Character.isLowerCase(text.charAt(next))) {
      return i;
    }
    for (String word : new String[] {"und ", "oder ", "bzw", "sowie ", "and ", "or "}) {
      if (text.startsWith(word, next)) {
        return i; // "Ein- und Ausgang"
      }
    }
    return next;
  }

  /** Puts a joiner behind every thirtieth mark in a row. */
  static String streamSafe(String text) {
    StringBuilder safe = null;
    int copied = 0;
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int size = Character.charCount(c);
      marks = c >= 0x300 && isMark(c) ? marks + 1 : 0;
      if (marks > MARKS) {
        safe = safe == null ? new StringBuilder(text.length() + text.length() / MARKS) : safe;
        safe.append(text, copied, i).append(JOINER);
        copied = i;
        marks = 1;
      }
      i += size;
    }
    return safe == null ? text : safe.append(text, copied, text.length()).toString();
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** Takes the joiners out again. */
  static String withoutJoiners(String text) {
    return text.indexOf(JOINER) < 0 ? text : text.replace(String.valueOf(JOINER), "");
  }
}
