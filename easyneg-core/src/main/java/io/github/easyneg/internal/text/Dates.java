package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Dates as they are written: <i>3. Oktober 1990</i>, <i>03.10.1990</i>, <i>3.10.90</i>,
 * <i>1990-10-03</i>, <i>October 3, 1990</i>, <i>the 3rd of October</i>, <i>the third of
 * October</i>; <i>Oktober 1990</i>, <i>10/1990</i>. Of figures alone the day or the month may be
 * the first.
 */
final class Dates {
  /** What may be between the parts of a date. */
  private static final Set<String> LINKS = Set.of("of", "de", "di", "do");

  private static final Forms LINK_FORMS = Forms.of(List.copyOf(LINKS));

  /** What may be behind the figures of a day. */
  private static final Set<String> DAY_ENDINGS = Set.of("", "st", "nd", "rd", "th", "er", "º", "o");

  private static final Map<String, Integer> MONTHS = new HashMap<>();
  private static final List<List<String>> NAMES = new ArrayList<>();

  /** By the day of the month. */
  private static final List<Forms> DAYS = new ArrayList<>();

  static {
    String[] months =
        ("januar jänner january jan janvier enero gennaio januari janeiro ianuarie stycznia января"
             + " ocak|februar feber february feb février febrero febbraio februari fevereiro"
             + " februarie lutego февраля şubat|märz march mär mar mars marzo maart março martie"
             + " marca марта mart|april apr avril abril aprile aprilie kwietnia апреля nisan|mai"
             + " may mayo maggio mei maio maj maja мая mayis|juni june jun juin junio giugno junho"
             + " iunie czerwca июня haziran|juli july jul juillet julio luglio julho iulie lipca"
             + " июля temmuz|august aug août agosto augustus augusti sierpnia августа"
             + " ağustos|september sept sep septembre septiembre settembre setembro septembrie"
             + " września сентября eylül|oktober october okt oct octobre octubre ottobre outubro"
             + " octombrie października октября ekim|november nov novembre noviembre novembro"
             + " noiembrie listopada ноября kasim|dezember december dez dec décembre diciembre"
             + " dicembre dezembro decembrie grudnia декабря aralik")
            .split("\\|");
    for (int i = 0; i < months.length; i++) {
      List<String> names = List.of(months[i].split(" "));
      NAMES.add(names);
      for (String name : names) {
        MONTHS.put(name, i + 1);
      }
    }
    for (int day = 1; day <= 31; day++) {
      DAYS.add(dayForms(day));
    }
  }

  /** A date and the words that it takes; day 0 and an empty year are not said. */
  private record Found(int day, int month, String year, int from, int to) {}

  /** A day of any year; month 0 is none. */
  record DayAndMonth(int day, int month) {}

  private Dates() {}

  /** Returns the day that a text is and has no year, if it is nothing else. */
  static DayAndMonth dayAndMonth(List<String> folded) {
    if (folded.size() >= 2 && mayBegin(folded.get(0))) {
      for (Found date : at(folded, 0)) {
        if (date.day > 0 && date.year.isEmpty()) {
          return new DayAndMonth(date.day, date.month);
        }
      }
    }
    return new DayAndMonth(0, 0);
  }

  /** Returns a month's first name; 1 is January. */
  static String name(int month) {
    return NAMES.get(month - 1).get(0);
  }

  static Set<String> months() {
    return MONTHS.keySet();
  }

  /** Tells whether a word is a month's name in one of the languages; in others it may be a word. */
  static boolean isMonth(String folded) {
    return MONTHS.containsKey(folded);
  }

  /**
   * Returns a month's names, of which word {@code i} is one; nothing if it is not a month, or no
   * day and no year is beside it: <i>may</i>, <i>Mars</i> and <i>Maja</i> are words too.
   */
  static List<String> forms(List<String> folded, int i) {
    Integer month = MONTHS.get(folded.get(i));
    return month != null && (isDated(folded, i, -1) || isDated(folded, i, 1))
        ? NAMES.get(month - 1)
        : List.of();
  }

  /** Tells whether the next word in a direction, a link aside, is a day or a year. */
  private static boolean isDated(List<String> folded, int i, int step) {
    int next = i + step;
    if (next >= 0 && next < folded.size() && LINKS.contains(folded.get(next))) {
      next += step;
    }
    if (next < 0 || next >= folded.size()) {
      return false;
    }
    String word = folded.get(next);
    int day = day(word);
    return isYear(word) || (day >= 1 && day <= 31);
  }

  /**
   * Returns other ways to write the dates of a text.
   *
   * @param words the forms of each of its words
   */
  static List<List<Forms>> otherwise(List<String> folded, List<Forms> words) {
    List<List<Forms>> all = new ArrayList<>();
    for (int i = 0; i < folded.size(); i++) {
      if (!mayBegin(folded.get(i))) {
        continue;
      }
      for (Found date : at(folded, i)) {
        for (List<Forms> written : written(date)) {
          List<Forms> spelling = new ArrayList<>(words.subList(0, date.from));
          spelling.addAll(written);
          spelling.addAll(words.subList(date.to, words.size()));
          all.add(List.copyOf(spelling));
        }
      }
    }
    return all;
  }

  /** Tells whether a date may begin with a word: with figures or a month's name. */
  private static boolean mayBegin(String word) {
    return isDigit(word.charAt(0)) || MONTHS.containsKey(word) || Ordinals.number(word) > 0;
  }

  /** Returns the date that begins at word {@code i}, if one does. */
  private static List<Found> at(List<String> folded, int i) {
    List<String> parts = new ArrayList<>();
    int end = i;
    for (int at = i; at < folded.size() && parts.size() < 3; at++) {
      if (parts.isEmpty() || !LINKS.contains(folded.get(at))) {
        parts.add(folded.get(at));
        end = at + 1;
      }
    }
    if (parts.size() == 3) {
      List<Found> dates = of(parts.get(0), parts.get(1), parts.get(2), i, end);
      if (!dates.isEmpty()) {
        return dates;
      }
    }
    boolean last =
        folded.size() == i + 2 || (folded.size() == i + 3 && LINKS.contains(folded.get(i + 1)));
    return parts.size() == 2 && last ? withoutYear(parts.get(0), parts.get(1), i, end) : List.of();
  }

  /** Returns what three words can be: of figures alone, the day or the month may be first. */
  private static List<Found> of(String first, String second, String third, int from, int to) {
    List<Found> found = new ArrayList<>();
    if (isYear(third) && MONTHS.containsKey(first)) {
      add(day(second), month(first), third, from, to, found);
    } else if (isYear(third)) {
      add(day(first), month(second), third, from, to, found);
      if (number(first) > 0 && number(second) > 0) {
        add(number(second), number(first), third, from, to, found);
      }
    } else if (isYear(first)) {
      add(day(third), month(second), first, from, to, found);
    }
    return found;
  }

  private static void add(int day, int month, String year, int from, int to, List<Found> found) {
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12) {
      found.add(new Found(day, month, year, from, to));
    }
  }

  private static List<Found> withoutYear(String first, String second, int from, int to) {
    boolean monthFirst = MONTHS.containsKey(first);
    if (monthFirst && isYear(second)) {
      return List.of(new Found(0, MONTHS.getOrDefault(first, 0), second, from, to));
    }
    int day = day(monthFirst ? second : first);
    int month = MONTHS.getOrDefault(monthFirst ? first : second, 0);
    return month > 0 && day >= 1 && day <= 31
        ? List.of(new Found(day, month, "", from, to))
        : List.of();
  }

  private static List<List<Forms>> written(Found date) {
    Forms months = Forms.listed(figures(date.month));
    if (date.day == 0) {
      return List.of(List.of(months, Forms.of(date.year)));
    }
    Forms days = DAYS.get(date.day - 1);
    Forms names = Forms.listed(NAMES.get(date.month - 1));
    if (date.year.isEmpty()) {
      return List.of(List.of(days, names), List.of(names, days), List.of(days, LINK_FORMS, names));
    }
    Forms figures = Forms.listed(figures(date.day));
    Forms year = Forms.of(date.year);
    Forms years = Forms.of(List.of(date.year, date.year.substring(2)));
    return List.of(
        List.of(days, names, year),
        List.of(names, days, year),
        List.of(days, LINK_FORMS, names, year),
        List.of(days, LINK_FORMS, names, LINK_FORMS, year),
        List.of(figures, months, years),
        List.of(months, figures, years),
        List.of(year, months, figures));
  }

  /** Returns a day of the month in figures and in words. */
  private static Forms dayForms(int day) {
    List<String> forms = new ArrayList<>(figures(day));
    for (String ending : new String[] {"st", "nd", "rd", "th", "er", "º"}) {
      forms.add(day + ending);
    }
    forms.addAll(Ordinals.words(day));
    return Forms.of(forms);
  }

  /** Returns a number with and without a 0 before it. */
  static List<String> figures(int number) {
    return number < 10
        ? List.of(Integer.toString(number), "0" + number)
        : List.of(Integer.toString(number));
  }

  private static boolean isYear(String word) {
    return word.length() == 4 && number(word) > 0;
  }

  private static int month(String word) {
    return MONTHS.getOrDefault(word, number(word));
  }

  private static int day(String word) {
    int end = 0;
    while (end < word.length() && end < 2 && isDigit(word.charAt(end))) {
      end++;
    }
    return end > 0 && DAY_ENDINGS.contains(word.substring(end))
        ? Integer.parseInt(word.substring(0, end))
        : Ordinals.number(word);
  }

  /** Returns the number that a word of at most four figures is; 0 if it is none. */
  private static int number(String word) {
    if (word.length() > 4) {
      return 0;
    }
    for (int i = 0; i < word.length(); i++) {
      if (!isDigit(word.charAt(i))) {
        return 0;
      }
    }
    return Integer.parseInt(word);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
