package io.github.easyneg.internal.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes texts that a reader takes for the same the same: the one notion of "the same text" that
 * guards, splits and reports share. Texts are folded to be compared, never to be written.
 *
 * <p>Form: NFKC. Case: to lower, to upper and to lower again, which maps, for example, {@code ß},
 * {@code ẞ} and {@code SS} alike; this approximates Unicode's full case folding. White space: each
 * run becomes one space, none at the ends. What the eye does not see goes: soft hyphens, characters
 * without width, marks of direction, the break of a word at the end of a line; and so do Arabic and
 * Hebrew vowel points, which are seldom written. Quotation marks and dashes of all kinds become
 * {@code "}, {@code '} and {@code -}, figures of all scripts {@code 0} to {@code 9}, and characters
 * that HTML spells out themselves.
 *
 * <p>The time is linear in the length of the text, whatever it holds: see {@link Invisible}.
 */
public final class Fold {
  /** The hash of nothing, before it is mixed. */
  static final long SEED = 0xCBF29CE484222325L;

  /** A modifier letter that is an apostrophe to the eye. */
  private static final char APOSTROPHE = '\u02bc';

  /** Where the first vowel point is, Hebrew's. */
  private static final int FIRST_POINT = 0x0591;

  private Fold() {}

  /** Folds Unicode form and letter case, and takes out what is not seen. */
  public static String caseOf(String text) {
    return isPlain(text) ? text.toLowerCase(Locale.ROOT) : anyCaseOf(text);
  }

  /**
   * Tells whether lower case is all that folding does: a text of ASCII, of Western Europe's letters
   * without {@code ß}, and of its quotation marks and dashes, as most are, with no word broken at
   * the end of a line and nothing that HTML may have spelled out.
   */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80
          && (c < 0xC0 || c == 0xDF || c > 0xFF)
          && (c < 0x2018 || c > 0x201F)
          && c != 0x2013
          && c != 0x2014) {
        return false;
      }
      if (c == '-' && i + 1 < text.length() && breaksOff(text.charAt(i + 1))) {
        return false;
      }
      if (c == '&' && Entities.mayBegin(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean breaksOff(char next) {
    return next <= ' ' || next == '\u00a0';
  }

  /** Folds Unicode form and letter case of any text, and takes out what is not seen. */
  static String anyCaseOf(String text) {
    String safe = Invisible.streamSafe(Invisible.without(text));
    String composed = normalized(safe);
    String folded = lower(lower(composed).toUpperCase(Locale.ROOT));
    // Changing case can leave NFKC, for instance where a capital letter with a mark has no
    // composed small form.
    return Invisible.withoutJoiners(normalized(folded));
  }

  private static String normalized(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /**
   * Letter by letter: {@code String.toLowerCase} looks around each capital sigma for the end of its
   * word, which takes the square of a long text's time, and tells two sigmas apart. Figures become
   * those of ASCII, and vowel points go.
   */
  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c < FIRST_POINT) {
        lower.appendCodePoint(c == APOSTROPHE ? '\'' : Character.toLowerCase(c));
      } else if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
        lower.append((char) ('0' + Character.digit(c, 10)));
      } else if (!isPoint(c)) {
        lower.appendCodePoint(Character.toLowerCase(c));
      }
      i += Character.charCount(c);
    }
    return lower.toString();
  }

  /** Tells a vowel point of Hebrew or Arabic, or the stroke that lengthens an Arabic word. */
  private static boolean isPoint(int c) {
    return (c <= 0x05C7 && Character.getType(c) == Character.NON_SPACING_MARK)
        || c == 0x0640
        || (c >= 0x064B && c <= 0x0652)
        || c == 0x0670;
  }

  /** Folds Unicode form, letter case, white space, quotation marks and dashes. */
  public static String all(String text) {
    String folded = caseOf(text);
    StringBuilder collapsed = new StringBuilder(folded.length());
    boolean gap = false;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (isSpace(c)) {
        gap = collapsed.length() > 0;
      } else {
        if (gap) {
          collapsed.append(' ');
          gap = false;
        }
        collapsed.append(typewritten(c));
      }
    }
    return collapsed.toString();
  }

  /** Folds a question, as {@link Questions} says. */
  public static String question(String text) {
    return Questions.folded(text);
  }

  /** Returns 64 bits of a hash of {@link #all}: equal for texts that fold alike. */
  public static long hash(String text) {
    String folded = caseOf(text);
    long h = SEED;
    boolean begun = false;
    boolean gap = false;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (isSpace(c)) {
        gap = begun;
      } else {
        h = gap ? step(h, ' ') : h;
        h = step(h, typewritten(c));
        begun = true;
        gap = false;
      }
    }
    return mixed(h);
  }

  /** Returns 64 bits of a hash of a text as it is. */
  public static long exactHash(String text) {
    return hash(text, 0, text.length());
  }

  /** Returns 64 bits of a hash of {@link #question}. */
  public static long questionHash(String text) {
    String question = question(text);
    return hash(question, 0, question.length());
  }

  /** FNV-1a over UTF-16 units from {@code from} to before {@code to}, then mixed well. */
  static long hash(CharSequence text, int from, int to) {
    long h = SEED;
    for (int i = from; i < to; i++) {
      h = step(h, text.charAt(i));
    }
    return mixed(h);
  }

  /** Goes on with a hash that is not mixed yet. */
  static long steps(long hash, String text) {
    long h = hash;
    for (int i = 0; i < text.length(); i++) {
      h = step(h, text.charAt(i));
    }
    return h;
  }

  /**
   * Returns a quotation mark or a dash as a typewriter has it, and any other character as it is.
   */
  private static char typewritten(char c) {
    if (c < 0x80) {
      return c;
    }
    return switch (c) {
      case '\u00ab',
          '\u00bb',
          '\u201c',
          '\u201d',
          '\u201e',
          '\u201f',
          '\u2033',
          '\u05f4',
          '\u300a',
          '\u300b',
          '\u300c',
          '\u300d',
          '\u300e',
          '\u300f' ->
          '"';
      case '\u05f3', '\u2018', '\u2019', '\u201a', '\u201b', '\u2032', '\u2039', '\u203a' -> '\'';
      case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
      default -> c;
    };
  }

  private static boolean isSpace(char c) {
    return (c <= ' ' || c > '~') && (Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  static long step(long h, char c) {
    return (h ^ c) * 0x100000001B3L;
  }

  static long mixed(long h) {
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }
}
