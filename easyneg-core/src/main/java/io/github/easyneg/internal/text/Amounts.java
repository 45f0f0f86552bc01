package io.github.easyneg.internal.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of a text written otherwise, where that changes how many words it has: <i>10000</i> and
 * <i>10.000</i>, <i>3,5</i> and <i>3,50</i>, <i>1,2 Millionen</i> and <i>1.200.000</i>. Words for
 * numbers are in {@link Numerals}.
 */
final class Amounts {
  private static final Pattern GROUPED =
      Pattern.compile("(?<![\\d.,])\\d{1,3}(?:[.,'\\u2019\\u00a0\\u202f\\u2009 ]\\d{3})+(?![\\d])");

  private static final Pattern WHOLE = Pattern.compile("(?<![\\d.,])\\d{4,15}(?![\\d])");

  private static final Pattern DECIMAL =
      Pattern.compile("(?<![\\d.,])(\\d+)[.,](\\d{1,2})(?![\\d.,]\\d|\\d)");

  private static final String SCALES =
      String.join("|", Numerals.scales().stream().sorted().toList());

  private static final Pattern SCALED =
      Pattern.compile(
          "(?<![\\d.,])(\\d{1,3}(?:[.,]\\d{1,3})?)[\\s\\u00a0\\u202f-]*("
              + SCALES
              + ")(?![\\p{L}\\d])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern ONE_BEFORE_SCALE =
      Pattern.compile(
          "(?<!\\p{L})(?:eine?[rn]?|one|an?|une?|un[oa])\\s+(" + SCALES + ")(?![\\p{L}\\d])",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

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

  private Amounts() {}

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
    boolean parts = holdsOneOf(text, PARTS);
    if (parts && TWO_WORDS.matcher(text).find()) {
      texts.add(TWO_WORDS.matcher(text).replaceAll(Amounts::twoFigures));
    }
    if (TWO_FIGURES.matcher(text).find()) {
      texts.add(TWO_FIGURES.matcher(text).replaceAll(m -> inEnglish(m.group())));
    }
    if (parts && THOUSANDS.matcher(text).find()) {
      texts.add(THOUSANDS.matcher(text).replaceAll(m -> figuresOf(m.group(1)) + "000"));
    }
    if (holdsOneOf(text, SCALE_PARTS) && ONE_BEFORE_SCALE.matcher(text).find()) {
      texts.add(ONE_BEFORE_SCALE.matcher(text).replaceAll("1 $1"));
    }
    boolean half =
        text.indexOf('\u00bd') >= 0 || text.contains(" 1/2") || text.contains(" 1\u2044");
    if ((parts || half)
        && (HALF.matcher(text).find() || text.toLowerCase(Locale.ROOT).contains("anderthalb"))) {
      texts.add(HALF.matcher(text).replaceAll(Amounts::half).replaceAll("(?iu)anderthalb", "1,5"));
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
    return Numerals.isOne(folded) ? Numerals.ONES.get(0) : Numerals.forms(folded).get(0);
  }

  private static String inEnglish(String figures) {
    return english((figures.charAt(0) - '0') * 10) + ' ' + english(figures.charAt(1) - '0');
  }

  private static String english(int number) {
    // The second of a number's words, the figures being the first; 1 has none
    return number == 1 ? "one" : Numerals.forms(Integer.toString(number)).get(2);
  }

  private static String half(MatchResult match) {
    if (match.group(1) != null) {
      return match.group(1) + ",5";
    }
    String word = Fold.caseOf(match.group(2));
    List<String> number = word.equals("ein") ? Numerals.ONES : Numerals.forms(word);
    return number.isEmpty() ? Matcher.quoteReplacement(match.group()) : number.get(0) + ",5";
  }

  private static Set<String> figures(String text) {
    if (!mayHoldNumber(text)) {
      return Set.of();
    }
    Set<String> texts = new LinkedHashSet<>();
    String whole =
        holdsOneOf(text, SCALE_PARTS)
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

  private static boolean holdsOneOf(String text, List<String> parts) {
    for (int i = 0; i < text.length(); i++) {
      if (STARTS.mayBeAt(text, i) && isAt(text, i, parts)) {
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
    int power = Numerals.power(Fold.caseOf(word));
    return new BigDecimal(number.replace(',', '.')).movePointRight(power).toBigInteger().toString();
  }

  /** Writes numbers of a text as so many thousands or millions, where that takes two places. */
  private static List<String> scaled(String text, int power) {
    List<String> texts = new ArrayList<>();
    String word = Numerals.scale(power).get(0);
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
        figures.endsWith("000")
            ? Numerals.forms(figures.substring(0, figures.length() - 3))
            : List.of();
    return number.size() < 2 ? figures : number.get(1) + "tausend";
  }

  private static String halves(String whole) {
    if (whole.equals("1")) {
      return "anderthalb";
    }
    List<String> number = Numerals.forms(whole);
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
