package io.github.easyneg.internal.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The forms of a noun or a name, as German inflects them: <i>Dom, Doms</i>; <i>Vertrag,
 * Verträge</i>; and of the adjective before one: <i>römische, römischen</i>, which in a name has a
 * capital letter too: <i>Kalter Krieg, Kalten Krieges</i>. A name with marks is also written
 * without them, or with two letters for one: <i>Zürich, Zurich, Zuerich</i>.
 */
final class Endings {
  /** A shorter word has endings that are words of their own. */
  private static final int STEM = 4;

  /** What nouns and names end in; -er is left out: a Wiener is not Wien. */
  private static final List<String> OF_NOUNS = List.of("", "s", "es", "n", "en", "e", "ns", "ens");

  /** What plurals end in whose vowel changes; here -er is no other word: Haus, Häuser. */
  private static final List<String> OF_PLURALS = List.of("", "e", "en", "er", "ern", "n");

  /** What singulars end in whose plural has another vowel. */
  private static final List<String> OF_SINGULARS = List.of("", "s", "es", "e");

  /** Nouns, and ends of compounds, whose plural ends in -er and has the vowel that it had. */
  private static final List<String> WITH_ER =
      List.of(
          "kind",
          "bild",
          "lied",
          "feld",
          "kleid",
          "geist",
          "leib",
          "rind",
          "nest",
          "brett",
          "gesicht",
          "gespenst",
          "glied",
          "licht",
          "schild",
          "schwert",
          "geld",
          "weib");

  private static final List<String> OF_WITH_ER = List.of("", "er", "ern", "es", "s");

  /** Ends of nouns in -o with other plurals than in -s; not of all: Marko is no Marken. */
  private static final List<String> WITH_O =
      List.of(
          "kont",
          "risik",
          "sald",
          "fresk",
          "temp",
          "sol",
          "cell",
          "intermezz",
          "graffit",
          "paparazz",
          "espress",
          "storn");

  private static final List<String> OF_WITH_O = List.of("o", "os", "en", "i");
  private static final String OF_ENDS_WITH_O = "osni";

  /** Ends of nouns that change into one another. */
  private static final List<List<String>> PAIRS =
      List.of(
          List.of("nis", "nisse", "nissen", "nisses"),
          List.of("in", "innen"),
          List.of("um", "en", "ums", "a"),
          List.of("ma", "men", "mas", "mata"),
          List.of("a", "en", "as"),
          List.of("y", "ies"),
          List.of("f", "ves"),
          List.of("strasse", "str"));

  /** Words in -s that are no plurals, and without it are other words. */
  private static final Set<String> NO_PLURALS =
      Set.of(
          "nichts",
          "rechts",
          "links",
          "stets",
          "bereits",
          "anders",
          "besonders",
          "abends",
          "morgens",
          "mittags",
          "nachts",
          "news",
          "always",
          "besides",
          "perhaps",
          "this",
          "does");

  private static final int ADJECTIVE = 3;

  private static final List<String> OF_ADJECTIVES = List.of("e", "en", "er", "es", "em");

  /** Vowels, as they are in a singular and, in the same place, in its plural. */
  private static final String SINGULAR = "aou";

  private static final String PLURAL = "äöü";

  private static final Pattern MARKS = Pattern.compile("\\p{Mn}");

  private Endings() {}

  /** Tells whether a word is written as nouns and names are. */
  static boolean isNoun(String written, String folded) {
    return written.length() >= STEM
        && Character.isUpperCase(written.codePointAt(0))
        && isLetters(folded);
  }

  /**
   * Tells whether a word is written as one that an adjective with a capital letter stands before.
   */
  static boolean isInName(String written) {
    return written.length() >= ADJECTIVE
        && Character.isUpperCase(written.codePointAt(0))
        && isLetters(written);
  }

  /** Tells an adverb and the like in -s, which alone is never a noun's form, capital or not. */
  static boolean isNoPlural(String folded) {
    return NO_PLURALS.contains(folded);
  }

  static boolean isLetters(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !Character.isLetter(c) && !Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Returns the forms of a noun or a name, itself first. */
  static Forms ofNoun(String word) {
    Forms.Builder forms = new Forms.Builder(word);
    addOfNoun(word, forms);
    return forms.build();
  }

  /** Returns the forms of an adjective with one of its endings; of another word, the word alone. */
  static Forms ofAdjective(String word) {
    Forms.Builder forms = new Forms.Builder(word);
    forms.add(word);
    addOfAdjective(word, forms);
    return forms.build();
  }

  /** Returns the forms of what may be a noun, or an adjective with a capital letter in a name. */
  static Forms ofNounOrAdjective(String word) {
    Forms.Builder forms = new Forms.Builder(word);
    addOfNoun(word, forms);
    addOfAdjective(word, forms);
    return forms.build();
  }

  /** Returns the forms of any other word: what is written without marks, or with them. */
  static Forms ofOther(String word) {
    if (isPlain(word) && word.indexOf('e') < 0) {
      return Forms.of(word);
    }
    Forms.Builder forms = new Forms.Builder(word);
    forms.add(word);
    addWithoutMarks(word, forms);
    return forms.build();
  }

  /** Returns the forms of what is a noun in English, and of another word, as {@link #ofOther}. */
  static Forms ofEnglish(String word) {
    if (word.length() < STEM || !Character.isLetter(word.charAt(0)) || NO_PLURALS.contains(word)) {
      return ofOther(word);
    }
    Forms.Builder forms = new Forms.Builder(word);
    forms.add(word);
    if (word.endsWith("s")) {
      forms.add(word.length() - 1, "");
      if (hasStem(word, "es")) {
        forms.add(word.length() - 2, "");
      }
      addOther(word, "ies", "y", forms);
      addOther(word, "ves", "f", forms);
    } else {
      forms.add(word.length(), "s");
      forms.add(word.length(), "es");
      addOther(word, "y", "ies", forms);
      addOther(word, "f", "ves", forms);
    }
    addWithoutMarks(word, forms);
    return forms.build();
  }

  private static void addOther(String word, String ending, String other, Forms.Builder forms) {
    if (word.endsWith(ending)) {
      forms.add(word.length() - ending.length(), other);
    }
  }

  private static void addOfNoun(String word, Forms.Builder forms) {
    for (String ending : OF_NOUNS) {
      forms.add(word.length(), ending);
      if (!ending.isEmpty() && hasStem(word, ending)) {
        forms.add(word.length() - ending.length(), OF_NOUNS);
      }
    }
    addPairs(word, forms);
    char last = word.charAt(word.length() - 1);
    if ("dtbrns".indexOf(last) >= 0) {
      addOfStem(word, OF_WITH_ER, WITH_ER, forms);
    }
    if (OF_ENDS_WITH_O.indexOf(last) >= 0) {
      addOfStem(word, OF_WITH_O, WITH_O, forms);
    }
    addPlurals(word, forms);
    if (!isPlain(word)) {
      addSingulars(word, forms);
    }
    addWithoutMarks(word, forms);
  }

  private static void addOfAdjective(String word, Forms.Builder forms) {
    for (String ending : OF_ADJECTIVES) {
      if (word.endsWith(ending) && word.length() - ending.length() >= ADJECTIVE) {
        forms.add(word.length() - ending.length(), OF_ADJECTIVES);
      }
    }
    addWithoutMarks(word, forms);
  }

  private static void addPairs(String word, Forms.Builder forms) {
    // What nouns end in otherwise is in no pair.
    if ("snmaeyf".indexOf(word.charAt(word.length() - 1)) < 0 && !word.endsWith("str")) {
      return;
    }
    for (List<String> pair : PAIRS) {
      for (String one : pair) {
        if (hasStem(word, one)) {
          forms.add(word.length() - one.length(), pair);
        }
      }
    }
  }

  /** Adds a word with each of some endings, if it has one of them behind one of some stems. */
  private static void addOfStem(
      String word, List<String> endings, List<String> stems, Forms.Builder forms) {
    for (String ending : endings) {
      int end = word.length() - ending.length();
      if (word.endsWith(ending) && endsWithOneOf(word, end, stems)) {
        forms.add(end, endings);
      }
    }
  }

  private static boolean endsWithOneOf(String word, int end, List<String> stems) {
    for (String stem : stems) {
      if (word.startsWith(stem, end - stem.length())) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a word has an ending, and before it enough of another word. */
  private static boolean hasStem(String word, String ending) {
    return word.length() - ending.length() >= STEM && word.endsWith(ending);
  }

  private static void addSingulars(String word, Forms.Builder forms) {
    for (String ending : OF_PLURALS) {
      if (hasStem(word, ending)) {
        String stem = word.substring(0, word.length() - ending.length());
        String singular = withOtherVowel(stem, PLURAL, SINGULAR);
        if (!singular.equals(stem)) {
          forms.add(singular, OF_SINGULARS);
        }
      }
    }
  }

  private static void addPlurals(String word, Forms.Builder forms) {
    String plural = withOtherVowel(word, SINGULAR, PLURAL);
    if (!plural.equals(word)) {
      forms.add(plural, OF_PLURALS);
    }
  }

  /**
   * Changes the last vowel of a word, or the first of two in <i>Haus</i>, or the last but one in
   * <i>Vater</i>, if it is one of some.
   */
  private static String withOtherVowel(String word, String vowels, String others) {
    boolean weak = word.endsWith("er") || word.endsWith("el") || word.endsWith("en");
    for (int i = word.length() - (weak ? 3 : 1); i >= 0; i--) {
      char c = word.charAt(i);
      if (isVowel(c) && !(c == 'u' && i > 0 && isA(word.charAt(i - 1)))) {
        int vowel = vowels.indexOf(c);
        return vowel < 0
            ? word
            : word.substring(0, i) + others.charAt(vowel) + word.substring(i + 1);
      }
    }
    return word;
  }

  private static boolean isVowel(char c) {
    return switch (c) {
      case 'a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö', 'ü' -> true;
      default -> false;
    };
  }

  private static boolean isA(char c) {
    return c == 'a' || c == 'ä';
  }

  private static void addWithoutMarks(String word, Forms.Builder forms) {
    if (isPlain(word)) {
      if (word.indexOf('e') > 0) {
        forms.add(word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü"));
      }
      return;
    }
    forms.add(
        word.replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ø", "oe")
            .replace("å", "aa"));
    forms.add(word.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü"));
    forms.add(MARKS.matcher(Normalizer.normalize(word, Form.NFD)).replaceAll(""));
  }
}
