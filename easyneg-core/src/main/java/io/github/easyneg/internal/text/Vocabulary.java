package io.github.easyneg.internal.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a folded word may be, as bits: one look-up for the lists of all rewriters. Most words are in
 * none of them, and most answers need no rewriter for that.
 */
final class Vocabulary {
  /** An article or a preposition. */
  static final int LITTLE = 1;

  /** A title, a degree or a weekday. */
  static final int LEADING = 1 << 1;

  /** A number, or a word that multiplies one. */
  static final int NUMBER = 1 << 2;

  /** A word that multiplies a number. */
  static final int SCALE = 1 << 3;

  /** The name of a month. */
  static final int MONTH = 1 << 4;

  /** What may be an ordinal number: a number, Roman ones among them, and words for one. */
  static final int ORDINAL = 1 << 5;

  /** What has other forms because of the words beside it. */
  static final int BESIDE = 1 << 6;

  /** What may be between the ends of a span, or two names. */
  static final int LINK = 1 << 7;

  /** The first word of a unit's name. */
  static final int UNIT = 1 << 8;

  /** What may be before an epithet. */
  static final int BEFORE_EPITHET = 1 << 9;

  /** Figures alone; in no list. */
  static final int FIGURES = 1 << 10;

  /** Figures, and maybe letters behind them; in no list. */
  static final int BEGINS_WITH_FIGURE = 1 << 11;

  private static final Map<String, Integer> KINDS = new HashMap<>();

  static {
    put(LITTLE, LittleWords.all());
    put(LEADING, LittleWords.leading());
    put(NUMBER, Numerals.words());
    put(SCALE, Numerals.scales());
    put(BESIDE, Numerals.ONES);
    put(MONTH, Dates.months());
    put(ORDINAL, Ordinals.words());
    put(BESIDE, Ordinals.eras());
    put(BESIDE, WordForms.SAINTS);
    put(BESIDE | LINK, Links.TO);
    put(BESIDE, Units.wordsBeforeNumber());
    put(UNIT, Units.firstWords());
    put(BEFORE_EPITHET, Epithets.ARTICLES);
    put(BEFORE_EPITHET, List.of(Epithets.ABBREVIATED));
  }

  private Vocabulary() {}

  private static void put(int kind, Collection<String> words) {
    words.forEach(word -> KINDS.merge(word, kind, (one, other) -> one | other));
  }

  /** Returns what a word is in the lists; 0 for most. */
  static int listed(String folded) {
    return KINDS.getOrDefault(folded, 0);
  }

  /** Returns all kinds that a word is of. */
  static int kinds(String folded) {
    char first = folded.charAt(0);
    if (first < '0' || first > '9') {
      return listed(folded);
    }
    return listed(folded) | BEGINS_WITH_FIGURE | (Units.isFigures(folded) ? FIGURES : 0);
  }
}
