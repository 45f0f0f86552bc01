package io.github.easyneg.internal.text;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer in Hangul, which puts spaces between words and writes particles on to them: it is found
 * where a word begins. What has one syllable is found before the end of the word or a particle
 * alone, as it begins too many words.
 */
final class Hangul {
  /** What is longer is looked for in a way that takes linear time; it is in no other word. */
  private static final int SHORT = 16;

  private static final List<String> PARTICLES =
      List.of(
          "", "은", "는", "이", "가", "을", "를", "의", "에", "에서", "에게", "와", "과", "로", "으로", "도", "만",
          "까지", "부터", "이다", "입니다");

  /** Between a number and what is counted there may be a space. */
  private static final Pattern COUNTED = Pattern.compile("(?<=[0-9]) ?(?=[\\uac00-\\ud7a3])");

  private final List<String> spellings;

  /** Takes an answer, folded. */
  Hangul(String folded) {
    spellings =
        Stream.of(
                folded,
                COUNTED.matcher(folded).replaceAll(""),
                COUNTED.matcher(folded).replaceAll(" "))
            .distinct()
            .toList();
  }

  /** Tells whether a text holds a character of the script. */
  static boolean isIn(String text) {
    return text.codePoints().anyMatch(Hangul::isHangul);
  }

  /** Tells whether the answer is in a text that is folded. */
  boolean isInFolded(String text) {
    return spellings.stream().anyMatch(answer -> holds(text, answer));
  }

  private static boolean holds(String text, String answer) {
    if (answer.length() > SHORT) {
      return Search.holds(text, answer);
    }
    int at = text.indexOf(answer);
    while (at >= 0 && !(begins(text, at) && ends(text, at, answer))) {
      at = text.indexOf(answer, at + 1);
    }
    return at >= 0;
  }

  private static boolean begins(String text, int at) {
    return at == 0
        || !Character.isLetterOrDigit(text.codePointAt(at))
        || !Character.isLetterOrDigit(text.codePointBefore(at));
  }

  private static boolean ends(String text, int at, String answer) {
    int end = at + answer.length();
    int last = answer.codePointBefore(answer.length());
    if (end == text.length() || !Character.isLetterOrDigit(last)) {
      return true;
    }
    if (!isHangul(last)) {
      int next = text.codePointAt(end);
      return isHangul(next) || !Character.isLetterOrDigit(next);
    }
    return answer.length() > 1
        || PARTICLES.stream()
            .anyMatch(
                particle ->
                    text.startsWith(particle, end) && endsWord(text, end + particle.length()));
  }

  private static boolean endsWord(String text, int end) {
    return end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end));
  }

  static boolean isHangul(int c) {
    return UnicodeScript.of(c) == UnicodeScript.HANGUL;
  }
}
