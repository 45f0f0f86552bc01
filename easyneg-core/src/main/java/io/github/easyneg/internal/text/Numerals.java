package io.github.easyneg.internal.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as they are written: <i>10000</i> and <i>10.000</i>, <i>sieben</i> and <i>7</i>,
 * <i>3,5</i> and <i>3,50</i>, <i>1,2 Millionen</i> and <i>1.200.000</i>.
 */
final class Numerals {
  private static final Pattern GROUPED =
      Pattern.compile("(?<![\\d.,])\\d{1,3}(?:[.,'\\u2019\\u00a0\\u202f\\u2009 ]\\d{3})+(?![\\d])");

  private static final Pattern WHOLE = Pattern.compile("(?<![\\d.,])\\d{4,15}(?![\\d])");

  private static final Pattern DECIMAL =
      Pattern.compile("(?<![\\d.,])(\\d+)[.,](\\d{1,2})(?![\\d.,]\\d|\\d)");

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

  private static final Pattern SCALED;

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
    String powers = String.join("|", POWERS.keySet().stream().sorted().toList());
    SCALED =
        Pattern.compile(
            "(?<![\\d.,])(\\d{1,3}(?:[.,]\\d{1,3})?)[\\s\\u00a0\\u202f-]*("
                + powers
                + ")(?![\\p{L}\\d])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    ONE_BEFORE_SCALE =
        Pattern.compile(
            "(?<!\\p{L})(?:eine?[rn]?|one|an?|une?|un[oa])\\s+(" + powers + ")(?![\\p{L}\\d])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** Words for 1 before a word like million; elsewhere they are articles. */
  static final List<String> ONES =
      List.of("1", "ein", "eine", "einer", "einen", "one", "a", "un", "une", "uno", "una");

  private static final Pattern ONE_BEFORE_SCALE;

  /** What is in each number of several words, or of a word with several numbers. */
  private static final List<String> PARTS =
      List.of("ty-", "ty ", "gt-", "gt ", "nte-", "nte ", "nta y ", "tausend", "halb");

  /** How words that multiply a number begin. */
  private static final List<String> SCALE_PARTS =
      List.of("tausend", "tsd", "thousand", "mil", "mio", "mrd", "bill", "bn");

  private static final Starts STARTS = Starts.of(PARTS, SCALE_PARTS);

  private static final Pattern TWO_WORDS =
      Pattern.compile(
          "(?<!\\p{L})(?<!quatre[- ])(?:"
              + "(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]"
              + "(one|two|three|four|five|six|seven|eight|nine)"
              + "|(vingt|trente|quarante|cinquante|soixante)(?:[- ]et[- ](une?)"
              + "|[- ](deux|trois|quatre|cinq|six|sept|huit|neuf))"
              + "|(treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa) y "
              + "(un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))(?!\\p{L})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TWO_FIGURES =
      Pattern.compile("(?<![\\p{L}\\d.,])[2-9][1-9](?![\\d]|[.,]\\d)");

  /** 2½, 2 1/2; and in one German word. */
  private static final Pattern HALF =
      Pattern.compile(
          "(?<!\\d)(\\d+)(?: ?\\u00bd| 1[/\\u2044]2(?!\\d))|(?<!\\p{L})(\\p{L}+)einhalb(?!\\p{L})");

  private static final Pattern THOUSANDS =
      Pattern.compile(
          "(?<!\\p{L})(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|vierzig|fünfzig|hundert)tausend(?!\\p{L})",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

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

  private static List<String> scale(int power) {
    return SCALES.getOrDefault(power, List.of());
  }

  /** Returns a text with its numbers written otherwise, in each way that changes it. */
  static Set<String> otherwise(String text) {
    boolean words = mayHoldWords(text);
    if (!words && !mayHoldNumber(text)) {
      return Set.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    if (words) {
      addWords(text, texts);
    }
    for (String one : List.copyOf(texts)) {
      texts.addAll(figures(one));
    }
    texts.addAll(figures(text));
    texts.remove(text);
    return texts;
  }

  /**
   * Tells whether {@link #addWords} may find a number; {@code false} is certain, and saves most
   * texts the patterns.
   */
  private static boolean mayHoldWords(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u00bd' || (isDigit(c) && !Character.isLetterOrDigit(before))) {
        return true;
      }
      if (STARTS.mayBeAt(text, i)
          && (isAt(text, i, PARTS)
              || (Character.isWhitespace(before) && isAt(text, i, SCALE_PARTS)))) {
        return true;
      }
      before = c;
    }
    return false;
  }

  private static boolean isAt(String text, int from, List<String> parts) {
    for (String part : parts) {
      if (text.regionMatches(/* ignoreCase= */ true, from, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }

  /** Adds a text with numbers of several words, or several numbers in a word, as figures. */
  private static void addWords(String text, Set<String> texts) {
    if (TWO_WORDS.matcher(text).find()) {
      texts.add(TWO_WORDS.matcher(text).replaceAll(Numerals::twoFigures));
    }
    if (TWO_FIGURES.matcher(text).find()) {
      texts.add(TWO_FIGURES.matcher(text).replaceAll(m -> inEnglish(m.group())));
    }
    if (THOUSANDS.matcher(text).find()) {
      texts.add(THOUSANDS.matcher(text).replaceAll(m -> figuresOf(m.group(1)) + "000"));
    }
    Matcher scale = ONE_BEFORE_SCALE.matcher(text);
    if (scale.find()) {
      texts.add(scale.replaceAll("1 $1"));
    }
    Matcher half = HALF.matcher(text);
    if (half.find() || text.toLowerCase(Locale.ROOT).contains("anderthalb")) {
      texts.add(half.replaceAll(Numerals::half).replaceAll("(?iu)anderthalb", "1,5"));
    }
  }

  private static String twoFigures(MatchResult match) {
    List<String> parts = new ArrayList<>();
    for (int group = 1; group <= match.groupCount(); group++) {
      if (match.group(group) != null) {
        parts.add(figuresOf(match.group(group)));
      }
    }
    return parts.get(0).charAt(0) + parts.get(1);
  }

  /** Returns the figures of a number in words that one of the patterns found. */
  private static String figuresOf(String word) {
    String folded = Fold.caseOf(word);
    return isOne(folded) ? ONES.get(0) : forms(folded).get(0);
  }

  private static String inEnglish(String figures) {
    return english((figures.charAt(0) - '0') * 10) + ' ' + english(figures.charAt(1) - '0');
  }

  private static String english(int number) {
    // The second of a number's words, the figures being the first; 1 has none
    return number == 1 ? "one" : forms(Integer.toString(number)).get(2);
  }

  private static String half(MatchResult match) {
    if (match.group(1) != null) {
      return match.group(1) + ",5";
    }
    String word = Fold.caseOf(match.group(2));
    List<String> number = word.equals("ein") ? ONES : forms(word);
    return number.isEmpty() ? Matcher.quoteReplacement(match.group()) : number.get(0) + ",5";
  }

  private static Set<String> figures(String text) {
    if (!mayHoldNumber(text)) {
      return Set.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    String whole =
        mayHoldScale(text)
            ? SCALED.matcher(text).replaceAll(match -> counted(match.group(1), match.group(2)))
            : text;
    for (String one : whole.equals(text) ? List.of(text) : List.of(text, whole)) {
      String digits = GROUPED.matcher(one).replaceAll(match -> match.group().replaceAll("\\D", ""));
      texts.add(one);
      texts.add(digits);
      if (WHOLE.matcher(digits).find()) {
        texts.add(WHOLE.matcher(digits).replaceAll(match -> grouped(match.group())));
        for (int power : new int[] {3, 6, 9}) {
          texts.addAll(scaled(digits, power));
        }
        texts.add(WHOLE.matcher(digits).replaceAll(match -> inGerman(match.group())));
      }
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.find()) {
      texts.add(decimal.replaceAll(match -> match.group(1) + ' ' + twoPlaces(match.group(2))));
      texts.add(decimal.replaceAll(match -> match.group(1) + ' ' + noZeros(match.group(2))));
      if (decimal.reset().results().allMatch(match -> noZeros(match.group(2)).equals("5"))) {
        texts.add(decimal.replaceAll(match -> match.group(1) + " 1/2"));
        texts.add(decimal.replaceAll(match -> halves(match.group(1))));
      }
    }
    return texts;
  }

  /**
   * Tells whether a text may hold a number that one of the patterns finds; {@code false} is
   * certain, and saves most texts the patterns.
   */
  private static boolean mayHoldNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      int start = i;
      while (i < text.length() && isDigit(text.charAt(i))) {
        i++;
      }
      if (i - start >= 4) {
        return true;
      }
      if (i > start) {
        // What stands between the figures of a number, or between it and a word like million.
        int next = i;
        while (next < text.length() && !Character.isLetterOrDigit(text.charAt(next))) {
          next++;
        }
        boolean ends = next == text.length();
        if (!ends
            && (isDigit(text.charAt(next))
                || (STARTS.mayBeAt(text, next) && isAt(text, next, SCALE_PARTS)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells whether a text may hold a word like million; {@code false} is certain. */
  private static boolean mayHoldScale(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (STARTS.mayBeAt(text, i) && isAt(text, i, SCALE_PARTS)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String counted(String number, String word) {
    // What a pattern takes for the same letter folding does too: a capital or a long s
    int power = POWERS.getOrDefault(Fold.caseOf(word), 0);
    return new BigDecimal(number.replace(',', '.')).movePointRight(power).toBigInteger().toString();
  }

  /** Writes numbers of a text as so many thousands or millions, where that takes two places. */
  private static List<String> scaled(String text, int power) {
    List<String> texts = new ArrayList<>();
    String word = scale(power).get(0);
    String scaled =
        WHOLE
            .matcher(text)
            .replaceAll(
                match -> {
                  BigDecimal number =
                      new BigDecimal(match.group()).movePointLeft(power).stripTrailingZeros();
                  // Nobody writes 1,99 thousand, and 1990 is a year.
                  boolean brief =
                      number.scale() <= (power == 3 ? 0 : 2)
                          && number.compareTo(BigDecimal.ONE) >= 0
                          && number.compareTo(BigDecimal.valueOf(1000)) < 0;
                  return brief ? number.toPlainString() + ' ' + word : match.group();
                });
    if (!scaled.equals(text)) {
      texts.add(scaled);
    }
    return texts;
  }

  private static String inGerman(String figures) {
    List<String> number =
        figures.endsWith("000") ? forms(figures.substring(0, figures.length() - 3)) : List.of();
    return number.size() < 2 ? figures : number.get(1) + "tausend";
  }

  private static String halves(String whole) {
    if (whole.equals("1")) {
      return "anderthalb";
    }
    List<String> number = forms(whole);
    return (number.size() < 2 ? whole + " " : number.get(1)) + "einhalb";
  }

  private static String grouped(String digits) {
    StringBuilder groups = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      groups.insert(i, ' ');
    }
    return groups.toString();
  }

  private static String twoPlaces(String places) {
    return places.length() < 2 ? places + '0' : places;
  }

  private static String noZeros(String places) {
    return places.length() == 2 && places.charAt(1) == '0' ? places.substring(0, 1) : places;
  }
}
