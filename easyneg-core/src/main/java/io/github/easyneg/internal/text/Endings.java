package io.github.easyneg.internal.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The forms of a noun or a name, as German inflects them: <i>Dom, Doms</i>; <i>Vertrag,
 * Verträge</i>; and of the adjective before one: <i>römische, römischen</i>. A name with marks is
 * also written without them, or with two letters for one: <i>Zürich, Zurich, Zuerich</i>.
 */
final class Endings {
  /** A shorter word has endings that are words of their own. */
  private static final int STEM = 4;

  /** What nouns and names end in; -er is left out: a Wiener is not Wien. */
  private static final List<String> OF_NOUNS = List.of("", "s", "es", "n", "en", "e", "ns", "ens");

  /** What plurals end in whose vowel changes; here -er is no other word: Haus, Häuser. */
  private static final List<String> OF_PLURALS = List.of("", "e", "en", "er", "ern", "n");

  private static final List<String> OF_ADJECTIVES = List.of("e", "en", "er", "es", "em");

  private static final Map<Character, Character> CHANGED = Map.of('a', 'ä', 'o', 'ö', 'u', 'ü');
  private static final Map<Character, Character> UNCHANGED = Map.of('ä', 'a', 'ö', 'o', 'ü', 'u');

  private static final Pattern MARKS = Pattern.compile("\\p{Mn}");

  private Endings() {}

  /** Tells whether a word is written as nouns and names are. */
  static boolean isNoun(String written, String folded) {
    return written.length() >= STEM
        && Character.isUpperCase(written.codePointAt(0))
        && folded.codePoints().allMatch(Character::isLetter);
  }

  /** Returns the forms of a noun or a name, itself first. */
  static List<String> ofNoun(String word) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(word);
    for (String ending : OF_NOUNS) {
      forms.add(word + ending);
      for (String other : ending.isEmpty() ? List.<String>of() : OF_NOUNS) {
        stem(word, ending, stem -> forms.add(stem + other));
      }
    }
    addWithOtherVowel(word, CHANGED, forms);
    for (String ending : OF_PLURALS) {
      stem(word, ending, stem -> addSingulars(stem, forms));
    }
    addWithoutMarks(word, forms);
    return List.copyOf(forms);
  }

  /** Returns the forms of an adjective with one of its endings; of another word, the word alone. */
  static List<String> ofAdjective(String word) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(word);
    for (String ending : OF_ADJECTIVES) {
      stem(word, ending, stem -> OF_ADJECTIVES.forEach(other -> forms.add(stem + other)));
    }
    return List.copyOf(forms);
  }

  private static void stem(String word, String ending, Consumer<String> use) {
    if (word.endsWith(ending) && word.length() - ending.length() >= STEM) {
      use.accept(word.substring(0, word.length() - ending.length()));
    }
  }

  private static void addSingulars(String stem, Set<String> forms) {
    String singular = withOtherVowel(stem, UNCHANGED);
    if (!singular.equals(stem)) {
      List.of("", "s", "es", "e").forEach(ending -> forms.add(singular + ending));
    }
  }

  private static void addWithOtherVowel(
      String word, Map<Character, Character> vowels, Set<String> forms) {
    String plural = withOtherVowel(word, vowels);
    if (!plural.equals(word)) {
      OF_PLURALS.forEach(ending -> forms.add(plural + ending));
    }
  }

  /**
   * Changes the last vowel of a word, or the first of two in <i>Haus</i>, or the last but one in
   * <i>Vater</i>, if it is one of some.
   */
  private static String withOtherVowel(String word, Map<Character, Character> vowels) {
    boolean weak = word.endsWith("er") || word.endsWith("el") || word.endsWith("en");
    for (int i = word.length() - (weak ? 3 : 1); i >= 0; i--) {
      char c = word.charAt(i);
      boolean second = c == 'u' && i > 0 && "aä".indexOf(word.charAt(i - 1)) >= 0;
      if ("aeiouäöüy".indexOf(c) >= 0 && !second) {
        Character other = vowels.get(c);
        return other == null ? word : word.substring(0, i) + other + word.substring(i + 1);
      }
    }
    return word;
  }

  private static void addWithoutMarks(String word, Set<String> forms) {
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
