package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words for numbers: <i>sieben</i> and <i>7</i>, <i>Millionen</i> and <i>Mio</i>. */
final class Numerals {
  /** Words for the same power of ten; a German Billion is an English trillion and is not here. */
  private static final Map<Integer, List<String>> SCALES =
      Map.of(
          3, List.of("tausend", "tsd", "thousand"),
          6, List.of("million", "millionen", "mio", "millions", "millones", "millón", "milioni"),
          9,
              List.of(
                  "milliarde",
                  "milliarden",
                  "mrd",
                  "billion",
                  "billions",
                  "bn",
                  "milliard",
                  "milliards"));

  /** Numbers in words, in German, English, French and Spanish; 1 is an article in too many. */
  private static final Map<String, List<String>> WORDS = new HashMap<>();

  private static final Map<String, Integer> POWERS = new HashMap<>();

  static {
    String[] numbers =
        ("2 zwei two deux dos|3 drei three trois tres|4 vier four quatre cuatro|5 fünf five cinq"
             + " cinco|6 sechs six seis|7 sieben seven sept siete|8 acht eight huit ocho|9 neun"
             + " nine neuf nueve|10 zehn ten dix diez|11 elf eleven onze once|12 zwölf twelve douze"
             + " doce|13 dreizehn thirteen treize trece|14 vierzehn fourteen quatorze catorce|15"
             + " fünfzehn fifteen quinze quince|16 sechzehn sixteen seize dieciséis|17 siebzehn"
             + " seventeen diecisiete|18 achtzehn eighteen dieciocho|19 neunzehn nineteen"
             + " diecinueve|20 zwanzig twenty vingt veinte|30 dreissig thirty trente treinta|40"
             + " vierzig forty quarante cuarenta|50 fünfzig fifty cinquante cincuenta|60 sechzig"
             + " sixty soixante sesenta|70 siebzig seventy setenta|80 achtzig eighty ochenta|90"
             + " neunzig ninety noventa|100 hundert hundred")
            .split("\\|");
    for (String number : numbers) {
      List<String> same = List.of(number.split(" "));
      same.forEach(word -> WORDS.put(word, same));
    }
    addCompounds();
    addSpanish();
    SCALES.forEach((power, words) -> words.forEach(word -> POWERS.put(word, power)));
  }

  /** Words for 1 before a word like million; elsewhere they are articles. */
  static final List<String> ONES =
      List.of("1", "ein", "eine", "einer", "einen", "one", "a", "un", "une", "uno", "una");

  private Numerals() {}

  /** Adds einundzwanzig to neunundneunzig, and the hundreds. */
  private static void addCompounds() {
    String[] ones = "ein zwei drei vier fünf sechs sieben acht neun".split(" ", -1);
    String[] tens =
        "zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig".split(" ", -1);
    for (int ten = 0; ten < tens.length; ten++) {
      for (int one = 0; one < ones.length; one++) {
        putSame(10 * (ten + 2) + one + 1, ones[one] + "und" + tens[ten]);
      }
    }
    for (int one = 1; one < ones.length; one++) {
      putSame(100 * (one + 1), ones[one] + "hundert");
    }
    List<String> hundred = List.of("100", "hundert", "einhundert", "hundred");
    hundred.forEach(word -> WORDS.put(word, hundred));
  }

  /** Adds veintiuno to veintinueve, which German and English have words of one word or two for. */
  private static void addSpanish() {
    String[] words =
        ("veintiuno veintiuna veintiún|veintidós|veintitrés|veinticuatro|veinticinco|veintiséis"
                + "|veintisiete|veintiocho|veintinueve")
            .split("\\|", -1);
    for (int one = 0; one < words.length; one++) {
      List<String> same = new ArrayList<>(forms(Integer.toString(21 + one)));
      same.addAll(List.of(words[one].split(" ", -1)));
      List<String> all = List.copyOf(same);
      all.forEach(word -> WORDS.put(word, all));
    }
  }

  private static void putSame(int number, String word) {
    List<String> same = List.of(Integer.toString(number), word);
    same.forEach(one -> WORDS.put(one, same));
  }

  /** Returns all words that have {@link #forms}. */
  static Set<String> words() {
    Set<String> all = new LinkedHashSet<>(WORDS.keySet());
    all.addAll(POWERS.keySet());
    return all;
  }

  static Set<String> scales() {
    return POWERS.keySet();
  }

  /** Tells whether a word multiplies a number: million. */
  static boolean isScale(String folded) {
    return POWERS.containsKey(folded);
  }

  /** Tells whether a word is one of {@link #ONES}. */
  static boolean isOne(String folded) {
    return ONES.contains(folded);
  }

  /**
   * Returns how one word is written otherwise, itself among them; nothing if it is not a number.
   */
  static List<String> forms(String folded) {
    Integer power = POWERS.get(folded);
    return power != null ? scale(power) : WORDS.getOrDefault(folded, List.of());
  }

  /** Returns the power of ten that a word multiplies a number by; 0 for any other word. */
  static int power(String folded) {
    return POWERS.getOrDefault(folded, 0);
  }

  /** Returns the words for a power of ten. */
  static List<String> scale(int power) {
    return SCALES.getOrDefault(power, List.of());
  }
}
