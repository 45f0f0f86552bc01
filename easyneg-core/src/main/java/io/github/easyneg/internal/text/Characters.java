package io.github.easyneg.internal.text;

/** Which characters a text has, as bits: one look at it tells which patterns may be in it. */
final class Characters {
  /** A figure of ASCII. */
  static final int FIGURE = 1;

  /** Anything but letters, figures and spaces. */
  static final int MARK = 1 << 1;

  /** Anything but letters and spaces. */
  static final int NO_LETTER = 1 << 2;

  /** Two capital letters in a row; half of a character of two counts as one. */
  static final int CAPITALS = 1 << 3;

  static final int SPACE = 1 << 4;
  static final int HYPHEN = 1 << 5;

  /** A dash of any kind, or a slash. */
  static final int DASH = 1 << 6;

  static final int DOT = 1 << 7;
  static final int COLON = 1 << 8;
  static final int COMMA = 1 << 9;

  /** A sign for <i>and</i>. */
  static final int AND = 1 << 10;

  /** The fraction ½. */
  static final int HALF = 1 << 11;

  private static final int CAPITAL = 1 << 12;

  private static final int[] ASCII = new int[128];

  static {
    for (char c = 0; c < ASCII.length; c++) {
      ASCII[c] = kinds(c);
    }
  }

  private Characters() {}

  /** Returns what a text has. */
  static int of(String text) {
    int all = 0;
    int before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int kinds = c < ASCII.length ? ASCII[c] : kinds(c);
      all |= kinds | ((kinds & before & CAPITAL) != 0 ? CAPITALS : 0);
      before = kinds;
    }
    return all;
  }

  private static int kinds(char c) {
    if (Character.isLetter(c)) {
      return Character.isUpperCase(c) ? CAPITAL : 0;
    }
    if (c == ' ') {
      return SPACE;
    }
    if (Character.isDigit(c)) {
      return NO_LETTER | (c <= '9' ? FIGURE : 0);
    }
    return NO_LETTER
        | MARK
        | switch (c) {
          case '-', '\u2010', '\u2011' -> HYPHEN | DASH;
          case '\u2012', '\u2013', '\u2014', '\u2015', '/' -> DASH;
          case '.' -> DOT;
          case ':' -> COLON;
          case ',' -> COMMA;
          case '&', '+' -> AND;
          case '\u00bd' -> HALF;
          default -> Character.isSurrogate(c) || Character.isUpperCase(c) ? CAPITAL : 0;
        };
  }
}
