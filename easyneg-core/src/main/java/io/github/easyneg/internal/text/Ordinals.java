package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ordinal numbers up to 30 as they are written: <i>19. Jahrhundert, XIX. Jahrhundert</i>; <i>19.
 * Jh.</i>; <i>Zweiter Weltkrieg, II. Weltkrieg</i>; <i>19th century, nineteenth century</i>;
 * <i>XIXe siècle</i>.
 */
final class Ordinals {
  private static final Pattern ROMAN = Pattern.compile("(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})");

  private static final String[] GERMAN = {
    "erst",
    "zweit",
    "dritt",
    "viert",
    "fünft",
    "sechst",
    "siebt",
    "acht",
    "neunt",
    "zehnt",
    "elft",
    "zwölft",
    "dreizehnt",
    "vierzehnt",
    "fünfzehnt",
    "sechzehnt",
    "siebzehnt",
    "achtzehnt",
    "neunzehnt",
    "zwanzigst",
    "einundzwanzigst",
    "zweiundzwanzigst",
    "dreiundzwanzigst",
    "vierundzwanzigst",
    "fünfundzwanzigst",
    "sechsundzwanzigst",
    "siebenundzwanzigst",
    "achtundzwanzigst",
    "neunundzwanzigst",
    "dreissigst",
  };

  private static final String[] ENGLISH = {
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
  };

  private static final int MOST = 30;

  private static final Map<String, List<String>> FORMS = new HashMap<>();

  /** The same with cardinal numbers in words, for the last word of <i>World War Two</i>. */
  private static final Map<String, List<String>> BEHIND = new HashMap<>();

  /** Names of spans of time, and how they are abbreviated. */
  private static final Map<String, List<String>> ERAS = new HashMap<>();

  /** English ordinal numbers that need no word beside them. */
  private static final Map<String, List<String>> ALONE = new HashMap<>();

  private static final List<List<String>> WORDS = new ArrayList<>();
  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final Map<String, Integer> ROMANS = new HashMap<>();

  static {
    for (String era :
        new String[] {
          "jahrhundert jahrhunderts jahrhunderte jahrhunderten jh jhd jhdt jhs jhds jhdts",
          "jahrzehnt jahrzehnts jahrzehnte jahrzehnten jz jzt",
          "jahrtausend jahrtausends jahrtausende jahrtausenden jt jts",
          "century centuries cent"
        }) {
      List<String> names = List.of(era.split(" ", -1));
      names.forEach(name -> ERAS.put(name, names));
    }
    for (int n = 1; n <= ENGLISH.length; n++) {
      String ending = n == 1 ? "st" : n == 2 ? "nd" : n == 3 ? "rd" : "th";
      List<String> both = List.of(n + ending, ENGLISH[n - 1]);
      both.forEach(one -> ALONE.put(one, both));
    }
    for (int n = 1; n <= MOST; n++) {
      String roman = roman(n);
      ROMANS.put(roman.toUpperCase(Locale.ROOT), n);
      List<String> forms = new ArrayList<>(List.of("" + n, roman, roman + "e", n + "e", n + "ème"));
      for (String ending : new String[] {"st", "nd", "rd", "th"}) {
        forms.add(n + ending);
      }
      List<String> inWords = inWords(n);
      WORDS.add(inWords);
      forms.addAll(inWords);
      for (String word : inWords) {
        NUMBERS.put(word, n);
      }
      List<String> all = List.copyOf(forms);
      all.forEach(form -> FORMS.putIfAbsent(form, all));
      List<String> cardinals = n == 1 ? List.of("one", "eins") : Numerals.forms("" + n);
      cardinals.stream().filter(f -> !forms.contains(f)).forEach(forms::add);
      List<String> behind = List.copyOf(forms);
      behind.forEach(form -> BEHIND.putIfAbsent(form, behind));
    }
  }

  private Ordinals() {}

  /** Returns the words for an ordinal number, without figures. */
  static List<String> words(int number) {
    return number < 1 || number > MOST ? List.of() : WORDS.get(number - 1);
  }

  /** Returns the number that an ordinal word is; 0 for any other. */
  static int number(String folded) {
    return NUMBERS.getOrDefault(folded, 0);
  }

  /**
   * Returns how one word is written otherwise, itself among them; nothing if it is no ordinal
   * number. To be used where other words tell what is counted.
   */
  static List<String> forms(String written, String folded) {
    return forms(FORMS, written, folded);
  }

  /** Returns the same of the last word behind a name, where cardinal numbers are ordinal too. */
  static List<String> formsBehindName(String written, String folded) {
    return forms(BEHIND, written, folded);
  }

  private static List<String> forms(Map<String, List<String>> all, String written, String folded) {
    List<String> forms = all.get(folded);
    if (forms == null) {
      return List.of();
    }
    // "I" and "II" are numbers, "i" is a word
    boolean numeral =
        "ivx".indexOf(folded.charAt(0)) >= 0 && isRoman(folded.toUpperCase(Locale.ROOT));
    return numeral && !isRoman(written) ? List.of() : forms;
  }

  /** Returns the number that a word in Roman numerals is, up to 30; 0 for any other. */
  static int ofRoman(String written) {
    return ROMANS.getOrDefault(written, 0);
  }

  /** Returns the English forms of an English ordinal number: 1st, first; nothing for any other. */
  static List<String> english(String folded) {
    return ALONE.getOrDefault(folded, List.of());
  }

  /** Returns the names of a span of time that ordinal numbers count; nothing for any other word. */
  static List<String> era(String folded) {
    return ERAS.getOrDefault(folded, List.of());
  }

  /** Returns all words that may be an ordinal number. */
  static Set<String> words() {
    return BEHIND.keySet();
  }

  static Set<String> eras() {
    return ERAS.keySet();
  }

  private static boolean isRoman(String word) {
    return ROMAN.matcher(word).matches();
  }

  private static List<String> inWords(int n) {
    List<String> words = new ArrayList<>();
    if (n <= GERMAN.length) {
      for (String ending : new String[] {"e", "en", "er", "es", "em"}) {
        words.add(GERMAN[n - 1] + ending);
      }
    }
    if (n <= ENGLISH.length) {
      words.add(ENGLISH[n - 1]);
    }
    return List.copyOf(words);
  }

  static String roman(int n) {
    String[] ones = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    return "x".repeat(n / 10) + ones[n % 10];
  }
}
