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

  @ParameterizedTest
  @CsvSource({
    "Donau\u00addampf\u00adschiff, Donaudampfschiff", // soft hyphens
    "Ber\u200blin, Berlin", // no width
    "\ufeffBerlin\u200e, Berlin",
    "'Regie-\nrung', Regierung", // broken at the end of a line
    "'Regie- \r\n  rung', Regierung",
    "'Regie\u2010\nrung', Regierung",
    "'gouver-\nnement', gouvernement",
    "'„Ein neues Lied“', '\"Ein neues Lied\"'",
    "'«Bonjour»', '\"Bonjour\"'",
    "l\u2019eau, l'eau",
    "1914\u20131918, 1914-1918",
    "10\u00a0000, 10 000",
    "10\u202f000, 10 000",
    "o\ufb03ce, office",
    "\u2764\ufe0f, \u2764",
  })
  void whatTheEyeDoesNotSeeDoesNotCount(String one, String other) {
    String written = one.replace("\\n", "\n").replace("\\r", "\r");
    assertThat(Fold.all(written)).isEqualTo(Fold.all(other));
    assertThat(Fold.hash(written)).isEqualTo(Fold.hash(other));
    assertThat(Words.of(written)).isEqualTo(Words.of(other));
  }

  @ParameterizedTest
  @CsvSource({
    "'Ein-\nund Ausgang', Einund Ausgang",
    "'Nord-\nSüd', NordSüd",
    "'Ende -\nanfang', Endeanfang",
    "'Ende-\n\nanfang', Endeanfang",
    "'1914-\n1918', 19141918",
  })
  void aHyphenThatBreaksNoWordStays(String one, String other) {
    assertThat(Fold.all(one.replace("\\n", "\n"))).isNotEqualTo(Fold.all(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wo liegt Zürich?|wo liegt  Zürich",
        "Wo liegt Zürich?|WO LIEGT ZU\u0308RICH ?",
        "Wer schrieb „Faust“?|Wer schrieb 'Faust' ?",
        "¿Dónde está Madrid?|Dónde está Madrid",
        "Who wrote \"Emma\"?|who wrote Emma??",
        "Wo liegt Bern, Schweiz?|Wo liegt Bern ,Schweiz",
      })
  void aQuestionInAnotherSpellingIsTheSame(String one, String other) {
    assertThat(Fold.question(one)).isEqualTo(Fold.question(other));
    assertThat(Fold.questionHash(one)).isEqualTo(Fold.questionHash(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Was ist C?|Was ist C++?",
        "Was ist C?|Was ist C#?",
        "Wer war es?|Wer wares?",
        "?|!"
      })
  void anotherQuestionIsAnother(String one, String other) {
    assertThat(Fold.question(one)).isNotEqualTo(Fold.question(other));
  }

  @Test
  void marksInAnyNumberFoldAsTheirFirstDo() {
    // Thirty marks stay in order; more than that no eye tells apart, and no time is lost on them.
    String few = "a" + "\u0301\u0323".repeat(10);
    assertThat(Fold.all(few)).isEqualTo(Fold.all("a" + "\u0323\u0301".repeat(10)));
    String many = "a" + "\u0301\u0323".repeat(500);
    assertThat(Fold.all(many)).hasSizeBetween(900, 1001);
    assertThat(Fold.all(many)).doesNotContain("\u034f");
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
