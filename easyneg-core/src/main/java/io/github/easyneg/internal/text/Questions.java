package io.github.easyneg.internal.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folds questions, so that one question in several spellings is one: as {@link Fold#all}, and
 * without quotation marks, without the marks at its ends ({@code ?}, {@code ¿}, a full stop),
 * without spaces next to punctuation, without what introduces it ({@code Frage 3:}, {@code Q:},
 * {@code 2)}, a bullet) or encloses it (brackets, emphasis), and with {@code ae} for {@code ä}.
 * {@code C}, {@code C#} and {@code C++} stay apart.
 */
final class Questions {
  private static final String LABELS =
      "(?:frage|question|pregunta|domanda|pergunta|vraag|pytanie|вопрос|q|f)";

  /** What questions begin with, and what follows an ordinal number in no sentence. */
  private static final String BEGINNINGS =
      "(?:wer|was|wo|wann|warum|wie|wen|wem|wessen|welche[rmns]?|wieso|weshalb|wohin|woher|womit"
          + "|wodurch|worin|wof.r|in welche[rmns]?|what|who|whom|whose|where|when|why|how|which"
          + "|qui|que|quel(?:le)?s?|qu|o\u00f9|quand|comment|pourquoi|combien|qui.n|qu.|d.nde"
          + "|cu.ndo|c.mo|cu.l(?:es)?|cu.ntos?|chi|che|dove|quando|come|perch.|quale)";

  /** A bullet, a label, or a number in a list. */
  private static final Pattern INTRODUCTION =
      Pattern.compile(
          "(?:[-*\u2022\u00b7>+] +|#{1,6} +"
              + "|[*_]{0,3}"
              + LABELS
              + "(?: ?(?:nr\\.? ?)?\\d{1,4})? ?:[*_]{0,3}"
              + "|"
              + LABELS
              + " ?\\d{1,4} ?[.)]"
              + "|\\(?(?:\\d{1,3}|[a-z])\\) "
              + "|\\d{1,3}\\. ?(?=[\"']?"
              + BEGINNINGS
              + "\\b)) *(?=\\S\\S)",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern ENCLOSED =
      Pattern.compile("([*_]{1,3})([^*_].*[^*_])\\1|\\(([^()]+)\\)|\\[([^\\[\\]]+)\\]");

  private Questions() {}

  static String folded(String text) {
    String all = Fold.all(text);
    String bare = bare(all);
    StringBuilder kept = new StringBuilder(bare.length());
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (c == '"' || c == '\'' || c == '`') {
        continue;
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
    int from = 0;
    Matcher introduction = INTRODUCTION.matcher(all);
    while (from < all.length() && introduction.region(from, all.length()).lookingAt()) {
      from = introduction.end();
    }
    String bare = all.substring(from);
    Matcher enclosed = ENCLOSED.matcher(bare);
    if (!bare.isEmpty() && "*_([".indexOf(bare.charAt(0)) >= 0 && enclosed.matches()) {
      for (int group = 2; group <= enclosed.groupCount(); group++) {
        bare = enclosed.group(group) == null ? bare : enclosed.group(group);
      }
    }
    return bare;
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
