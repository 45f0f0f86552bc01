package io.github.easyneg.internal.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes texts that differ in Unicode form, letter case or white space alone the same.
 *
 * <p>Form: NFKC. Case: to lower, to upper and to lower again, which maps, for example, {@code ß},
 * {@code ẞ} and {@code SS} alike; this approximates Unicode's full case folding. White space: each
 * run becomes one space, none at the ends.
 */
public final class Fold {
  private static final long SEED = 0xCBF29CE484222325L;

  private Fold() {}

  /** Folds Unicode form and letter case. */
  public static String caseOf(String text) {
    return isPlain(text) ? text.toLowerCase(Locale.ROOT) : anyCaseOf(text);
  }

  /**
   * Tells whether lower case is all that folding does: a text of ASCII, of Western Europe's letters
   * without {@code ß}, and of its quotation marks and dashes, as most are.
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
    }
    return true;
  }

  /** Folds Unicode form and letter case of any text. */
  static String anyCaseOf(String text) {
    String composed =
        Normalizer.isNormalized(text, Normalizer.Form.NFKC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFKC);
    String folded =
        composed.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    // Changing case can leave NFKC, for instance where a capital letter with a mark has no
    // composed small form.
    return Normalizer.isNormalized(folded, Normalizer.Form.NFKC)
        ? folded
        : Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  /** Folds Unicode form, letter case and white space. */
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
        collapsed.append(c);
      }
    }
    return collapsed.toString();
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
        h = step(h, c);
        begun = true;
        gap = false;
      }
    }
    return mixed(h);
  }

  /** FNV-1a over UTF-16 units from {@code from} to before {@code to}, then mixed well. */
  static long hash(CharSequence text, int from, int to) {
    long h = SEED;
    for (int i = from; i < to; i++) {
      h = step(h, text.charAt(i));
    }
    return mixed(h);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static long step(long h, char c) {
    return (h ^ c) * 0x100000001B3L;
  }

  private static long mixed(long h) {
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }
}
