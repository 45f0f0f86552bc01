package io.github.easyneg.internal.text;

import java.util.List;
import java.util.regex.Pattern;

/** The forms of each word of an answer, which depend on the words beside it. */
final class WordForms {
  static final List<String> SAINTS = List.of("st", "sankt", "saint");

  /** English articles. */
  private static final List<String> ENGLISH = List.of("the", "a", "an");

  /** What ordinal numbers count is no shorter; shorter words are too many. */
  private static final int COUNTED = 4;

  private static final Pattern DOTTED = Pattern.compile("(?<![\\d.,])\\d{1,2}\\. ?\\p{L}");

  private WordForms() {}

  /** Returns the forms of each word, the first of which is mostly the word itself. */
  static List<Forms> of(Wording answer) {
    boolean ordinals = mayHoldOrdinals(answer);
    boolean dotted = ordinals && DOTTED.matcher(answer.text()).find();
    int last = answer.size() - 1;
    Forms[] words = new Forms[answer.size()];
    boolean beforeNoun = false;
    for (int i = last; i >= 0; i--) {
      boolean ordinal =
          ordinals && (!answer.is(i, Vocabulary.FIGURES) || dotted || (i > 0 && i == last));
      List<String> forms = known(answer, i, ordinal);
      words[i] = forms.isEmpty() ? withEndings(answer, i, beforeNoun) : Forms.listed(forms);
      beforeNoun |= Endings.isNoun(answer.written(i), answer.folded(i));
    }
    return List.of(words);
  }

  /** Tells whether there is a word that can say what an ordinal number counts. */
  private static boolean mayHoldOrdinals(Wording answer) {
    if (!answer.holds(Vocabulary.ORDINAL) || answer.size() == 1) {
      return false;
    }
    for (int i = 0; i < answer.size(); i++) {
      if (mayBeCounted(answer, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBeCounted(Wording answer, int i) {
    String word = answer.folded(i);
    return (word.length() >= COUNTED || !Ordinals.era(word).isEmpty())
        && Character.isLetter(word.charAt(0))
        && !answer.is(i, Vocabulary.LITTLE | Vocabulary.MONTH | Vocabulary.NUMBER)
        && Ordinals.forms(word, word).isEmpty();
  }

  /** Returns the forms of a word of one of the lists; nothing for any other. */
  private static List<String> known(Wording answer, int i, boolean ordinal) {
    String word = answer.folded(i);
    List<String> forms = List.of();
    if (answer.is(i, Vocabulary.ORDINAL)) {
      forms = ordinal ? ordinals(answer, i) : forms;
      forms = forms.isEmpty() && isAlone(answer, i) ? Ordinals.english(word) : forms;
    }
    if (forms.isEmpty() && answer.is(i, Vocabulary.BESIDE)) {
      forms = besideOthers(answer, i);
    }
    if (forms.isEmpty() && answer.is(i, Vocabulary.LITTLE)) {
      return List.of(word);
    }
    if (forms.isEmpty() && answer.is(i, Vocabulary.NUMBER)) {
      return Numerals.forms(word);
    }
    return forms.isEmpty() && answer.is(i, Vocabulary.MONTH)
        ? Dates.forms(answer.folded(), i)
        : forms;
  }

  /** Returns how an ordinal number is written otherwise; behind a name it may be a cardinal one. */
  private static List<String> ordinals(Wording answer, int i) {
    boolean behindName =
        i > 0
            && i == answer.size() - 1
            && Character.isUpperCase(answer.written(i - 1).codePointAt(0));
    return behindName
        ? Ordinals.formsBehindName(answer.written(i), answer.folded(i))
        : Ordinals.forms(answer.written(i), answer.folded(i));
  }

  /** Tells whether all words but one are articles and the like. */
  private static boolean isAlone(Wording answer, int i) {
    for (int w = 0; w < answer.size(); w++) {
      if (w != i && !answer.is(w, Vocabulary.LITTLE)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the forms of a word that has some because of the one next to it. */
  private static List<String> besideOthers(Wording answer, int i) {
    String word = answer.folded(i);
    if (i > 0 && answer.is(i - 1, Vocabulary.ORDINAL) && !Ordinals.era(word).isEmpty()) {
      return Ordinals.era(word);
    }
    if (i + 1 == answer.size()) {
      return List.of();
    }
    if (SAINTS.contains(word)) {
      return SAINTS;
    }
    if (answer.is(i + 1, Vocabulary.FIGURES) && !Units.beforeNumber(word).isEmpty()) {
      return Units.beforeNumber(word);
    }
    if (answer.is(i + 1, Vocabulary.SCALE) && Numerals.isOne(word)) {
      return Numerals.ONES;
    }
    return i > 0 ? Links.forms(answer, i) : List.of();
  }

  /** Returns the forms of a word that is in no list. */
  private static Forms withEndings(Wording answer, int i, boolean beforeNoun) {
    String folded = answer.folded(i);
    int last = answer.size() - 1;
    boolean adverb = last == 0 && Endings.isNoPlural(folded);
    if (!adverb && Endings.isNoun(answer.written(i), folded)) {
      return i < last && Endings.isInName(answer.written(i + 1))
          ? Endings.ofNounOrAdjective(folded)
          : Endings.ofNoun(folded);
    }
    if (beforeNoun) {
      return Endings.ofAdjective(folded);
    }
    if (i < last) {
      return Forms.of(folded);
    }
    return isBehindWord(answer, i) ? Endings.ofEnglish(folded) : Endings.ofOther(folded);
  }

  /** Tells whether there is a word that an English noun may have before it. */
  private static boolean isBehindWord(Wording answer, int i) {
    return i > 0
        && (ENGLISH.contains(answer.folded(i - 1)) || !answer.is(i - 1, Vocabulary.LITTLE));
  }
}
