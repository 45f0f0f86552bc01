package io.github.easyneg.internal.text;

import io.github.easyneg.internal.text.Spelling.Read;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * In which words an answer can be in a passage: as it is, without an article or a preposition
 * before it (<i>die Brüder Grimm</i>, <i>in the Netherlands</i>), with other {@link Endings}, and
 * with {@link Numerals}, {@link Ordinals}, {@link Dates}, {@link Units}, {@link Names}, {@link
 * Epithets} and {@link Formats} written otherwise, and {@link Rewritings} of it.
 */
final class Spellings {
  /** Longer answers are sentences, which are nowhere in another spelling. */
  private static final int LONGEST = 12;

  /** In so many rewritings numbers are written otherwise too. */
  private static final int NUMBERS_IN = 3;

  /** What stands alone behind an article is to be no shorter; shorter words are too many. */
  private static final int ALONE = 4;

  /** The same of words in capitals. */
  private static final int ACRONYM = 3;

  private static final List<String> SAINTS = List.of("st", "sankt", "saint");

  /** What is between the ends of a span. */
  private static final List<String> TO =
      List.of(
          "bis", "to", "until", "till", "through", "and", "und", "à", "a", "al", "hasta", "et",
          "y");

  private static final Set<String> IS_TO = Set.copyOf(TO);

  /** English articles. */
  private static final List<String> ENGLISH = List.of("the", "a", "an");

  /** What is between two names, if not a sign. */
  private static final List<String> AND = List.of("und", "and", "et", "y");

  private static final Pattern DOTTED = Pattern.compile("(?<![\\d.,])\\d{1,2}\\. ?\\p{L}");

  /** By how they are read. */
  private final Map<Read, List<List<List<String>>>> spellings = new EnumMap<>(Read.class);

  /** How long what stands alone behind an article must be. */
  private int alone = ALONE;

  private Spellings() {}

  /**
   * Returns all spellings of an answer, the answer's own first.
   *
   * @param words the answer's, as hashes
   */
  static List<Spelling> of(String text, int[] words) {
    List<Spelling> all = new ArrayList<>();
    int[][] own = new int[words.length][];
    for (int w = 0; w < own.length; w++) {
      own[w] = new int[] {words[w]};
    }
    all.add(new Spelling(own, 0, Read.WORDS));
    if (words.length > LONGEST) {
      return all;
    }
    Spellings spellings = new Spellings();
    Set<String> texts = Rewritings.of(Invisible.without(text));
    List<String> rewritten = List.copyOf(texts);
    for (int i = 0; i < Math.min(rewritten.size(), NUMBERS_IN); i++) {
      texts.addAll(Numerals.otherwise(rewritten.get(i)));
    }
    Set<List<String>> known = new HashSet<>();
    for (String one : texts) {
      List<String> written = written(one);
      if (texts.size() == 1 || known.add(written)) {
        spellings.add(one, written);
      }
    }
    spellings.spellings.forEach((read, some) -> addHashed(some, read, own, all));
    return List.copyOf(all);
  }

  /** Returns the words of a text as they are written, but for what is nothing when folded. */
  private static List<String> written(String text) {
    List<String> written = Words.written(text);
    if (!Fold.isPlain(text)) {
      written.removeIf(word -> Fold.caseOf(word).isEmpty());
    }
    return written;
  }

  private static void addHashed(
      List<List<List<String>>> spellings, Read read, int[][] own, List<Spelling> all) {
    if (spellings.isEmpty()) {
      return;
    }
    // Spellings share most of their words.
    IdentityHashMap<List<String>, int[]> hashed = new IdentityHashMap<>(spellings.get(0).size());
    for (List<List<String>> spelling : spellings) {
      int[][] hashes = new int[spelling.size()][];
      long signAt = 0;
      for (int w = 0; w < hashes.length; w++) {
        hashes[w] = hashed.computeIfAbsent(spelling.get(w), Spellings::hashes);
        String first = spelling.get(w).get(0);
        boolean sign =
            read == Read.FORMATS
                ? Formats.isSign(first)
                : Units.isSign(first) || first.equals(Names.COMMA);
        signAt |= sign && w < Long.SIZE ? 1L << w : 0;
      }
      // An answer that is written in one way only is there already.
      if (!Arrays.deepEquals(hashes, own)) {
        all.add(
            new Spelling(hashes, signAt, read == Read.WORDS && signAt != 0 ? Read.SIGNS : read));
      }
    }
  }

  private static int[] hashes(List<String> words) {
    int[] hashes = new int[words.size()];
    for (int i = 0; i < hashes.length; i++) {
      String word = words.get(i);
      hashes[i] = (int) Fold.hash(word, 0, word.length());
    }
    return hashes;
  }

  private void add(String text, List<String> written) {
    List<String> folded = new ArrayList<>(written);
    folded.replaceAll(Fold::caseOf);
    if (folded.isEmpty()) {
      return;
    }
    List<List<String>> words = new ArrayList<>(Collections.nCopies(written.size(), List.of()));
    boolean ordinals = mayHoldOrdinals(folded);
    boolean dotted = ordinals && DOTTED.matcher(text).find();
    boolean beforeNoun = false;
    for (int i = written.size() - 1; i >= 0; i--) {
      List<String> forms = List.of();
      boolean figures = Units.isFigures(folded.get(i));
      if (ordinals && (!figures || dotted || (i > 0 && i == written.size() - 1))) {
        forms = ordinals(written, folded, i);
      }
      forms = forms.isEmpty() && isAlone(folded, i) ? Ordinals.english(folded.get(i)) : forms;
      forms = forms.isEmpty() ? besideOthers(folded, i) : forms;
      words.set(i, forms.isEmpty() ? forms(written, folded, i, beforeNoun) : forms);
      beforeNoun |= Endings.isNoun(written.get(i), folded.get(i));
    }
    alone = isAcronym(written) ? ACRONYM : ALONE;
    addWithAndWithoutArticle(words);
    Dates.otherwise(folded, words).forEach(this::addWithAndWithoutArticle);
    addRead(Read.NAMES, Names.otherwise(written, folded, words));
    addRead(Read.EPITHETS, Epithets.otherwise(written, folded, words));
    addRead(Read.FORMATS, Formats.withSigns(text, folded, words));
    Formats.writtenOn(words).forEach(this::addWithAndWithoutArticle);
    addSpans(folded, words);
    addWithoutAnd(words);
    List<String> units = new ArrayList<>(folded);
    for (int i = 0; i < units.size(); i++) {
      if (Units.isAnotherCapital(written.get(i))) {
        units.set(i, written.get(i));
      }
    }
    addUnits(text, units, words);
  }

  private void addRead(Read read, List<List<List<String>>> all) {
    all.forEach(spelling -> addWithAndWithoutArticle(spelling, read));
  }

  /** Tells whether all words but one are articles and the like. */
  private static boolean isAlone(List<String> folded, int i) {
    for (int w = 0; w < folded.size(); w++) {
      if (w != i && !LittleWords.holds(folded.get(w))) {
        return false;
      }
    }
    return true;
  }

  /** Returns how an ordinal number is written otherwise; behind a name it may be a cardinal one. */
  private static List<String> ordinals(List<String> written, List<String> folded, int i) {
    boolean behindName =
        i > 0
            && i == written.size() - 1
            && Character.isUpperCase(written.get(i - 1).codePointAt(0));
    return behindName
        ? Ordinals.formsBehindName(written.get(i), folded.get(i))
        : Ordinals.forms(written.get(i), folded.get(i));
  }

  private static boolean isAcronym(List<String> written) {
    String last = written.isEmpty() ? "" : written.get(written.size() - 1);
    return last.length() >= ACRONYM && last.codePoints().allMatch(Character::isUpperCase);
  }

  /** Tells whether there is a word that can say what an ordinal number counts. */
  private static boolean mayHoldOrdinals(List<String> folded) {
    boolean ordinal = false;
    boolean counted = false;
    for (String word : folded) {
      ordinal |= Ordinals.mayBe(word);
    }
    for (int i = 0; i < folded.size() && ordinal && !counted; i++) {
      counted = mayBeCounted(folded.get(i));
    }
    return counted && folded.size() > 1;
  }

  private static boolean mayBeCounted(String word) {
    return (word.length() >= ALONE || !Ordinals.era(word).isEmpty())
        && Character.isLetter(word.charAt(0))
        && !LittleWords.holds(word)
        && !Dates.isMonth(word)
        && Numerals.forms(word).isEmpty()
        && Ordinals.forms(word, word).isEmpty();
  }

  /** Returns the forms of a word that has some because of the one next to it. */
  private static List<String> besideOthers(List<String> folded, int i) {
    String word = folded.get(i);
    if (i > 0 && Ordinals.mayBe(folded.get(i - 1)) && !Ordinals.era(word).isEmpty()) {
      return Ordinals.era(word);
    }
    if (i + 1 < folded.size()) {
      if (SAINTS.contains(word)) {
        return SAINTS;
      }
      if (Units.isFigures(folded.get(i + 1)) && !Units.beforeNumber(word).isEmpty()) {
        return Units.beforeNumber(word);
      }
      if (Numerals.isScale(folded.get(i + 1)) && Numerals.isOne(word)) {
        return Numerals.ONES;
      }
      if (i > 0 && IS_TO.contains(word)) {
        // Each word for "and" is one between the ends of a span too.
        return isSpan(folded, i) ? TO : AND.contains(word) ? AND : List.of();
      }
    }
    return List.of();
  }

  private static boolean isSpan(List<String> folded, int i) {
    return isNumber(folded.get(i - 1)) && isNumber(folded.get(i + 1));
  }

  private static boolean isNumber(String word) {
    return Units.isFigures(word) || !Numerals.forms(word).isEmpty();
  }

  /** Adds spans with a dash, which is no word, and with two figures for the last year. */
  private void addSpans(List<String> folded, List<List<String>> words) {
    for (int i = 1; i + 1 < folded.size(); i++) {
      if (!IS_TO.contains(folded.get(i)) || !isSpan(folded, i)) {
        continue;
      }
      List<List<String>> spelling = new ArrayList<>(words);
      String from = folded.get(i - 1);
      String to = folded.get(i + 1);
      if (from.length() == 4 && to.length() == 4 && from.startsWith(to.substring(0, 2))) {
        spelling.set(i + 1, List.of(to, to.substring(2)));
      } else if (from.length() == 4 && to.length() == 2 && Units.isFigures(to)) {
        spelling.set(i + 1, List.of(to, from.substring(0, 2) + to));
      }
      addWithAndWithoutArticle(spelling);
      spelling.remove(i);
      addWithAndWithoutArticle(spelling);
    }
  }

  /** Adds {@code Smith & Sons} for Smith and Sons: the sign is no word. */
  private void addWithoutAnd(List<List<String>> words) {
    for (int i = 1; i + 1 < words.size(); i++) {
      if (words.get(i).size() == AND.size() && words.get(i).equals(AND)) {
        List<List<String>> spelling = new ArrayList<>(words);
        spelling.remove(i);
        addWithAndWithoutArticle(spelling);
      }
    }
  }

  private void addUnits(String text, List<String> folded, List<List<String>> words) {
    Units.otherwise(folded, words).forEach(this::addUnit);
    int sign = -1;
    for (int i = 0; i < text.length() && sign < 0; i++) {
      sign = Units.SIGNS.indexOf(text.charAt(i)) >= 0 ? i : -1;
    }
    if (sign >= 0) {
      // Where the sign is a word, as in "5 €", it has other names.
      List<String> before = written(text.substring(0, sign));
      List<String> withSign = new ArrayList<>(folded);
      List<List<String>> formsWithSign = new ArrayList<>(words);
      if (before.size() <= folded.size()) {
        String mark = String.valueOf(text.charAt(sign));
        withSign.add(before.size(), mark);
        formsWithSign.add(before.size(), List.of(mark));
        Units.otherwise(withSign, formsWithSign).forEach(this::addUnit);
      }
    }
  }

  private void addUnit(List<List<String>> words) {
    addWithAndWithoutArticle(words);
    Formats.writtenOn(words).forEach(this::addWithAndWithoutArticle);
  }

  /**
   * Adds a spelling, and the same without an article, a preposition or a title before it. What is
   * left is to be more than one short word.
   */
  private void addWithAndWithoutArticle(List<List<String>> words) {
    addWithAndWithoutArticle(words, Read.WORDS);
  }

  private void addWithAndWithoutArticle(List<List<String>> words, Read read) {
    List<List<List<String>>> some = spellings.computeIfAbsent(read, r -> new ArrayList<>());
    addOnce(words, some);
    int from = 0;
    while (from < words.size() && LittleWords.holds(words, from)) {
      from++;
      boolean more =
          from < words.size()
              && words.get(from).get(0).length() >= alone
              && !Numerals.isScale(words.get(from).get(0));
      if (words.size() - from > 1 || more) {
        addOnce(words.subList(from, words.size()), some);
      }
    }
  }

  private static void addOnce(List<List<String>> words, List<List<List<String>>> spellings) {
    if (!spellings.contains(words)) {
      spellings.add(List.copyOf(words));
    }
  }

  /** Returns the forms of one word. */
  private static List<String> forms(
      List<String> writtenWords, List<String> foldedWords, int i, boolean beforeNoun) {
    String written = writtenWords.get(i);
    String folded = foldedWords.get(i);
    if (LittleWords.holds(folded)) {
      return List.of(folded);
    }
    List<String> number = Numerals.forms(folded);
    List<String> month = Dates.forms(foldedWords, i);
    if (!number.isEmpty() || !month.isEmpty()) {
      return number.isEmpty() ? month : number;
    }
    boolean adverb = foldedWords.size() == 1 && Endings.isNoPlural(folded);
    if (!adverb && Endings.isNoun(written, folded)) {
      return i + 1 < writtenWords.size() && Endings.isInName(writtenWords.get(i + 1))
          ? Endings.ofNounOrAdjective(folded)
          : Endings.ofNoun(folded);
    }
    if (beforeNoun) {
      return Endings.ofAdjective(folded);
    }
    if (i < foldedWords.size() - 1) {
      return List.of(folded);
    }
    return isBehindWord(foldedWords, i) ? Endings.ofEnglish(folded) : Endings.ofOther(folded);
  }

  /** Tells whether there is a word that an English noun may have before it. */
  private static boolean isBehindWord(List<String> folded, int i) {
    if (i == 0) {
      return false;
    }
    String before = folded.get(i - 1);
    return ENGLISH.contains(before) || !LittleWords.holds(before);
  }
}
