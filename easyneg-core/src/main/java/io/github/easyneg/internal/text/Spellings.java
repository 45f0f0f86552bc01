package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * In which words an answer can be in a passage: as it is, without an article or a preposition
 * before it (<i>die Brüder Grimm</i>, <i>in the Netherlands</i>), with other {@link Endings}, and
 * with {@link Numerals} and {@link Dates} written otherwise.
 *
 * <p>A spelling is a list of words, and each word a list of hashes any of which will do.
 */
final class Spellings {
  /** Longer answers are sentences, which are nowhere in another spelling. */
  private static final int LONGEST = 12;

  /** What stands alone behind an article is to be no shorter; shorter words are too many. */
  private static final int ALONE = 4;

  private static final Set<String> ARTICLES =
      Set.of(
          "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer",
          "eines", "the", "a", "an", "le", "la", "les", "l", "un", "une", "el", "los", "las", "una",
          "il", "lo", "gli", "de", "het", "een", "o", "os", "as", "um", "uma");

  private static final Set<String> PREPOSITIONS =
      Set.of(
          "am", "an", "auf", "aus", "bei", "beim", "bis", "durch", "für", "im", "in", "ins", "mit",
          "nach", "seit", "um", "vom", "von", "vor", "zu", "zum", "zur", "about", "at", "by", "for",
          "from", "of", "on", "since", "to", "until", "with", "à", "au", "aux", "dans", "depuis",
          "du", "en", "par", "a", "al", "con", "del", "desde", "por");

  private final Set<List<List<String>>> spellings = new LinkedHashSet<>();

  private Spellings() {}

  /**
   * Returns all spellings of an answer, the answer's own first.
   *
   * @param words the answer's, as hashes
   */
  static List<int[][]> of(String text, int[] words) {
    List<int[][]> all = new ArrayList<>();
    int[][] own = new int[words.length][];
    for (int w = 0; w < own.length; w++) {
      own[w] = new int[] {words[w]};
    }
    all.add(own);
    if (words.length > LONGEST) {
      return all;
    }
    Spellings spellings = new Spellings();
    spellings.add(text);
    Numerals.otherwise(text).forEach(spellings::add);
    for (List<List<String>> spelling : spellings.spellings) {
      int[][] hashes = new int[spelling.size()][];
      for (int w = 0; w < hashes.length; w++) {
        hashes[w] = hashes(spelling.get(w));
      }
      // An answer that is written in one way only is there already.
      if (!Arrays.deepEquals(hashes, own)) {
        all.add(hashes);
      }
    }
    return List.copyOf(all);
  }

  private static int[] hashes(List<String> words) {
    int[] hashes = new int[words.size()];
    for (int i = 0; i < hashes.length; i++) {
      String word = words.get(i);
      hashes[i] = (int) Fold.hash(word, 0, word.length());
    }
    return hashes;
  }

  private void add(String text) {
    List<String> written = Words.written(text);
    List<String> folded = new ArrayList<>(written);
    folded.replaceAll(Fold::caseOf);
    List<List<String>> words = new ArrayList<>(Collections.nCopies(written.size(), List.of()));
    boolean beforeNoun = false;
    for (int i = written.size() - 1; i >= 0; i--) {
      words.set(i, forms(written.get(i), folded.get(i), beforeNoun));
      beforeNoun |= Endings.isNoun(written.get(i), folded.get(i));
    }
    addWithAndWithoutArticle(words);
    Dates.otherwise(folded, words).forEach(this::addWithAndWithoutArticle);
  }

  /**
   * Adds a spelling, and the same without an article or a preposition before it. What is left is to
   * be more than one short word.
   */
  private void addWithAndWithoutArticle(List<List<String>> words) {
    spellings.add(List.copyOf(words));
    int from = 0;
    while (from < words.size() && isLittle(words.get(from))) {
      from++;
      boolean more = from < words.size() && words.get(from).get(0).length() >= ALONE;
      if (words.size() - from > 1 || more) {
        spellings.add(List.copyOf(words.subList(from, words.size())));
      }
    }
  }

  private static boolean isLittle(List<String> word) {
    return word.size() == 1
        && (ARTICLES.contains(word.get(0)) || PREPOSITIONS.contains(word.get(0)));
  }

  /** Returns the forms of one word. */
  private static List<String> forms(String written, String folded, boolean beforeNoun) {
    List<String> number = Numerals.forms(folded);
    List<String> month = Dates.forms(folded);
    if (!number.isEmpty() || !month.isEmpty()) {
      return number.isEmpty() ? month : number;
    }
    if (Endings.isNoun(written, folded)) {
      return Endings.ofNoun(folded);
    }
    return beforeNoun ? Endings.ofAdjective(folded) : List.of(folded);
  }
}
