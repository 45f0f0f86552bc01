package io.github.easyneg.internal.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folds questions, so that one question in several spellings is one: as {@link Fold#all}, and
 * without quotation marks, without the marks at its ends ({@code ?}, {@code ¿}, a full stop, {@code
 * (?)}), without spaces next to punctuation, without commas between words, without what introduces
 * it ({@code Frage 3:}, {@code Q:}, {@code 2)}, a bullet) or encloses it (brackets, emphasis,
 * {@code <p>}), with {@code ae} for {@code ä}, {@code email} for {@code e-mail} and {@code us} for
 * {@code u.s.} {@code C}, {@code C#} and {@code C++} stay apart, and so do {@code 1,5} and {@code 1
 * 5}.
 */
final class Questions {
  /** What introduces and encloses a question is looked for so often. */
  private static final int ROUNDS = 4;

  private static final List<String> LABEL_WORDS =
      List.of("frage", "question", "pregunta", "domanda", "pergunta", "vraag", "pytanie");

  /** How labels begin that begin with a letter of ASCII. */
  private static final Starts LABEL_STARTS = Starts.of(LABEL_WORDS, List.of("q.", "f."));

  private static final String WORDS = "(?:" + String.join("|", LABEL_WORDS) + "|вопрос)";
  private static final String LABELS = "(?:" + WORDS + "|q|f)";
  private static final String NUMBER =
      "\\.? ?(?:(?:nr|no|num|n°)\\.? ?|(?:nummer|number|número|numéro) |# ?)?\\d{1,4}";

  /** A bullet, a label, or a number in a list. */
  private static final Pattern INTRODUCTION =
      Pattern.compile(
          "(?:[-*\u2022\u00b7>+] +|#{1,6} +"
              + "|[*_]{0,3}"
              + LABELS
              + "(?:"
              + NUMBER
              + ")? ?:[*_]{0,3}"
              + "|<(b|strong|em|i|u|span)>"
              + LABELS
              + "(?:"
              + NUMBER
              + ")? ?:?</\\1>:?"
              + "|"
              + LABELS
              + NUMBER
              + "(?: ?[.)]| ?- (?="
              + Beginnings.ANY
              + "))"
              + "|\\(?(?:\\d{1,3}|[a-z])\\) "
              + "|(?:\\d{1,3}\\. ?|(?:"
              + WORDS
              + "|q)\\. )(?=[\"'\u00bf]*"
              + Beginnings.ANY
              + ")|f\\. (?=[\"']?(?!was\\b)"
              + Beginnings.ASKING
              + "\\b)) *(?=\\S ?\\S)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern ENCLOSED =
      Pattern.compile(
          "(?:([*_]{1,3})([^*_].*[^*_])\\1|\\(([^()]+)\\)|\\[([^\\[\\]]+)\\]"
              + "|<([a-z][a-z0-9]{0,9})(?: [^<>]{0,200})?> ?([^<].*|<(?!/).*)</\\5>)[?!. ]*");

  private static final Pattern LINE_BREAKS = Pattern.compile("(?<=[?.!])(?: ?<br ?/?>)++$");

  private static final Pattern IN_DOUBT = Pattern.compile("(?<!^)[(\\[][?!]{1,3}[)\\]][?!. ]*$");

  private static final Pattern INITIALS =
      Pattern.compile("(?<![\\p{L}\\p{N}.])(?:\\p{L}\\. ?){2,}+");

  private static final Pattern EMAIL = Pattern.compile("(?<![\\p{L}\\p{N}])e-mail");

  private Questions() {}

  static String folded(String text) {
    String all = Fold.all(text);
    String bare = withoutMarksInside(bare(all));
    StringBuilder kept = new StringBuilder(bare.length());
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (c >= 'a' && c <= 'z') {
        kept.append(c);
        continue;
      }
      if (isQuotationMark(c)) {
        continue;
      }
      if (c == ',' && isBetweenWords(bare, i, kept)) {
        c = ' ';
      }
      boolean beside =
          kept.length() == 0
              || isPunctuation(kept.charAt(kept.length() - 1))
              || kept.charAt(kept.length() - 1) == ' ';
      if (c == ' ' && beside) {
        continue;
      }
      if (isPunctuation(c) && kept.length() > 0 && kept.charAt(kept.length() - 1) == ' ') {
        kept.setLength(kept.length() - 1);
      }
      append(c, kept);
    }
    int from = 0;
    int to = kept.length();
    while (from < to && endsAQuestion(kept.charAt(from))) {
      from++;
    }
    while (to > from && endsAQuestion(kept.charAt(to - 1))) {
      to--;
    }
    // A question of marks alone is told by them.
    return from == to ? all : kept.substring(from, to);
  }

  /** Returns a question without what introduces and encloses it. */
  private static String bare(String all) {
    String bare = all;
    for (int round = 0; round < ROUNDS; round++) {
      String before = bare;
      bare = withoutEnclosure(withoutIntroduction(withoutEnd(bare)));
      if (bare.equals(before)) {
        return bare;
      }
    }
    return bare;
  }

  /** Takes line breaks and a mark of doubt from the end. */
  private static String withoutEnd(String text) {
    String end = text;
    if (end.endsWith(">")) {
      end = LINE_BREAKS.matcher(end).replaceFirst("");
    }
    boolean closes = end.indexOf(')') >= 0 || end.indexOf(']') >= 0;
    return closes && end.indexOf('?') >= 0 ? IN_DOUBT.matcher(end).replaceFirst("?") : end;
  }

  private static String withoutIntroduction(String text) {
    if (!mayBeIntroduced(text)) {
      return text;
    }
    int from = 0;
    Matcher introduction = INTRODUCTION.matcher(text);
    while (from < text.length() && introduction.region(from, text.length()).lookingAt()) {
      from = introduction.end();
    }
    return text.substring(from);
  }

  /** Tells whether a text may begin with {@link #INTRODUCTION}; {@code false} is certain. */
  private static boolean mayBeIntroduced(String text) {
    if (text.length() < 2) {
      return false;
    }
    char first = text.charAt(0);
    // What begins with a letter of ASCII is a label or "a)"
    return first < 'a' || first > 'z' || text.charAt(1) == ')' || LABEL_STARTS.mayBeAt(text, 0);
  }

  private static String withoutEnclosure(String text) {
    if (text.isEmpty() || "*_([<".indexOf(text.charAt(0)) < 0) {
      return text;
    }
    Matcher enclosed = ENCLOSED.matcher(text);
    if (enclosed.matches()) {
      for (int group : new int[] {2, 3, 4, 6}) {
        if (enclosed.group(group) != null) {
          return enclosed.group(group);
        }
      }
    }
    return text;
  }

  /** Takes the dots from initials, and the hyphen from e-mail. */
  private static String withoutMarksInside(String bare) {
    String text = bare;
    if (text.indexOf('.') >= 0) {
      text = INITIALS.matcher(text).replaceAll(m -> m.group().replaceAll("[. ]", "") + ' ');
    }
    return text.contains("e-mail") ? EMAIL.matcher(text).replaceAll("email") : text;
  }

  /** Tells whether a comma stands between words that are not two numbers. */
  private static boolean isBetweenWords(String text, int comma, StringBuilder kept) {
    int last = kept.length() - 1;
    if (last >= 0 && kept.charAt(last) == ' ') {
      last--;
    }
    int next = comma + 1;
    while (next < text.length()
        && (text.charAt(next) == ' ' || isQuotationMark(text.charAt(next)))) {
      next++;
    }
    return last >= 0
        && next < text.length()
        && Character.isLetterOrDigit(kept.charAt(last))
        && Character.isLetterOrDigit(text.charAt(next))
        && !(Character.isDigit(kept.charAt(last)) && Character.isDigit(text.charAt(next)));
  }

  private static boolean isQuotationMark(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static void append(char c, StringBuilder kept) {
    switch (c) {
      case '\u00e4' -> kept.append("ae");
      case '\u00f6' -> kept.append("oe");
      case '\u00fc' -> kept.append("ue");
      default -> kept.append(c);
    }
  }

  private static boolean endsAQuestion(char c) {
    return c == ' '
        || (!Character.isLetterOrDigit(c)
            && "?!.,;:\u00a1\u00bf\u061f\u061b\u060c\u3002\u3001\u0964\u1367".indexOf(c) >= 0);
  }

  private static boolean isPunctuation(char c) {
    return (endsAQuestion(c) && c != ' ') || "()[]{}/-".indexOf(c) >= 0;
  }
}
