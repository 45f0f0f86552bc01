package io.github.easyneg.internal.text;

import io.github.easyneg.internal.text.Spelling.Read;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which words an answer can be in a passage: as it is, without an article or a preposition
 * before it (<i>die Brüder Grimm</i>, <i>in the Netherlands</i>), in other {@link WordForms}, and
 * with {@link Amounts}, {@link Dates}, {@link Links}, {@link Units}, {@link Names}, {@link
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

  /** What a date may begin with. */
  private static final int IN_DATE =
      Vocabulary.BEGINS_WITH_FIGURE | Vocabulary.MONTH | Vocabulary.ORDINAL;

  /** By how they are read. */
  private final Map<Read, List<List<Forms>>> spellings = new EnumMap<>(Read.class);

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
    spellings.addAll(texts(Invisible.without(text)));
    spellings.spellings.forEach((read, some) -> addHashed(some, read, own, all));
    return List.copyOf(all);
  }

  /** Returns a text and other ways to write it, with other numbers of words. */
  private static Set<String> texts(String text) {
    Set<String> texts = Rewritings.of(text);
    Set<String> all = texts;
    int left = NUMBERS_IN;
    for (String one : texts) {
      Set<String> numbers = left-- > 0 ? Amounts.otherwise(one) : Set.of();
      if (!numbers.isEmpty()) {
        all = all == texts ? new LinkedHashSet<>(texts) : all;
        all.addAll(numbers);
      }
    }
    return all;
  }

  private static void addHashed(
      List<List<Forms>> spellings, Read read, int[][] own, List<Spelling> all) {
    if (spellings.isEmpty()) {
      return;
    }
    for (List<Forms> spelling : spellings) {
      int[][] hashes = new int[spelling.size()][];
      long signAt = 0;
      for (int w = 0; w < hashes.length; w++) {
        hashes[w] = spelling.get(w).hashes();
        String first = spelling.get(w).first();
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

  private void addAll(Set<String> texts) {
    Set<List<String>> known = texts.size() == 1 ? Set.of() : new HashSet<>();
    for (String text : texts) {
      Wording answer = Wording.of(text);
      if (answer.size() > 0 && (texts.size() == 1 || known.add(answer.written()))) {
        add(answer);
      }
    }
  }

  /** Adds an answer as it is worded; asks those who write it otherwise if it has their words. */
  private void add(Wording answer) {
    List<Forms> words = WordForms.of(answer);
    alone = isAcronym(answer.written(answer.size() - 1)) ? ACRONYM : ALONE;
    addWithAndWithoutArticle(words);
    if (answer.holds(IN_DATE)) {
      Dates.otherwise(answer.folded(), words).forEach(this::addWithAndWithoutArticle);
    }
    addRead(Read.NAMES, Names.otherwise(answer, words));
    if (answer.holds(Vocabulary.BEFORE_EPITHET | Vocabulary.ORDINAL)) {
      addRead(Read.EPITHETS, Epithets.otherwise(answer, words));
    }
    if (answer.holds(IN_DATE)) {
      addRead(Read.FORMATS, Formats.withSigns(answer, words));
    }
    if (answer.holds(Vocabulary.SCALE)) {
      Formats.writtenOn(words).forEach(this::addWithAndWithoutArticle);
    }
    if (answer.holds(Vocabulary.LINK)) {
      Links.otherwise(answer, words).forEach(this::addWithAndWithoutArticle);
    }
    addUnits(answer, words);
  }

  private void addRead(Read read, List<List<Forms>> all) {
    all.forEach(spelling -> addWithAndWithoutArticle(spelling, read));
  }

  private static boolean isAcronym(String word) {
    for (int i = 0; i < word.length(); i += Character.charCount(word.codePointAt(i))) {
      if (!Character.isUpperCase(word.codePointAt(i))) {
        return false;
      }
    }
    return word.length() >= ACRONYM;
  }

  private void addUnits(Wording answer, List<Forms> words) {
    int sign = Units.firstSign(answer.text());
    if (sign < 0 && !answer.holds(Vocabulary.UNIT)) {
      return;
    }
    List<String> folded = Units.withCapitals(answer);
    Units.otherwise(folded, words).forEach(this::addUnit);
    if (sign >= 0) {
      // Where the sign is a word, as in "5 €", it has other names.
      int before = Wording.of(answer.text().substring(0, sign)).size();
      List<Forms> formsWithSign = new ArrayList<>(words);
      if (before <= folded.size()) {
        String mark = String.valueOf(answer.text().charAt(sign));
        folded.add(before, mark);
        formsWithSign.add(before, Forms.of(mark));
        Units.otherwise(folded, formsWithSign).forEach(this::addUnit);
      }
    }
  }

  private void addUnit(List<Forms> words) {
    addWithAndWithoutArticle(words);
    Formats.writtenOn(words).forEach(this::addWithAndWithoutArticle);
  }

  /**
   * Adds a spelling, and the same without an article, a preposition or a title before it. What is
   * left is to be more than one short word.
   */
  private void addWithAndWithoutArticle(List<Forms> words) {
    addWithAndWithoutArticle(words, Read.WORDS);
  }

  private void addWithAndWithoutArticle(List<Forms> words, Read read) {
    List<List<Forms>> some = spellings.computeIfAbsent(read, r -> new ArrayList<>());
    addOnce(words, some);
    int from = 0;
    while (from < words.size() && LittleWords.holds(words, from)) {
      from++;
      boolean more =
          from < words.size()
              && words.get(from).first().length() >= alone
              && !Numerals.isScale(words.get(from).first());
      if (words.size() - from > 1 || more) {
        addOnce(words.subList(from, words.size()), some);
      }
    }
  }

  private static void addOnce(List<Forms> words, List<List<Forms>> spellings) {
    if (!spellings.contains(words)) {
      spellings.add(List.copyOf(words));
    }
  }
}
