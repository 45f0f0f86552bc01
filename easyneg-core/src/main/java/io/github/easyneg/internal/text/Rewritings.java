package io.github.easyneg.internal.text;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Other ways to write a text whose words then differ in number: <i>E-Mail</i> and <i>Email</i>,
 * <i>U.S.A.</i> and <i>USA</i>, <i>1990–95</i> and <i>1990 bis 1995</i>, <i>5km</i> and <i>5
 * km</i>, <i>Smith &amp; Sons</i> and <i>Smith and Sons</i>, <i>Gates, Bill</i> and <i>Bill
 * Gates</i>, <i>etwa 500</i> and <i>rund 500</i>, <i>8 Uhr</i> and <i>8:00 Uhr</i>.
 */
final class Rewritings {
  /** So many are looked for. */
  private static final int MOST = 24;

  /** Letters of the longest unit that is written on to a number. */
  private static final int LONGEST_UNIT = 3;

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

  private static final String HYPHEN = "[-\\u2010\\u2011]";
  private static final Pattern HYPHENATED =
      Pattern.compile("(?<=\\p{L})" + HYPHEN + "(?=[\\p{L}\\d])");
  private static final Pattern INITIALS = Pattern.compile("(?<!\\p{L})(?:\\p{L}\\.){2,}(?!\\p{L})");
  private static final Pattern LETTERS =
      Pattern.compile("(?<![\\p{L}\\d.])\\p{Lu}{2,5}(?![\\p{L}\\d])");
  private static final Pattern SPAN =
      Pattern.compile(
          "(?<![\\d.,:/-])(\\d{1,4}) ?[-\\u2010-\\u2015/] ?(\\d{1,4})(?![\\d:/-]|[.,]\\d)");
  private static final Pattern AND = Pattern.compile(" ?[&+] ?");
  private static final Pattern INVERTED =
      Pattern.compile("(\\p{Lu}[\\p{L}'\\u2019-]+), (\\p{Lu}[\\p{L}.' \\u2019-]*)");
  private static final Pattern ABOUT =
      Pattern.compile(
          "^(?:etwa|ca\\.?|circa|zirka|rund|ungef.hr|knapp|fast|.ber|mehr als|weniger"
              + " als|mindestens|h.chstens|bis"
              + " zu|about|around|approximately|approx\\.?|roughly|nearly|almost|over|more"
              + " than|less than|at least|up to|environ|plus de|pr.s de|m.s de|cerca de)"
              + " +(?=\\d{3}|\\d+\\P{Alpha}*\\p{L}|\\p{L}+ +\\p{L})",
          FLAGS);
  private static final Pattern FULL_HOUR =
      Pattern.compile("(?<!\\d)0?(\\d{1,2})(?:[:.]00)?(?= (?:Uhr|h\\b))");
  private static final Pattern TIME =
      Pattern.compile("(?<![\\d:.])0?(\\d)([:.][0-5]\\d)(?![\\d:.])");

  private static final Pattern HOURS_H =
      Pattern.compile("(?<![\\p{L}\\d.,])(\\d{1,2}) ?h ?([0-5]\\d)(?![\\p{L}\\d])");
  private static final Pattern HOURS_COLON =
      Pattern.compile(
          "(?<![\\d:.])0?(\\d{1,2})(?::([0-5]\\d)(?: Uhr)?(?![:\\d])|\\.([0-5]\\d) Uhr)");
  private static final Pattern DAY_MONTH =
      Pattern.compile("(?:(?:am|vom|zum) )?(0?[1-9]|[12]\\d|3[01])\\. ?(0?[1-9]|1[0-2])\\.");

  /** A half that is no part of a number; NFKC has written it with a stroke. */
  private static final Pattern HALF = Pattern.compile("(?<![\\d\\u2044])(?<!\\d )\\u00bd");

  private Rewritings() {}

  /** Returns a text and other ways to write it, the text first. */
  static Set<String> of(String text) {
    Set<String> texts = new LinkedHashSet<>();
    texts.add(text);
    if (text.isEmpty() || isName(text)) {
      return texts; // as most answers are
    }
    addPlain(text, texts);
    if (text.indexOf('\u00bd') >= 0) {
      texts.add(HALF.matcher(text).replaceAll("0,5"));
    }
    if (hasFigures(text)) {
      for (String one : texts.stream().sorted().toList()) {
        addWithFigures(one, texts);
      }
    }
    return texts.size() > MOST ? new LinkedHashSet<>(texts.stream().limit(MOST).toList()) : texts;
  }

  private static void addPlain(String text, Set<String> texts) {
    boolean marks = hasMarks(text);
    if (marks && holdsOneOf(text, "-\u2010\u2011")) {
      texts.add(HYPHENATED.matcher(text).replaceAll(""));
    }
    if (marks && text.indexOf('.') >= 0) {
      texts.add(INITIALS.matcher(text).replaceAll(m -> m.group().replace(".", "")));
    }
    if (hasTwoCapitals(text)) {
      texts.add(LETTERS.matcher(text).replaceAll(m -> m.group().replaceAll("(?<=.)(?=.)", ".")));
    }
    if (marks && holdsOneOf(text, "&+")) {
      texts.add(AND.matcher(text).replaceAll(" und "));
    }
    if (Character.isLowerCase(text.codePointAt(0))) {
      texts.add(ABOUT.matcher(text).replaceFirst(""));
    }
    if (marks && text.indexOf(',') > 0 && INVERTED.matcher(text).matches()) {
      texts.add(INVERTED.matcher(text).replaceFirst("$2 $1"));
    }
  }

  /** Tells whether a text has anything but letters, figures and spaces. */
  private static boolean hasMarks(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != ' ') {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsOneOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static void addWithFigures(String text, Set<String> texts) {
    boolean marks = hasMarks(text);
    if (marks && holdsOneOf(text, "-\u2010\u2011\u2012\u2013\u2014\u2015/")) {
      texts.add(SPAN.matcher(text).replaceAll(Rewritings::span));
    }
    texts.add(writtenApart(text));
    Matcher day = DAY_MONTH.matcher(text);
    if (day.matches()) {
      texts.add(day.group(1) + ". " + Dates.name(Integer.parseInt(day.group(2))));
    }
    if (text.indexOf('h') < 0 && (!marks || text.indexOf(':') < 0)) {
      return; // an "Uhr" has an h too
    }
    if ((text.contains(" Uhr") || text.contains(" h")) && FULL_HOUR.matcher(text).find()) {
      texts.add(FULL_HOUR.matcher(text).replaceAll("$1"));
      texts.add(FULL_HOUR.matcher(text).replaceAll("$1:00"));
      texts.add(FULL_HOUR.matcher(text).replaceAll(m -> twoPlaces(m.group(1)) + ":00"));
    } else if (marks && holdsOneOf(text, ":.")) {
      texts.add(TIME.matcher(text).replaceAll("$1$2"));
      texts.add(TIME.matcher(text).replaceAll("0$1$2"));
    }
    texts.add(HOURS_H.matcher(text).replaceAll("$1:$2"));
    texts.add(HOURS_H.matcher(text).replaceAll("$1h$2"));
    texts.add(
        HOURS_COLON
            .matcher(text)
            .replaceAll(m -> m.group(1) + 'h' + (m.group(2) == null ? m.group(3) : m.group(2))));
  }

  private static String twoPlaces(String hour) {
    return hour.length() < 2 ? '0' + hour : hour;
  }

  /** Writes a span in words, where its end is behind its beginning: a date is none. */
  private static String span(MatchResult match) {
    int from = Integer.parseInt(match.group(1));
    int to = Integer.parseInt(match.group(2));
    boolean years = match.group(1).length() == 4 && match.group(2).length() == 2;
    return to > from || (years && to > from % 100)
        ? match.group(1) + " bis " + match.group(2)
        : match.group();
  }

  /** Sets off units that are written on to a number. */
  private static String writtenApart(String text) {
    StringBuilder apart = new StringBuilder(text);
    for (int i = text.length() - 1; i > 0; i--) {
      if (isDigit(text.charAt(i - 1)) && Character.isLetter(text.charAt(i)) && isUnit(text, i)) {
        apart.insert(i, ' ');
      }
    }
    return apart.toString();
  }

  private static boolean isUnit(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetter(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end - from <= LONGEST_UNIT
        && (end == text.length() || !isDigit(text.charAt(end)))
        && (Units.isUnit(text.substring(from, end))
            || Numerals.isScale(Fold.caseOf(text.substring(from, end))));
  }

  /** Tells whether a text has nothing but words, at most one of which may be an abbreviation. */
  private static boolean isName(String text) {
    int capitals = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetter(c) && c != ' ') {
        return false;
      }
      capitals = Character.isUpperCase(c) ? capitals + 1 : 0;
      if (capitals == 2) {
        return false;
      }
    }
    return text.indexOf(' ') < 0
        || !(Character.isLowerCase(text.charAt(0)) && ABOUT.matcher(text).find());
  }

  private static boolean hasTwoCapitals(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (mayBeCapital(text.charAt(i)) && mayBeCapital(text.charAt(i - 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBeCapital(char c) {
    return Character.isUpperCase(c) || Character.isSurrogate(c);
  }

  private static boolean hasFigures(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
