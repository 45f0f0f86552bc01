package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which words an answer can stand in a passage: as it is, and
 *
 * <ul>
 *   <li>without an article before it: <i>die Brüder Grimm</i>, <i>the Beatles</i>;
 *   <li>with other endings of a German noun or of a name: <i>des Doms</i>, <i>den Brüdern</i>;
 *   <li>with a number written otherwise: <i>10000</i> and <i>10.000</i>, <i>sieben</i> and
 *       <i>7</i>;
 *   <li>with a date written otherwise: <i>3. Oktober 1990</i>, <i>03.10.1990</i>,
 *       <i>1990-10-03</i>, <i>October 3, 1990</i>.
 * </ul>
 *
 * <p>A spelling is a list of words, and each word a list of hashes any of which will do.
 */
final class Spellings {
  /** Longer answers are sentences, which stand nowhere in another spelling. */
  private static final int LONGEST = 12;

  /** A shorter word has endings that are words of their own. */
  private static final int STEM = 4;

  private static final Set<String> ARTICLES =
      Set.of(
          "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer",
          "eines", "the", "a", "an", "le", "la", "les", "l", "un", "une", "el", "los", "las", "una",
          "il", "lo", "gli", "de", "het", "een", "o", "os", "as", "um", "uma");

  /** What German nouns and names end in; -er is left out: a Wiener is not Wien. */
  private static final List<String> ENDINGS = List.of("", "s", "es", "n", "en", "e", "ns", "ens");

  private static final Pattern GROUPED =
      Pattern.compile("(?<![\\d.,])\\d{1,3}(?:[.,'\\u2019\\u00a0\\u202f\\u2009 ]\\d{3})+(?![\\d])");

  private static final Pattern WHOLE = Pattern.compile("\\d{4,15}");

  /** Each number from 2 to 12 in words; 1 is an article in too many languages. */
  private static final Map<String, List<String>> NUMBERS = new TreeMap<>();

  private static final Map<String, Integer> MONTHS = new TreeMap<>();
  private static final List<List<String>> MONTH_NAMES = new ArrayList<>();

  static {
    String[] numbers =
        ("zwei two deux dos|drei three trois tres|vier four quatre cuatro|fünf five cinq"
             + " cinco|sechs six seis|sieben seven sept siete|acht eight huit ocho|neun nine neuf"
             + " nueve|zehn ten dix diez|elf eleven onze once|zwölf twelve douze doce")
            .split("\\|");
    for (int i = 0; i < numbers.length; i++) {
      List<String> same = new ArrayList<>(List.of(numbers[i].split(" ")));
      same.add(Integer.toString(i + 2));
      same.forEach(word -> NUMBERS.put(word, List.copyOf(same)));
    }
    String[] months =
        ("januar jänner january jan janvier enero|februar feber february feb février febrero|märz"
                + " march mär mar mars marzo|april apr avril abril|mai may mayo|juni june jun juin"
                + " junio|juli july jul juillet julio|august aug août agosto|september sept sep"
                + " septembre septiembre|oktober october okt oct octobre octubre|november nov"
                + " novembre noviembre|dezember december dez dec décembre diciembre")
            .split("\\|");
    for (int i = 0; i < months.length; i++) {
      List<String> names = List.of(months[i].split(" "));
      MONTH_NAMES.add(names);
      for (String name : names) {
        MONTHS.put(name, i + 1);
      }
    }
  }

  private final Set<List<List<String>>> spellings = new LinkedHashSet<>();

  private Spellings() {}

  /**
   * Returns all spellings of an answer, the answer's own first.
   *
   * @param words the answer's, as hashes
   */
  static List<int[][]> of(String text, int[] words) {
    List<int[][]> all = new ArrayList<>();
    all.add(Arrays.stream(words).mapToObj(word -> new int[] {word}).toArray(int[][]::new));
    if (words.length > LONGEST) {
      return all;
    }
    Spellings spellings = new Spellings();
    spellings.add(text);
    Matcher grouped = GROUPED.matcher(text);
    if (grouped.find()) {
      spellings.add(grouped.replaceAll(match -> match.group().replaceAll("\\D", "")));
    }
    Matcher whole = WHOLE.matcher(text);
    if (whole.find()) {
      spellings.add(whole.replaceAll(match -> grouped(match.group())));
    }
    for (List<List<String>> spelling : spellings.spellings) {
      all.add(spelling.stream().map(Spellings::hashes).toArray(int[][]::new));
    }
    return List.copyOf(all);
  }

  private static String grouped(String digits) {
    StringBuilder groups = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      groups.insert(i, ' ');
    }
    return groups.toString();
  }

  private static int[] hashes(List<String> words) {
    return words.stream().mapToInt(word -> (int) Fold.hash(word, 0, word.length())).toArray();
  }

  private void add(String text) {
    List<String> written = Words.written(text);
    List<String> folded = written.stream().map(Fold::caseOf).toList();
    List<List<String>> words = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      words.add(forms(written.get(i), folded.get(i)));
    }
    withAndWithoutArticle(words, folded);
    for (int i = 0; i + 2 < folded.size(); i++) {
      addDates(words, folded, i);
    }
  }

  private void withAndWithoutArticle(List<List<String>> words, List<String> folded) {
    spellings.add(List.copyOf(words));
    boolean more = folded.size() > 2 || (folded.size() == 2 && folded.get(1).length() >= STEM);
    if (more && ARTICLES.contains(folded.get(0))) {
      spellings.add(List.copyOf(words.subList(1, words.size())));
    }
  }

  /** Returns the forms of one word. */
  private static List<String> forms(String written, String folded) {
    if (NUMBERS.containsKey(folded)) {
      return NUMBERS.get(folded);
    }
    if (MONTHS.containsKey(folded)) {
      return MONTH_NAMES.get(MONTHS.get(folded) - 1);
    }
    boolean noun =
        written.length() >= STEM
            && Character.isUpperCase(written.codePointAt(0))
            && folded.codePoints().allMatch(Character::isLetter);
    return noun ? inflected(folded) : List.of(folded);
  }

  private static List<String> inflected(String word) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(word);
    for (String ending : ENDINGS) {
      forms.add(word + ending);
      if (!ending.isEmpty() && word.endsWith(ending) && word.length() - ending.length() >= STEM) {
        String stem = word.substring(0, word.length() - ending.length());
        ENDINGS.forEach(other -> forms.add(stem + other));
      }
    }
    return List.copyOf(forms);
  }

  /** Adds the spellings of a date that begins at word {@code i}, if one does. */
  private void addDates(List<List<String>> words, List<String> folded, int i) {
    String first = folded.get(i);
    String second = folded.get(i + 1);
    String third = folded.get(i + 2);
    if (isYear(third) && MONTHS.containsKey(second)) {
      addDate(words, i, first, MONTHS.getOrDefault(second, 0), third);
    } else if (isYear(third) && MONTHS.containsKey(first)) {
      addDate(words, i, second, MONTHS.getOrDefault(first, 0), third);
    } else if (isYear(third)) {
      addDate(words, i, first, number(second), third);
    } else if (isYear(first)) {
      addDate(words, i, third, number(second), first);
    }
  }

  private void addDate(List<List<String>> words, int i, String day, int month, String year) {
    int d = number(day);
    if (d < 1 || d > 31 || month < 1 || month > 12) {
      return;
    }
    List<String> days = digits(d);
    List<String> months = digits(month);
    List<String> names = MONTH_NAMES.get(month - 1);
    List<String> years = List.of(year);
    for (List<List<String>> date :
        List.of(
            List.of(days, names, years),
            List.of(names, days, years),
            List.of(days, months, years),
            List.of(years, months, days))) {
      List<List<String>> spelling = new ArrayList<>(words.subList(0, i));
      spelling.addAll(date);
      spelling.addAll(words.subList(i + 3, words.size()));
      spellings.add(List.copyOf(spelling));
    }
  }

  private static List<String> digits(int number) {
    return number < 10
        ? List.of(Integer.toString(number), String.format(Locale.ROOT, "%02d", number))
        : List.of(Integer.toString(number));
  }

  private static boolean isYear(String word) {
    return word.length() == 4 && number(word) > 0;
  }

  /** Returns the number that a word of at most four digits is; 0 if it is none. */
  private static int number(String word) {
    return word.length() <= 4 && word.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(word)
        : 0;
  }
}
