package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is told by the signs between figures: <i>3. Oktober</i> and <i>03.10.</i>, <i>14.30 Uhr</i>
 * and <i>um 14:30</i>, <i>0,5</i> and <i>½</i>; and words such as <i>Mio</i> that are written on to
 * a number: <i>3Mio</i>.
 *
 * <p>So that <i>3. Oktober</i> is not found in <i>3.10 Euro</i> or <i>Version 3.10.2</i>, a date of
 * a day and a month needs both dots, and a 0 or a word like <i>am</i> before it; a time without its
 * <i>Uhr</i> a word like <i>um</i>.
 */
final class Formats {
  /** The stroke of a fraction such as ½, as Unicode's compatible form has it. */
  static final char FRACTION = '\u2044';

  /** What is read besides words. */
  static final String SIGNS = ".:" + FRACTION;

  /** Letters of the longest word that is written on to a number. */
  private static final int WRITTEN_ON = 3;

  private static final Forms DOT = Forms.of(".");
  private static final Forms ON = Forms.of(List.of("am", "vom", "zum"));
  private static final Forms AT = Forms.of(List.of("um", "gegen", "at", "à"));

  private static final List<String> FIVES = List.of("5", "50");

  private static final Pattern CLOCK =
      Pattern.compile("(?<![\\d:.])\\d{1,2}[:.][0-5]\\d(?= (?:Uhr|h)$)");
  private static final Pattern HALF = Pattern.compile("(?<![\\d.,])0[.,]50?(?![\\d]|[.,]\\d)");

  private Formats() {}

  /** Tells a sign that this reads. */
  static boolean isSign(String word) {
    return word.length() == 1 && SIGNS.indexOf(word.charAt(0)) >= 0;
  }

  /** Tells whether the stroke at {@code i} belongs to a number with a fraction: 2½. */
  static boolean isPartOfNumber(String text, int i) {
    int before = i - 1;
    while (before >= 0 && before > i - 3 && isDigit(text.charAt(before))) {
      before--;
    }
    return before > 0 && text.charAt(before) == ' ' && isDigit(text.charAt(before - 1));
  }

  private static boolean isHour(String word) {
    return word.length() <= 2 && Units.isFigures(word);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Returns spellings with signs between figures. */
  static List<List<Forms>> withSigns(Wording answer, List<Forms> words) {
    List<List<Forms>> all = new ArrayList<>();
    List<String> folded = answer.folded();
    int last = folded.size() - 1;
    int from = 0;
    while (from < last && answer.is(from, Vocabulary.LITTLE)) {
      from++;
    }
    Dates.DayAndMonth date = Dates.dayAndMonth(folded.subList(from, folded.size()));
    if (date.month() > 0) {
      List<String> days = Dates.figures(date.day());
      Forms months = Forms.listed(Dates.figures(date.month()));
      if (days.size() > 1) {
        all.add(List.of(Forms.of(days.get(1)), DOT, months, DOT));
      }
      all.add(List.of(ON, Forms.listed(days), DOT, months, DOT));
    }
    boolean three = last - from == 2;
    if (three && isHour(folded.get(from)) && CLOCK.matcher(answer.text()).find()) {
      List<String> hour = Dates.figures(Integer.parseInt(folded.get(from)));
      all.add(List.of(AT, Forms.listed(hour), Forms.of(":"), words.get(from + 1)));
    }
    for (int i = 0; i < last; i++) {
      boolean half = folded.get(i).equals("0") && FIVES.contains(folded.get(i + 1));
      if (half && HALF.matcher(answer.text()).find()) {
        List<Forms> spelling = new ArrayList<>(words.subList(0, i));
        spelling.addAll(List.of(Forms.of("1"), Forms.of("" + FRACTION), Forms.of("2")));
        spelling.addAll(words.subList(i + 2, words.size()));
        all.add(List.copyOf(spelling));
      }
    }
    return all;
  }

  /** Returns a spelling with a word like million written on to its number, for each that it has. */
  static List<List<Forms>> writtenOn(List<Forms> words) {
    List<List<Forms>> all = new ArrayList<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      String figures = words.get(i).first();
      String scale = words.get(i + 1).first();
      if (Units.isFigures(figures) && Numerals.isScale(scale)) {
        List<String> both =
            Numerals.forms(scale).stream()
                .filter(word -> word.length() <= WRITTEN_ON)
                .map(word -> figures + word)
                .toList();
        List<Forms> spelling = new ArrayList<>(words.subList(0, i));
        spelling.add(Forms.of(both));
        spelling.addAll(words.subList(i + 2, words.size()));
        all.add(List.copyOf(spelling));
      }
    }
    return all;
  }
}
