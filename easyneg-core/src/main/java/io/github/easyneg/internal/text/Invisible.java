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

  /** The first character that is not as it seems, but for the hyphen. */
  private static final char FIRST = '\u00ac';

  private static final char SOFT_HYPHEN = '\u00ad';
  private static final char ACUTE = '\u00b4';

  /** A modifier letter, which is a letter of a word otherwise. */
  private static final char APOSTROPHE = '\u02bc';

  /** The most marks in a row. */
  private static final int MARKS = 30;

  private Invisible() {}

  /**
   * Takes out what is not seen, and puts words together that are broken at the end of a line: by a
   * soft hyphen, or by a letter, a hyphen, a line's end, and a small letter that does not begin a
   * word like <i>und</i>. Characters that HTML spells out become themselves, the acute accent that
   * is typed for an apostrophe becomes one, and a fraction behind figures is set off from them:
   * NFKC makes {@code 2½} twenty-one halves.
   */
  static String without(String spelled) {
    String text = Entities.decoded(spelled);
    StringBuilder seen = null;
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < FIRST && c != '-') {
        continue;
      }
      int end = hiddenEnd(text, i);
      String instead = "";
      if (end == i && i > 0 && isHyphen(c)) {
        end = breakEnd(text, i);
      } else if (c == ACUTE || c == APOSTROPHE) {
        end = i + 1;
        instead = "'";
      } else if (i > 0 && isFraction(c) && Character.isDigit(text.charAt(i - 1))) {
        end = i + 1;
        instead = " " + c;
      }
      if (end > i) {
        seen = seen == null ? new StringBuilder(text.length()) : seen;
        seen.append(text, copied, i).append(instead);
        copied = end;
        i = end - 1;
      }
    }
    return seen == null ? text : seen.append(text, copied, text.length()).toString();
  }

  private static boolean isFraction(char c) {
    return (c >= 0xBC && c <= 0xBE) || (c >= 0x2150 && c <= 0x215E);
  }

  /** Returns where a hidden character at {@code i} ends; {@code i} if the one there is seen. */
  private static int hiddenEnd(String text, int i) {
    char c = text.charAt(i);
    if (c < SOFT_HYPHEN) {
      return i;
    }
    if (c == SOFT_HYPHEN) {
      return softBreakEnd(text, i);
    }
    boolean hidden =
        c == JOINER
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

  /** Tells whether a hyphen or what readers of scanned pages write for one. */
  private static boolean isHyphen(char c) {
    return c == '-' || c == '\u2010' || c == '\u2011' || c == '\u00ac';
  }

  /** Returns where a word goes on behind a soft hyphen, which at a line's end breaks it. */
  private static int softBreakEnd(String text, int i) {
    int next = i + 1;
    boolean line = false;
    while (next < text.length() && isSpace(text.charAt(next))) {
      line |= endsLine(text.charAt(next));
      next++;
    }
    return line && next < text.length() && Character.isLetter(text.charAt(next)) ? next : i + 1;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean endsLine(char c) {
    return (c >= '\n' && c <= '\r') || c == '\u0085' || c == '\u2028';
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
    while (next < text.length() && (isSpace(text.charAt(next)) || text.charAt(next) == '\u0085')) {
      char c = text.charAt(next);
      if (line && c == '\n' && text.charAt(next - 1) != '\r') {
        return i; // a blank line ends a paragraph
      }
      line |= endsLine(c);
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
