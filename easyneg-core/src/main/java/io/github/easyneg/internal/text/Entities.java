package io.github.easyneg.internal.text;

import java.util.HashMap;
import java.util.Map;

/**
 * Characters as HTML spells them, which stay in texts that were taken from pages: {@code nbsp},
 * {@code shy}, {@code uuml} or {@code #8222} between an ampersand and a semicolon.
 */
final class Entities {
  /** The longest name here has eight characters; a number is no longer. */
  private static final int LONGEST = 8;

  private static final Map<String, String> NAMED = new HashMap<>();

  static {
    // U+00A0 to U+00FF, in order (HTML 4.01, section 24.2.1)
    String[] latin =
        ("nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg"
             + " plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12"
             + " frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute"
             + " Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml"
             + " times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc"
             + " atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml"
             + " eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml"
             + " yacute thorn yuml")
            .split(" ");
    for (int i = 0; i < latin.length; i++) {
      NAMED.put(latin[i], Character.toString(0xA0 + i));
    }
    String[] others =
        ("amp & lt < gt > quot \" apos ' ndash \u2013 mdash \u2014 hellip \u2026 bdquo \u201e ldquo"
                + " \u201c rdquo \u201d lsquo \u2018 rsquo \u2019 sbquo \u201a lsaquo \u2039 rsaquo"
                + " \u203a euro \u20ac minus \u2212 bull \u2022 OElig \u0152 oelig \u0153 Scaron"
                + " \u0160 scaron \u0161 zwnj \u200c zwj \u200d lrm \u200e rlm \u200f")
            .split(" ");
    for (int i = 0; i < others.length; i += 2) {
      NAMED.put(others[i], others[i + 1]);
    }
    for (String space : new String[] {"ensp", "emsp", "thinsp"}) {
      NAMED.put(space, " ");
    }
  }

  private Entities() {}

  /**
   * Tells whether an entity may begin with the {@code &} at {@code i}; {@code false} is certain.
   */
  static boolean mayBegin(String text, int i) {
    if (i + 1 >= text.length()) {
      return false;
    }
    char next = text.charAt(i + 1);
    return next == '#' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
  }

  /** Puts characters in place of their spellings; what is none stays. */
  static String decoded(String text) {
    StringBuilder decoded = null;
    int copied = 0;
    for (int i = text.indexOf('&'); i >= 0; i = text.indexOf('&', i + 1)) {
      int end = mayBegin(text, i) ? end(text, i) : -1;
      String character = end < 0 ? "" : of(text.substring(i + 1, end));
      if (!character.isEmpty()) {
        decoded = decoded == null ? new StringBuilder(text.length()) : decoded;
        decoded.append(text, copied, i).append(character);
        copied = end + 1;
      }
    }
    return decoded == null ? text : decoded.append(text, copied, text.length()).toString();
  }

  /**
   * Returns where the name behind the {@code &} at {@code i} ends; -1 if it is too long for one.
   */
  private static int end(String text, int i) {
    int last = Math.min(text.length() - 1, i + LONGEST + 1);
    for (int end = i + 1; end <= last; end++) {
      if (text.charAt(end) == ';') {
        return end;
      }
    }
    return -1;
  }

  private static String of(String name) {
    return name.startsWith("#") ? numbered(name) : NAMED.getOrDefault(name, "");
  }

  private static String numbered(String name) {
    boolean hexadecimal = name.length() > 1 && (name.charAt(1) | 0x20) == 'x';
    try {
      int c = Integer.parseInt(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
      boolean character =
          c >= ' ' && Character.isValidCodePoint(c) && !(c >= 0xD800 && c <= 0xDFFF);
      return character ? Character.toString(c) : "";
    } catch (NumberFormatException e) {
      return "";
    }
  }
}
