package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
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
    all.add(Arrays.stream(words).mapToObj(word -> new int[] {word}).toArray(int[][]::new));
    if (words.length > LONGEST) {
      return all;
    }
    Spellings spellings = new Spellings();
    spellings.add(text);
    Numerals.otherwise(text).forEach(spellings::add);
    for (List<List<String>> spelling : spellings.spellings) {
      all.add(spelling.stream().map(Spellings::hashes).toArray(int[][]::new));
    }
    return List.copyOf(all);
  }

  private static int[] hashes(List<String> words) {
    return words.stream().mapToInt(word -> (int) Fold.hash(word, 0, word.length())).toArray();
  }

  private void add(String text) {
    List<String> written = Words.written(text);
    List<String> folded = written.stream().map(Fold::caseOf).toList();
    List<List<String>> words = new ArrayList<>();
    boolean beforeNoun = false;
    for (int i = written.size() - 1; i >= 0; i--) {
      words.add(0, forms(written.get(i), folded.get(i), beforeNoun));
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
