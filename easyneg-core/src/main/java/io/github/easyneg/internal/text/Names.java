package io.github.easyneg.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names of persons as they are written: <i>Johann Sebastian Bach</i>, <i>J. S. Bach</i>, <i>Bach,
 * Johann Sebastian</i>; <i>John F. Kennedy</i>, <i>John Kennedy</i>.
 *
 * <p>Titles of films, bands and courts are written as names are. So that <i>Take That</i> is not
 * found in <i>that take</i>, nor <i>Supreme Court</i> in <i>the king's court</i>, initials count
 * with their dots alone, and the other order with its comma.
 */
final class Names {
  /** What is between a name and the given names behind it. */
  static final String COMMA = ",";

  private static final int MOST = 5;

  /** Shorter given names are left where they are; initials are not. */
  private static final int GIVEN = 3;

  private static final Set<String> PARTICLES =
      Set.of(
          "von", "van", "de", "der", "den", "du", "da", "di", "del", "la", "le", "zu", "ibn",
          "bin");

  private Names() {}

  /**
   * Returns a name's words with initials for given names, and in other orders; nothing if it is
   * none.
   *
   * @param words the forms of each word
   */
  static List<List<Forms>> otherwise(Wording answer, List<Forms> words) {
    int last = answer.size() - 1;
    if (last < 1
        || last >= MOST
        || answer.is(0, Vocabulary.LITTLE)
        || !isCapitalized(answer.written(last))
        || answer.written(last).length() < GIVEN) {
      return List.of();
    }
    List<Forms> withInitials = new ArrayList<>();
    List<Forms> withoutInitials = new ArrayList<>();
    boolean mayBeInverted = true;
    for (int i = 0; i <= last; i++) {
      String word = answer.written(i);
      if (!isCapitalized(word) && !(i > 0 && PARTICLES.contains(word))) {
        return List.of();
      }
      Forms forms = words.get(i);
      if (i < last && isCapitalized(word) && word.length() > 1) {
        String first = forms.first();
        forms = forms.and(first.substring(0, first.offsetByCodePoints(0, 1)));
        mayBeInverted &= word.length() >= GIVEN;
      }
      withInitials.add(forms);
      if (word.length() > 1 || i == 0) {
        withoutInitials.add(forms);
      }
    }
    List<List<Forms>> all = new ArrayList<>();
    all.add(List.copyOf(withInitials));
    if (withoutInitials.size() < withInitials.size()) {
      all.add(List.copyOf(withoutInitials));
    }
    if (mayBeInverted) {
      List<Forms> inverted = new ArrayList<>(withInitials.subList(last, last + 1));
      inverted.add(Forms.of(COMMA));
      inverted.addAll(withInitials.subList(0, last));
      all.add(List.copyOf(inverted));
    }
    return all;
  }

  private static boolean isCapitalized(String word) {
    return Character.isUpperCase(word.codePointAt(0)) && Endings.isLetters(word);
  }
}
