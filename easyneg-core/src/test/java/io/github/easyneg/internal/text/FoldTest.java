package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldTest {

  @ParameterizedTest
  @CsvSource({
    "Straße, STRASSE",
    "Stra\u1e9ee, strasse",
    "Zu\u0308rich, Z\u00fcrich",
    "\uff37\uff29\uff25\uff2e, wien",
    "\ufb01nden, FINDEN",
    "x\u00b2, x2",
    "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2, \u03a3\u038a\u03a3\u03a5\u03a6\u039f\u03a3",
    "\u212b, \u00e5",
    "\u1100\u1161, \uac00",
  })
  void formAndCaseDoNotCount(String one, String other) {
    assertThat(Fold.all(one)).isEqualTo(Fold.all(other));
    assertThat(Fold.hash(one)).isEqualTo(Fold.hash(other));
  }

  @ParameterizedTest
  @CsvSource({"Tür, Tur", "Muse, Mu\u00dfe", "a b, ab", "\u0627, \u0628", "😀, 😁", "1, l"})
  void lettersThatDifferCount(String one, String other) {
    assertThat(Fold.all(one)).isNotEqualTo(Fold.all(other));
    assertThat(Fold.hash(one)).isNotEqualTo(Fold.hash(other));
  }

  @Test
  void eachRunOfWhiteSpaceIsOneSpaceAndNoneStandsAtTheEnds() {
    assertThat(Fold.all(" \t\u00a0A\r\n\n\u3000b\u2028c\u2003 ")).isEqualTo("a b c");
    assertThat(Fold.all(" \n ")).isEmpty();
    assertThat(Fold.hash("")).isEqualTo(Fold.hash("\u2003"));
  }

  @Test
  void foldingTwiceChangesNothing() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (!Character.isDefined(c) || Character.getType(c) == Character.SURROGATE) {
        continue;
      }
      String once = Fold.caseOf(Character.toString(c));
      assertThat(Fold.caseOf(once)).as("U+%04X", c).isEqualTo(once);
    }
  }

  @Test
  void theShortWayForPlainTextsFoldsEveryCharacterAlike() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      // Beside letters that form and case could join it with.
      String text = "A" + (char) c + "e" + (char) c + "\u00dc\u201c";
      assertThat(Fold.caseOf(text)).as("U+%04X", c).isEqualTo(Fold.anyCaseOf(text));
    }
  }
}
