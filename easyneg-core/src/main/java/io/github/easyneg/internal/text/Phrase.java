package io.github.easyneg.internal.text;

import io.github.easyneg.internal.text.Spelling.Read;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text to be found in others as whole words: {@code 10,000} is found in {@code 10 000 Einwohner},
 * {@code Wien} is not found in {@code Wiener}. It is found in other spellings too, which {@link
 * Spellings} lists.
 *
 * <p>Where it has no words at all (a currency sign, say), or is written in a script without spaces,
 * it is found as a substring of the folded text instead; in {@link Hangul} where a word begins.
 */
public final class Phrase {
  /** What is longer is looked for in a way that takes linear time. */
  private static final int SHORT = 16;

  private static final int ZERO = Words.of("0")[0];
  private static final int ZEROS = Words.of("00")[0];

  private final List<Spelling> spellings;

  /** What a text must hold for it to hold one of the spellings. */
  private final List<Spelling> least;

  private final @Nullable String substring;

  /** The substring, where it is to be found at the beginning of words. */
  private final @Nullable Hangul hangul;

  private Phrase(List<Spelling> spellings, @Nullable String substring) {
    this.spellings = spellings;
    this.least = Spelling.leastOf(spellings);
    this.substring = substring;
    this.hangul =
        substring != null && !Words.hasSpacelessScript(substring) && Hangul.isIn(substring)
            ? new Hangul(substring)
            : null;
  }

  /** Makes a phrase of {@code text}. */
  public static Phrase of(String text) {
    int[] words = Words.of(text);
    String folded = words.length > 0 && Fold.isPlain(text) ? "" : Fold.all(text);
    if (words.length > 0 && Words.hasSpacelessScript(folded)) {
      return new Phrase(List.of(), unspaced(folded));
    }
    return words.length == 0 || Hangul.isIn(folded)
        ? new Phrase(List.of(), folded)
        : new Phrase(Spellings.of(text, words), null);
  }

  /** Tells whether there is nothing to find: white space alone, or nothing. */
  public boolean isEmpty() {
    return substring != null && substring.isEmpty();
  }

  /** Tells whether {@code text} holds the phrase. An empty phrase is in no text. */
  public boolean isIn(String text) {
    if (isEmpty()) {
      return false;
    }
    return substring != null ? isSubstringOf(Fold.all(text)) : isIn(text, Words.of(text));
  }

  private boolean isIn(String text, int[] words) {
    if (isIn(words, text)) {
      return true;
    }
    if (!Markup.mayBeIn(text)) {
      return false;
    }
    String bare = Markup.without(text);
    return !bare.equals(text) && isIn(Words.of(bare), bare);
  }

  /** Tells whether {@code text} holds one of some phrases; looks at it once, however many. */
  public static boolean anyIsIn(List<Phrase> phrases, String text) {
    if (phrases.size() == 1) {
      return phrases.get(0).isIn(text);
    }
    int[] words = Words.of(text);
    int[] distinct = Arrays.stream(words).sorted().distinct().toArray();
    @Nullable String folded = null;
    for (Phrase phrase : phrases) {
      if (phrase.substring == null) {
        if (phrase.mayBeIn(distinct) && phrase.isIn(text, words)) {
          return true;
        }
      } else if (!phrase.isEmpty()) {
        folded = folded == null ? Fold.all(text) : folded;
        if (phrase.isSubstringOf(folded)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isSubstringOf(String folded) {
    String looked = substring == null ? "" : substring;
    if (hangul != null) {
      return hangul.isInFolded(folded);
    }
    if (Words.hasSpacelessScript(looked)) {
      return Search.holds(unspaced(folded), looked);
    }
    return looked.length() <= SHORT ? folded.contains(looked) : Search.holds(folded, looked);
  }

  /** Where words need no spaces between them, those next to figures say nothing. */
  private static String unspaced(String folded) {
    return folded.replace(" ", "");
  }

  private boolean isIn(int[] words, String text) {
    @Nullable Map<Read, int[]> readings = null;
    for (Spelling spelling : spellings) {
      int[] read = words;
      if (spelling.read() != Read.WORDS) {
        if (!spelling.mayBeIn(words)) {
          continue;
        }
        readings = readings == null ? new EnumMap<>(Read.class) : readings;
        read = readings.computeIfAbsent(spelling.read(), how -> Words.read(text, spelling));
      }
      if (isIn(spelling, read, text)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a text with these words, ascending, may hold it; {@code false} is certain. */
  private boolean mayBeIn(int[] distinct) {
    for (Spelling spelling : least) {
      int[][] words = spelling.words();
      boolean all = true;
      for (int w = 0; w < words.length && all; w++) {
        all =
            spelling.isSign(w)
                || Arrays.stream(words[w]).anyMatch(one -> Arrays.binarySearch(distinct, one) >= 0);
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether a passage with these terms may hold the phrase; {@code false} is certain, {@code
   * true} is not.
   */
  public boolean mayBeIn(LexicalIndex index, int passage) {
    if (substring != null) {
      return true;
    }
    for (Spelling spelling : least) {
      if (mayBeIn(spelling, index, passage)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBeIn(Spelling spelling, LexicalIndex index, int passage) {
    int[][] words = spelling.words();
    for (int w = 0; w < words.length; w++) {
      int[] word = words[w];
      boolean held = spelling.isSign(w);
      for (int i = 0; i < word.length && !held; i++) {
        held = index.holds(passage, word[i]);
      }
      if (!held) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIn(Spelling spelling, int[] words, String text) {
    int[][] looked = spelling.words();
    if (looked.length > SHORT) {
      // So long a phrase has one spelling.
      return Search.holds(words, Arrays.stream(looked).mapToInt(word -> word[0]).toArray());
    }
    @Nullable BitSet parts = null;
    for (int start = 0; start + looked.length <= words.length; start++) {
      if (isAt(looked, words, start)) {
        parts = parts == null ? Words.partsOfNumbers(text, spelling.signs()) : parts;
        if (!cutsNumber(words, parts, start, start + looked.length)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAt(int[][] looked, int[] words, int start) {
    int i = 0;
    while (i < looked.length && isOneOf(looked[i], words[start + i])) {
      i++;
    }
    return i == looked.length;
  }

  /**
   * Tells whether what is found begins or ends inside a number: <i>500</i> is not in <i>1.500</i>,
   * nor <i>drei</i> in <i>13,3 Prozent</i>. Zeros behind a comma are nothing.
   */
  private static boolean cutsNumber(int[] words, BitSet parts, int from, int to) {
    return parts.get(from)
        || (to < words.length && parts.get(to) && words[to] != ZERO && words[to] != ZEROS);
  }

  private static boolean isOneOf(int[] words, int word) {
    for (int one : words) {
      if (one == word) {
        return true;
      }
    }
    return false;
  }
}
