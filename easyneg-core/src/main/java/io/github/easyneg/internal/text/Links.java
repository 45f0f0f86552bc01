package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Words between two others, which are written otherwise or not at all: <i>1990 bis 1995</i>,
 * <i>1990–95</i>; <i>Smith and Sons</i>, <i>Smith &amp; Sons</i>.
 */
final class Links {
  /** What is between the ends of a span. */
  static final List<String> TO =
      List.of(
          "bis", "to", "until", "till", "through", "and", "und", "à", "a", "al", "hasta", "et",
          "y");

  /** What is between two names, if not a sign; each is one between the ends of a span too. */
  private static final List<String> AND = List.of("und", "and", "et", "y");

  private static final Forms AND_FORMS = Forms.of(AND);

  private Links() {}

  /** Returns the forms of a word between two others; nothing if it is no link. */
  static List<String> forms(Wording answer, int i) {
    if (!answer.is(i, Vocabulary.LINK)) {
      return List.of();
    }
    return isSpan(answer, i) ? TO : AND.contains(answer.folded(i)) ? AND : List.of();
  }

  private static boolean isSpan(Wording answer, int i) {
    int number = Vocabulary.FIGURES | Vocabulary.NUMBER;
    return answer.is(i - 1, number) && answer.is(i + 1, number);
  }

  /** Returns spellings without a link: a dash and an ampersand are no words. */
  static List<List<Forms>> otherwise(Wording answer, List<Forms> words) {
    List<List<Forms>> all = new ArrayList<>();
    for (int i = 1; i + 1 < answer.size(); i++) {
      if (answer.is(i, Vocabulary.LINK) && isSpan(answer, i)) {
        List<Forms> spelling = new ArrayList<>(words);
        String from = answer.folded(i - 1);
        String to = answer.folded(i + 1);
        // The last year may have two figures.
        if (from.length() == 4 && to.length() == 4 && from.startsWith(to.substring(0, 2))) {
          spelling.set(i + 1, Forms.of(List.of(to, to.substring(2))));
        } else if (from.length() == 4 && to.length() == 2 && Units.isFigures(to)) {
          spelling.set(i + 1, Forms.of(List.of(to, from.substring(0, 2) + to)));
        }
        all.add(spelling);
        all.add(without(i, spelling));
      }
    }
    for (int i = 1; i + 1 < words.size(); i++) {
      if (words.get(i).equals(AND_FORMS)) {
        all.add(without(i, words));
      }
    }
    return all;
  }

  private static List<Forms> without(int i, List<Forms> words) {
    List<Forms> spelling = new ArrayList<>(words);
    spelling.remove(i);
    return spelling;
  }
}
