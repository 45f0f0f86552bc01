package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Units, currencies and the like next to a number, as they are written: <i>5 km</i>, <i>5km</i> and
 * <i>5 Kilometer</i>; <i>5 €</i>, <i>EUR 5</i> and <i>5,00 Euro</i>; <i>3 %</i> and <i>3
 * Prozent</i>; <i>Nr. 5</i> and <i>Nummer 5</i>; <i>300 v. Chr.</i>
 */
final class Units {
  /** Signs that are no words, but are looked for as if they were. */
  static final String SIGNS = "%\u2030\u20ac$\u00a3\u00a5\u00b0";

  /** Units of one capital letter. */
  private static final String CAPITALS = "WVCFA";

  /** Names of one unit, which follow a number; several words are written with a + between them. */
  private static final String[] BEHIND = {
    "km kilometer kilometern kilometers kilometre kilometres kilomètres kilómetros chilometri",
    "m meter metern meters metre metres mètres metros metri",
    "cm zentimeter zentimetern centimeter centimeters centimetre centimetres",
    "mm millimeter millimetern millimeters millimetre millimetres",
    "km2 qkm quadratkilometer quadratkilometern square+kilometers square+kilometres sq+km",
    "m2 qm quadratmeter quadratmetern square+meters square+metres sq+m",
    "m3 kubikmeter kubikmetern cubic+meters cubic+metres",
    "ha hektar hektars hectare hectares",
    "kg kilo kilos kilogramm kilogram kilograms kilogrammes",
    "g gramm gram grams grammes",
    "mg milligramm milligram milligrams",
    "t tonne tonnen tonnes tons",
    "l liter litern liters litre litres litros litri",
    "ml milliliter millilitern milliliters millilitre millilitres",
    "h std stunde stunden hour hours hrs heures horas",
    "min minute minuten minutes mins minutos",
    "s sek sec sekunde sekunden second seconds secs segundos",
    "km+h kmh kph stundenkilometer stundenkilometern kilometer+pro+stunde kilometers+per+hour"
        + " kilometres+per+hour",
    "mi mile miles meile meilen",
    "ft foot feet",
    "lb lbs pound pounds",
    "kb kilobyte kilobytes",
    "mb megabyte megabytes",
    "gb gigabyte gigabytes",
    "tb terabyte terabytes",
    "w watt watts",
    "kw kilowatt kilowatts",
    "mw megawatt megawatts",
    "gw gigawatt gigawatts",
    "kwh kilowattstunde kilowattstunden kilowatt+hours",
    "hz hertz",
    "khz kilohertz",
    "mhz megahertz",
    "ghz gigahertz",
    "v volt volts",
    "ps pferdestärken",
    "hp horsepower",
    "c grad+celsius degrees+celsius",
    "f grad+fahrenheit degrees+fahrenheit",
    "° grad degree degrees",
    "% prozent percent per+cent pour+cent por+ciento v+h",
    "‰ promille",
    "v+chr vor+christus v+u+z bc b+c bce",
    "n+chr nach+christus ad a+d ce",
    "pm p+m",
    "am a+m",
  };

  /** The same of units of money, which may be on either side. */
  private static final String[] MONEY = {
    "€ eur euro euros",
    "$ usd dollar dollars us+dollar us+dollars dólares",
    "£ gbp pfund pound" + " pounds",
    "¥ yen jpy",
    "chf franken fr sfr francs",
    "ct cent cents",
  };

  /** Words before a number. */
  private static final String[] BEFORE = {
    "nr nummer no number num",
    "abs absatz",
    "art artikel article",
    "kap kapitel chapter",
    "bd band",
    "abb abbildung fig figure",
  };

  /** What another name can be, and what the words were. */
  private record Unit(List<List<String>> names, boolean money) {}

  /** By the first word: the sequences of words that are units. */
  private static final Map<String, Map<List<String>, List<Unit>>> UNITS = new HashMap<>();

  private static final Map<String, List<String>> NUMBERED = new HashMap<>();

  static {
    Arrays.stream(BEHIND).forEach(names -> put(names, false));
    Arrays.stream(MONEY).forEach(names -> put(names, true));
    for (String group : BEFORE) {
      List<String> names = List.of(group.split(" "));
      names.forEach(name -> NUMBERED.put(name, names));
    }
  }

  private Units() {}

  private static void put(String group, boolean money) {
    List<List<String>> names = new ArrayList<>();
    for (String name : group.split(" ", -1)) {
      names.add(List.of(name.split("\\+", -1)));
    }
    Unit unit = new Unit(List.copyOf(names), money);
    for (List<String> name : names) {
      UNITS
          .computeIfAbsent(name.get(0), first -> new HashMap<>())
          .computeIfAbsent(name, all -> new ArrayList<>())
          .add(unit);
    }
  }

  static Set<String> firstWords() {
    return UNITS.keySet();
  }

  static Set<String> wordsBeforeNumber() {
    return NUMBERED.keySet();
  }

  /** Returns other words of the same meaning before a number, itself among them. */
  static List<String> beforeNumber(String folded) {
    return NUMBERED.getOrDefault(folded, List.of());
  }

  /** Tells whether letters that are written on to a number may be a unit. */
  static boolean isUnit(String written) {
    String folded = Fold.caseOf(written);
    return !isAnotherCapital(written)
        && UNITS.getOrDefault(folded, Map.of()).containsKey(List.of(folded));
  }

  /** Tells a capital letter that is no unit: 5G is no weight, 3M no length, 4S no time. */
  static boolean isAnotherCapital(String written) {
    return written.length() == 1
        && Character.isUpperCase(written.charAt(0))
        && CAPITALS.indexOf(written.charAt(0)) < 0;
  }

  /**
   * Returns a text's words with each unit next to a number by its other names.
   *
   * @param folded the words, signs among them
   * @param words the forms of each
   */
  static Set<List<Forms>> otherwise(List<String> folded, List<Forms> words) {
    Set<List<Forms>> all = new LinkedHashSet<>();
    for (int i = 0; i < folded.size(); i++) {
      Map<List<String>, List<Unit>> named = UNITS.get(folded.get(i));
      if (named == null) {
        continue;
      }
      int from = i;
      named.forEach(
          (name, units) -> {
            int end = from + name.size();
            if (end <= folded.size() && folded.subList(from, end).equals(name)) {
              units.forEach(unit -> add(unit, from, end, folded, words, all));
            }
          });
    }
    return all;
  }

  private static void add(
      Unit unit, int from, int to, List<String> folded, List<Forms> words, Set<List<Forms>> all) {
    boolean behind = from > 0 && isCounted(folded.get(from - 1));
    boolean before = unit.money && to < folded.size() && isFigures(folded.get(to));
    if (behind || before) {
      add(unit, from, to, behind, words, all);
    }
  }

  private static void add(
      Unit unit, int from, int to, boolean behind, List<Forms> words, Set<List<Forms>> all) {
    // Where the number is, which for money reaches from or to the end of its figures.
    int first = behind ? from - 1 : to;
    int last = first;
    while (behind && first > 0 && isNumber(words.get(first - 1)) && isNumber(words.get(first))) {
      first--;
    }
    while (!behind && last + 1 < words.size() && isNumber(words.get(last + 1))) {
      last++;
    }
    List<Forms> before = words.subList(0, behind ? first : from);
    List<Forms> number = words.subList(first, last + 1);
    List<Forms> after = words.subList(behind ? to : last + 1, words.size());
    List<String> single = new ArrayList<>();
    for (List<String> name : unit.names) {
      if (name.size() > 1 || isSign(name.get(0))) {
        List<Forms> other = name.stream().map(Forms::of).toList();
        all.add(joined(before, number, other, after));
        if (unit.money) {
          all.add(joined(before, other, number, after));
          addWithCents(before, number, other, after, all);
        }
      } else {
        single.add(name.get(0));
      }
    }
    if (single.isEmpty()) {
      return;
    }
    List<Forms> singles = List.of(Forms.listed(single));
    all.add(joined(before, number, singles, after));
    if (unit.money) {
      all.add(joined(before, singles, number, after));
      addWithCents(before, number, singles, after, all);
    }
    addWrittenOn(before, number, single, after, all);
  }

  private static void addWithCents(
      List<Forms> before,
      List<Forms> number,
      List<Forms> name,
      List<Forms> after,
      Set<List<Forms>> all) {
    Forms last = number.get(number.size() - 1);
    if (number.size() > 1 && last.holds("00")) {
      List<Forms> whole = number.subList(0, number.size() - 1);
      all.add(joined(before, whole, name, after));
      all.add(joined(before, name, whole, after));
    } else if (number.size() == 1 && isFigures(last.first())) {
      List<Forms> exact = List.of(last, Forms.of("00"));
      all.add(joined(before, exact, name, after));
      all.add(joined(before, name, exact, after));
    }
  }

  /** Adds {@code 5km} for 5 and km. */
  private static void addWrittenOn(
      List<Forms> before,
      List<Forms> number,
      List<String> names,
      List<Forms> after,
      Set<List<Forms>> all) {
    String last = number.get(number.size() - 1).first();
    if (isFigures(last)) {
      List<String> both = names.stream().filter(n -> n.length() <= 3).map(n -> last + n).toList();
      if (!both.isEmpty()) {
        all.add(
            joined(before, number.subList(0, number.size() - 1), List.of(Forms.of(both)), after));
      }
    }
  }

  private static List<Forms> joined(List<Forms> a, List<Forms> b, List<Forms> c, List<Forms> d) {
    List<Forms> all = new ArrayList<>(a);
    all.addAll(b);
    all.addAll(c);
    all.addAll(d);
    return List.copyOf(all);
  }

  private static boolean isNumber(Forms forms) {
    return isFigures(forms.first()) || Numerals.isScale(forms.first());
  }

  /** Tells whether a word is a number, or one of those that multiply it. */
  private static boolean isCounted(String word) {
    return isFigures(word) || !Numerals.forms(word).isEmpty();
  }

  /** Returns words folded, but for capital letters that are no unit. */
  static List<String> withCapitals(Wording words) {
    List<String> folded = new ArrayList<>(words.folded());
    for (int i = 0; i < folded.size(); i++) {
      if (isAnotherCapital(words.written(i))) {
        folded.set(i, words.written(i));
      }
    }
    return folded;
  }

  /** Returns where the first of {@link #SIGNS} is; -1 if there is none. */
  static int firstSign(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Letters are none, and few texts have anything else.
      if ((c < '0' || c > 'z') && SIGNS.indexOf(c) >= 0) {
        return i;
      }
    }
    return -1;
  }

  static boolean isFigures(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return !word.isEmpty();
  }

  static boolean isSign(String word) {
    return word.length() == 1 && SIGNS.indexOf(word.charAt(0)) >= 0;
  }
}
