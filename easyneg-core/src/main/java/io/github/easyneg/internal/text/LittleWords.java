package io.github.easyneg.internal.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What may be before an answer, and is not the answer: articles, prepositions, titles, weekdays.
 */
final class LittleWords {
  private static final Set<String> ARTICLES =
      Set.of(
          "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer",
          "eines", "the", "a", "an", "le", "la", "les", "l", "un", "une", "el", "los", "las", "una",
          "il", "lo", "gli", "de", "het", "een", "o", "um", "uma", "d", "della", "delle", "degli",
          "dell", "na", "nas");

  private static final Set<String> PREPOSITIONS =
      Set.of(
          "am",
          "an",
          "auf",
          "aus",
          "bei",
          "beim",
          "bis",
          "durch",
          "für",
          "im",
          "in",
          "ins",
          "mit",
          "nach",
          "seit",
          "um",
          "vom",
          "von",
          "vor",
          "zu",
          "zum",
          "zur",
          "about",
          "at",
          "by",
          "for",
          "from",
          "of",
          "on",
          "since",
          "to",
          "until",
          "with",
          "à",
          "au",
          "aux",
          "dans",
          "depuis",
          "du",
          "en",
          "par",
          "a",
          "al",
          "con",
          "del",
          "desde",
          "por",
          "between",
          "zwischen",
          "entre",
          "ab");

  /** What is before a name, and not before an article. */
  private static final Set<String> TITLES =
      Set.of(
          "dr",
          "prof",
          "professor",
          "herr",
          "herrn",
          "frau",
          "mr",
          "mrs",
          "ms",
          "mister",
          "sir",
          "monsieur",
          "madame",
          "mme",
          "señor",
          "señora");

  /** What is a degree before or behind one of these, and may be a name alone: ING, Phil. */
  private static final Set<String> DEGREES = Set.of("ing", "med", "phil", "dipl");

  private static final Set<String> BEFORE_DEGREES = Set.of("dr", "prof", "dipl");

  private static final Set<String> WEEKDAYS =
      Set.of(
          "montag",
          "dienstag",
          "mittwoch",
          "donnerstag",
          "freitag",
          "samstag",
          "sonnabend",
          "sonntag",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "lundi",
          "mardi",
          "mercredi",
          "jeudi",
          "vendredi",
          "samedi",
          "dimanche",
          "lunes",
          "martes",
          "miércoles",
          "jueves",
          "viernes",
          "sábado",
          "domingo",
          "mo",
          "di",
          "mi",
          "do",
          "fr",
          "sa",
          "so",
          "mon",
          "tue",
          "wed",
          "thu",
          "fri",
          "sat",
          "sun");

  private LittleWords() {}

  static Set<String> all() {
    return union(ARTICLES, PREPOSITIONS);
  }

  /** Returns what only some words behind it make one of these. */
  static Set<String> leading() {
    return union(WEEKDAYS, union(TITLES, DEGREES));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  /** Tells whether a word is nothing that an answer is told by, before those behind it. */
  static boolean holds(List<Forms> words, int i) {
    String word = words.get(i).first();
    int kinds = Vocabulary.listed(word);
    if ((kinds & Vocabulary.LEADING) != 0 && i + 1 < words.size()) {
      String next = words.get(i + 1).first();
      if (WEEKDAYS.contains(word)) {
        boolean figures = Character.isDigit(next.charAt(0));
        return figures || (Dates.isMonth(next) && i + 2 < words.size() && isDay(words.get(i + 2)));
      }
      if (TITLES.contains(word)) {
        return !holds(next);
      }
      if (DEGREES.contains(word)) {
        return (i > 0 && BEFORE_DEGREES.contains(words.get(i - 1).first()))
            || (BEFORE_DEGREES.contains(word) && DEGREES.contains(next));
      }
    }
    return words.get(i).size() == 1 && (kinds & Vocabulary.LITTLE) != 0;
  }

  private static boolean isDay(Forms forms) {
    return Character.isDigit(forms.first().charAt(0));
  }

  /** Tells an article or a preposition. */
  static boolean holds(String word) {
    return (Vocabulary.listed(word) & Vocabulary.LITTLE) != 0;
  }
}
