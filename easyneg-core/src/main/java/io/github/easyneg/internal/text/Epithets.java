package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names with an epithet as they are written: <i>Karl der Große, Karls des Großen</i>; <i>Wilhelm
 * der Eroberer, Wilhelms des Eroberers</i>; <i>Lucas Cranach der Ältere, Lucas Cranach d. Ä.</i>;
 * <i>Ludwig XIV., Ludwig der Vierzehnte</i>; <i>Henry VIII, Henry the Eighth</i>.
 *
 * <p>An epithet has a capital letter: <i>Wilhelm II.</i> is not found in <i>Wilhelm, der zweite
 * Sohn</i>. What may be a plural is no epithet: <i>Herr der Fliegen</i> is not <i>Herr die
 * Fliege</i>.
 */
final class Epithets {
  static final Set<String> ARTICLES = Set.of("der", "die", "das", "dem", "den", "des", "the");

  /** An article with a dot. */
  static final String ABBREVIATED = "d";

  private static final Forms BEFORE_NUMBER =
      Forms.of(List.of("der", "die", "dem", "den", "des", "the"));

  private static final Forms OBLIQUE = Forms.of(List.of("des", "dem", "den"));

  /** How epithets end before their ending -e. */
  private static final List<String> ENDS =
      List.of("lich", "ig", "isch", "los", "sam", "bar", "haft", "end");

  private static final Set<String> STEMS =
      Set.of(
          "gross",
          "klein",
          "alt",
          "jung",
          "älter",
          "jünger",
          "kahl",
          "fromm",
          "kühn",
          "dick",
          "weis",
          "schön",
          "gut",
          "bös",
          "streng",
          "kurz",
          "lang",
          "rot",
          "schwarz",
          "weiss",
          "blond",
          "reich",
          "arm",
          "faul",
          "stark",
          "mild",
          "gerecht",
          "blind",
          "lahm",
          "stumm",
          "tapfer",
          "edl",
          "kühl",
          "stolz",
          "hart",
          "löw",
          "bär",
          "erhaben",
          "verwegen",
          "heil");

  /** Shorter nouns in -er are other words too. */
  private static final int AGENT = 6;

  private Epithets() {}

  /** Tells an article that is before an epithet. */
  static boolean isArticle(String folded) {
    return ARTICLES.contains(folded);
  }

  /** Returns other ways to write a text with a name and its epithet or number. */
  static List<List<Forms>> otherwise(Wording answer, List<Forms> words) {
    List<List<Forms>> all = new ArrayList<>();
    for (int i = 1; i < answer.size(); i++) {
      if (!Endings.isInName(answer.written(i - 1))) {
        continue;
      }
      int number = Ordinals.ofRoman(answer.written(i));
      if (number > 0) {
        addInWords(number, i, 1, words, all);
      }
      if (i + 1 == answer.size()) {
        continue;
      }
      String article = answer.folded(i);
      String next = answer.folded(i + 1);
      if (article.equals(ABBREVIATED)) {
        addWeak("der", abbreviated(next), i, words, all);
      } else if (isArticle(article) && Endings.isNoun(answer.written(i + 1), next)) {
        addWithArticle(article, next, i, words, all);
      }
    }
    return all;
  }

  private static String abbreviated(String word) {
    return switch (word) {
      case "\u00e4" -> "\u00e4ltere";
      case "j" -> "j\u00fcngere";
      case "gr" -> "grosse";
      default -> "";
    };
  }

  private static void addWithArticle(
      String article, String word, int i, List<Forms> words, List<List<Forms>> all) {
    int number = Ordinals.number(word);
    if (number > 0) {
      replace(i, 2, List.of(Forms.of(Ordinals.roman(number))), words, all);
      addInWords(number, i, 2, words, all);
      return;
    }
    addWeak(article, word, i, words, all);
    if (article.equals("der") && word.endsWith("er") && word.length() >= AGENT) {
      replace(i, 2, List.of(Forms.of("des"), Forms.of(word + "s")), words, all);
    } else if (article.equals("des") && word.endsWith("ers") && word.length() > AGENT) {
      String nominative = word.substring(0, word.length() - 1);
      replace(i, 2, List.of(Forms.of("der"), Forms.of(nominative)), words, all);
    }
  }

  /** Adds an epithet that is declined as an adjective behind its article. */
  private static void addWeak(
      String article, String word, int i, List<Forms> words, List<List<Forms>> all) {
    boolean oblique = word.endsWith("en");
    if (!oblique && !word.endsWith("e")) {
      return;
    }
    String stem = word.substring(0, word.length() - (oblique ? 2 : 1));
    if (!isEpithet(stem)) {
      return;
    }
    Forms direct = Endings.ofOther(stem + "e");
    Forms other = Endings.ofOther(stem + "en");
    boolean woman = article.equals("die") || (article.equals("der") && oblique);
    replace(i, 2, List.of(Forms.of(woman ? "die" : "der"), direct), words, all);
    replace(i, 2, List.of(woman ? Forms.of("der") : OBLIQUE, other), words, all);
    String letters = stem.equals("gross") ? "gr" : stem.substring(0, 1);
    if (stem.equals("\u00e4lter") || stem.equals("j\u00fcnger") || stem.equals("gross")) {
      replace(i, 2, List.of(Forms.of("d"), Forms.of(letters)), words, all);
    }
  }

  private static boolean isEpithet(String stem) {
    String marked = stem.replace("ae", "\u00e4").replace("oe", "\u00f6").replace("ue", "\u00fc");
    if (STEMS.contains(marked)) {
      return true;
    }
    for (String end : ENDS) {
      if (stem.endsWith(end) && stem.length() > end.length() + 1) {
        return true;
      }
    }
    return false;
  }

  /** Adds an article and an ordinal number in words; the highest have none. */
  private static void addInWords(
      int number, int from, int count, List<Forms> words, List<List<Forms>> all) {
    List<String> inWords = Ordinals.words(number);
    if (!inWords.isEmpty()) {
      replace(from, count, List.of(BEFORE_NUMBER, Forms.listed(inWords)), words, all);
    }
  }

  private static void replace(
      int from, int count, List<Forms> instead, List<Forms> words, List<List<Forms>> all) {
    List<Forms> spelling = new ArrayList<>(words.subList(0, from));
    spelling.addAll(instead);
    spelling.addAll(words.subList(from + count, words.size()));
    all.add(List.copyOf(spelling));
  }
}
