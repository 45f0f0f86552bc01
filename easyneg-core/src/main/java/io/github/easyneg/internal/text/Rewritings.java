package io.github.easyneg.internal.text;

import java.util.LinkedHashSet;
import java.util.List;
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

  /** What says that a number is not exact; a dot is a letter with or without its mark. */
  private static final List<String> ABOUT_WORDS =
      List.of(
          ("etwa|ca\\.?|circa|zirka|rund|ungef.hr|knapp|fast|.ber|mehr als|weniger als|mindestens"
                  + "|h.chstens|bis zu|about|around|approximately|approx\\.?|roughly|nearly|almost"
                  + "|over|more than|less than|at least|up to|environ|plus de|pr.s de|m.s de"
                  + "|cerca de")
              .split("\\|"));

  private static final Starts ABOUT_STARTS = Starts.of(ABOUT_WORDS);
  private static final Pattern ABOUT =
      Pattern.compile(
          "^(?:"
              + String.join("|", ABOUT_WORDS)
              + ") +(?=\\d{3}|\\d+\\P{Alpha}*\\p{L}|\\p{L}+ +\\p{L})",
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
    int characters = Characters.of(text);
    if (isName(text, characters)) {
      return Set.of(text); // as most answers are
    }
    Set<String> texts = new LinkedHashSet<>();
    texts.add(text);
    addPlain(text, characters, texts);
    if (has(characters, Characters.HALF)) {
      texts.add(HALF.matcher(text).replaceAll("0,5"));
    }
    if (has(characters, Characters.FIGURE)) {
      for (String one : texts.size() == 1 ? List.of(text) : texts.stream().sorted().toList()) {
        addWithFigures(one, texts);
      }
    }
    return texts.size() > MOST ? new LinkedHashSet<>(texts.stream().limit(MOST).toList()) : texts;
  }

  private static boolean has(int characters, int some) {
    return (characters & some) != 0;
  }

  /** Tells whether a text has nothing but words, at most one of which may be an abbreviation. */
  private static boolean isName(String text, int characters) {
    return text.isEmpty()
        || !(has(characters, Characters.NO_LETTER | Characters.CAPITALS)
            || (mayBeAbout(text, characters) && ABOUT.matcher(text).find()));
  }

  private static void addPlain(String text, int characters, Set<String> texts) {
    if (has(characters, Characters.HYPHEN)) {
      texts.add(HYPHENATED.matcher(text).replaceAll(""));
    }
    if (has(characters, Characters.DOT)) {
      texts.add(INITIALS.matcher(text).replaceAll(m -> m.group().replace(".", "")));
    }
    if (has(characters, Characters.CAPITALS)) {
      texts.add(LETTERS.matcher(text).replaceAll(m -> m.group().replaceAll("(?<=.)(?=.)", ".")));
    }
    if (has(characters, Characters.AND)) {
      texts.add(AND.matcher(text).replaceAll(" und "));
    }
    if (mayBeAbout(text, characters)) {
      texts.add(ABOUT.matcher(text).replaceFirst(""));
    }
    if (has(characters, Characters.COMMA) && INVERTED.matcher(text).matches()) {
      texts.add(INVERTED.matcher(text).replaceFirst("$2 $1"));
    }
  }

  /** Tells whether a text may begin with {@link #ABOUT}; {@code false} is certain. */
  private static boolean mayBeAbout(String text, int characters) {
    return has(characters, Characters.SPACE)
        && Character.isLowerCase(text.codePointAt(0))
        && ABOUT_STARTS.mayBeAt(text, 0);
  }

  private static void addWithFigures(String text, Set<String> texts) {
    int characters = Characters.of(text);
    if (has(characters, Characters.DASH)) {
      texts.add(SPAN.matcher(text).replaceAll(Rewritings::span));
    }
    texts.add(writtenApart(text));
    if (text.endsWith(".")) {
      Matcher day = DAY_MONTH.matcher(text);
      if (day.matches()) {
        texts.add(day.group(1) + ". " + Dates.name(Integer.parseInt(day.group(2))));
      }
    }
    if (text.indexOf('h') >= 0 || has(characters, Characters.COLON)) {
      addTimes(text, has(characters, Characters.COLON | Characters.DOT), texts);
    }
  }

  /** Adds other ways to write the times of a text; an "Uhr" has an h too. */
  private static void addTimes(String text, boolean signs, Set<String> texts) {
    if ((isBehindFigure(" h", text) || isBehindFigure(" Uhr", text))
        && FULL_HOUR.matcher(text).find()) {
      texts.add(FULL_HOUR.matcher(text).replaceAll("$1"));
      texts.add(FULL_HOUR.matcher(text).replaceAll("$1:00"));
      texts.add(FULL_HOUR.matcher(text).replaceAll(m -> twoPlaces(m.group(1)) + ":00"));
    } else if (signs) {
      texts.add(TIME.matcher(text).replaceAll("$1$2"));
      texts.add(TIME.matcher(text).replaceAll("0$1$2"));
    }
    if (hasHBetweenFigures(text)) {
      texts.add(HOURS_H.matcher(text).replaceAll("$1:$2"));
      texts.add(HOURS_H.matcher(text).replaceAll("$1h$2"));
    }
    if (signs) {
      texts.add(
          HOURS_COLON
              .matcher(text)
              .replaceAll(m -> m.group(1) + 'h' + (m.group(2) == null ? m.group(3) : m.group(2))));
    }
  }

  private static boolean hasHBetweenFigures(String text) {
    for (int h = text.indexOf('h', 1); h > 0; h = text.indexOf('h', h + 1)) {
      int before = text.charAt(h - 1) == ' ' ? h - 2 : h - 1;
      int behind = h + 1 < text.length() && text.charAt(h + 1) == ' ' ? h + 2 : h + 1;
      if (before >= 0
          && behind < text.length()
          && isDigit(text.charAt(before))
          && isDigit(text.charAt(behind))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBehindFigure(String part, String text) {
    for (int i = text.indexOf(part, 1); i > 0; i = text.indexOf(part, i + 1)) {
      if (isDigit(text.charAt(i - 1))) {
        return true;
      }
    }
    return false;
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
    String apart = text;
    for (int i = text.length() - 1; i > 0; i--) {
      if (isDigit(text.charAt(i - 1)) && Character.isLetter(text.charAt(i)) && isUnit(text, i)) {
        apart = apart.substring(0, i) + ' ' + apart.substring(i);
      }
    }
    return apart;
  }

  private static boolean isUnit(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetter(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    if (end - from > LONGEST_UNIT || (end < text.length() && isDigit(text.charAt(end)))) {
      return false;
    }
    String written = text.substring(from, end);
    int kinds = Vocabulary.listed(Fold.caseOf(written));
    return (kinds & Vocabulary.SCALE) != 0
        || ((kinds & Vocabulary.UNIT) != 0 && Units.isUnit(written));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
