package io.github.easyneg.internal.text;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.easyneg.internal.text.Spelling.Read;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into words, each as a 32-bit hash.
 *
 * <p>A word is a run of letters, digits, marks and underscores of the folded text. In scripts that
 * put no spaces between words (Han, kana, Thai, Lao, Khmer, Myanmar), and in Hangul, which writes
 * particles on to words, a run becomes its overlapping pairs of characters. Hashes stand in for a
 * vocabulary: two words of a corpus with two million different ones share a hash with probability
 * 0.0005, and sharing it only blurs a word's weight.
 */
public final class Words {
  /** Where the first of the scripts without spaces begins: Thai. */
  private static final int FIRST_SPACELESS = 0x0E00;

  /** How much room a thread keeps; a text of megabytes must not hold some for good. */
  private static final int KEPT = 1 << 16;

  // Used again: how many words a text has is known at its end only.
  private static final ThreadLocal<int[]> ROOM = ThreadLocal.withInitial(() -> new int[256]);

  /** What stands between the thousands of a number. */
  private static final String GROUPING = ".,'\u2019";

  /** The hash of nothing. */
  private static final int NO_WORD = hash("", 0, 0);

  /** Which characters of ASCII are in words, capitals among them. */
  private static final boolean[] ASCII_IN_WORD = new boolean[128];

  static {
    for (char c = 0; c < ASCII_IN_WORD.length; c++) {
      ASCII_IN_WORD[c] = inWord(Character.toLowerCase(c));
    }
  }

  private Words() {}

  /** Returns the words of {@code text} in order. */
  public static int[] of(String text) {
    return of(text, "");
  }

  /**
   * Returns what of a text a spelling is looked for in: words, and its signs. With commas, a single
   * letter with no dot behind it, as in <i>Peter's</i>, becomes a word that is in no text.
   */
  static int[] read(String text, Spelling spelling) {
    return spelling.read() == Read.EPITHETS ? withEpithets(text) : of(text, spelling.signs());
  }

  private static int[] withEpithets(String text) {
    List<String> written = written(text);
    int[] words = new int[written.size()];
    boolean behindArticle = false;
    for (int i = 0; i < words.length; i++) {
      String folded = Fold.caseOf(written.get(i));
      boolean small = Character.isLowerCase(written.get(i).codePointAt(0));
      words[i] = behindArticle && small ? NO_WORD : hash(folded, 0, folded.length());
      behindArticle = Epithets.isArticle(folded);
    }
    return words;
  }

  /**
   * Returns the words of {@code text} in order, each cut to its first letters: <i>Häuser</i> and
   * <i>Häusern</i> are one word of five.
   *
   * @param letters how many are kept; words of scripts without spaces are pairs as ever
   */
  static int[] beginnings(String text, int letters) {
    return of(text, "", letters, null);
  }

  private static int[] of(String text, String signs) {
    return of(text, signs, Integer.MAX_VALUE, null);
  }

  /**
   * Tells which words go on with the number before them: <i>000</i> in <i>12.000</i>, <i>3</i> in
   * <i>13,3</i>. What is between two dots is not told from a date, and is none.
   *
   * @param signs those that are words, or none
   */
  static BitSet partsOfNumbers(String text, String signs) {
    BitSet parts = new BitSet();
    of(text, signs, Integer.MAX_VALUE, parts);
    return parts;
  }

  @CanIgnoreReturnValue // for its parts alone
  private static int[] of(String text, String signs, int letters, @Nullable BitSet parts) {
    int lastFrom = 0;
    int lastTo = 0;
    boolean initials = signs.equals(Names.COMMA);
    String folded = Fold.caseOf(text);
    int[] words = ROOM.get();
    int count = 0;
    int i = 0;
    while (i < folded.length()) {
      int c = folded.codePointAt(i);
      if (!inWord(c)) {
        if (!signs.isEmpty() && signs.indexOf(c) >= 0) {
          boolean part = c == Formats.FRACTION && Formats.isPartOfNumber(folded, i);
          words = append(words, count++, part ? NO_WORD : hash(folded, i, i + 1));
        }
        i += Character.charCount(c);
        continue;
      }
      boolean spaceless = spaceless(c);
      int start = i;
      int previous = -1;
      while (i < folded.length() && inWord(c) && spaceless(c) == spaceless) {
        int next = i + Character.charCount(c);
        if (spaceless && previous >= 0) {
          words = append(words, count++, hash(folded, previous, next));
        }
        previous = i;
        i = next;
        c = i < folded.length() ? folded.codePointAt(i) : 0;
      }
      if (!spaceless) {
        int from = withoutUnderscoresFrom(folded, start, i);
        int to = withoutUnderscoresTo(folded, from, i);
        if (from < to) {
          if (parts != null && isPartOfNumber(folded, lastFrom, lastTo, from, to)) {
            parts.set(count);
          }
          lastFrom = from;
          lastTo = to;
          boolean bare = initials && to - from == 1 && !isDot(folded, to);
          int end = to - from > letters ? endOf(folded, from, to, letters) : to;
          words = append(words, count++, bare ? NO_WORD : hash(folded, from, end));
        }
      } else if (previous == start) {
        words = append(words, count++, hash(folded, start, i));
      }
    }
    if (words.length <= KEPT) {
      ROOM.set(words);
    }
    return Arrays.copyOf(words, count);
  }

  /** Returns where the first letters of a word end, of which some may be two characters. */
  private static int endOf(String text, int from, int to, int letters) {
    int end = from;
    for (int i = 0; i < letters && end < to; i++) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  /** Tells whether what is from {@code from} on goes on with the number before it. */
  private static boolean isPartOfNumber(String text, int lastFrom, int lastTo, int from, int to) {
    if (from != lastTo + 1 || !isFigures(text, lastFrom, lastTo) || !isFigures(text, from, to)) {
      return false;
    }
    char between = text.charAt(lastTo);
    boolean thousands = to - from == 3 && lastTo - lastFrom <= 3 && GROUPING.indexOf(between) >= 0;
    return thousands || (between == ',' && to - from <= 2);
  }

  private static boolean isFigures(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < to;
  }

  private static boolean isDot(String text, int i) {
    return i < text.length() && text.charAt(i) == '.';
  }

  /** Underscores around a word emphasise it. */
  private static int withoutUnderscoresFrom(String text, int from, int to) {
    int first = from;
    while (first < to && text.charAt(first) == '_') {
      first++;
    }
    return first;
  }

  private static int withoutUnderscoresTo(String text, int from, int to) {
    int end = to;
    while (end > from && text.charAt(end - 1) == '_') {
      end--;
    }
    return end;
  }

  /** Returns the words of {@code text} as they are written, for scripts with spaces. */
  static List<String> written(String text) {
    return split(
        Fold.isPlain(text)
            ? text
            : Normalizer.normalize(Invisible.streamSafe(Invisible.without(text)), Form.NFKC));
  }

  /** The same of a text in which all is as it seems. */
  static List<String> split(String seen) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= seen.length(); ) {
      int c = i < seen.length() ? seen.codePointAt(i) : ' ';
      boolean inWord = c < 128 ? ASCII_IN_WORD[c] : inWord(Character.toLowerCase(c));
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        int from = withoutUnderscoresFrom(seen, start, i);
        int to = withoutUnderscoresTo(seen, from, i);
        if (from < to) {
          words.add(seen.substring(from, to));
        }
        start = -1;
      }
      i += Character.charCount(c);
    }
    return words;
  }

  /**
   * Tells whether {@code text} holds a character of a script without spaces between words, of which
   * {@link Hangul} is none.
   */
  static boolean hasSpacelessScript(String text) {
    for (int i = 0; i < text.length(); i++) {
      // Latin letters are told by their first character alone.
      if (text.charAt(i) >= FIRST_SPACELESS
          && spaceless(text.codePointAt(i))
          && !Hangul.isHangul(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean inWord(int c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean spaceless(int c) {
    if (c < FIRST_SPACELESS) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, HANGUL -> true;
      // The long-vowel mark and the like are common to both kana.
      case COMMON -> c == 0x30FC || c == 0xFF70;
      default -> false;
    };
  }

  private static int hash(String text, int from, int to) {
    return (int) Fold.hash(text, from, to);
  }

  private static int[] append(int[] words, int count, int word) {
    int[] room = count < words.length ? words : Arrays.copyOf(words, 2 * count);
    room[count] = word;
    return room;
  }
}
