package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of pieces that have ended a run, or might, in any order. */
class AwkwardAnswersTest {
  private static final List<String> PIECES =
      List.of(
          ("one two twenty-one Twenty One thirty-two ninety-nine einundzwanzig dreitausend"
               + " eintausend EINTAUSEND zweieinhalb anderthalb vingt-et-un quatre-vingt-deux"
               + " veintiuno treinta y uno million Mio. MILLIONEN Mrd. hundert 1 2 3. 11/2 1/2 1,5"
               + " 3,50 10.000 1'234'567 1990 1990-95 1990\u201395 03.10.1990 \u00bd 2\u00bd"
               + " \u0661\u0669 \u0967 0 00 5km 5G 5\u20ac \u20ac $5 \u00a3 % \u2030 \u00b0C"
               + " km\u00b2 Uhr 8:00 h v. Chr. n. Nr. n\u00b0 \u2116 \u00a7 Abs. I II III. XIV xiv"
               + " \u2163 i Dr. Prof. Dipl.-Ing. med. phil. Herr Mr. Sir St. Sankt Mo. Do. Thursday"
               + " Mai May mart maja Oktober der Die the The a an no of de bis to and und & + Smith"
               + " J. S. F. van von Bach Bach, Gates, E-Mail U.S.A. USA Take That Haus H\u00e4user"
               + " er el en str Stra\u00dfe \u1e9e \u0130 \u0131 \u017f \ufb03 \u0149 \u02bc \u00b4"
               + " ` ' \u2019 \" \u00ab - \u2010 \u2011 \u2014 _ __ ** [[ ]] <b> </b> <br/> < >"
               + " &nbsp; &shy; &amp; &#8222; &#x41; &# &a & ; \u0640 \u0640\u0640 \u064e \u0301"
               + " \u0308 \u05b7 \u20dd \u093f \u00ad \u200b \u034f \u200d \ufeff \u202e \ud800"
               + " \udc00 \ud83d\ude00 \ud835\udd18 \ud801\udc00 \u6771\u4eac \u3053 \u30fc \u0e01"
               + " \uc11c\uc6b8 \uac00 \u1100 14h30 14:30 0,5 0.50 03.10. 3.10. 3Mio 2.5bn 19. Jh."
               + " century first 2nd Karl Karls Gro\u00dfe Gro\u00dfen Zweite Eighth d. \u00c4. dem"
               + " des Kalter Krieg Konten \u1161 \u3164 . , ; : ! ? ( ) / \\ $1 \\1 ... \u2026")
              .split(" "));

  private static final List<String> BETWEEN =
      List.of(" ", " ", " ", " ", "", "-", "\n", "\u00a0", ". ", ", ", "'");

  @Test
  void anAnswerOfAwkwardPiecesEndsNoRunAndIsFoundInItself() {
    Random random = new Random(42);
    for (int i = 0; i < 6000; i++) {
      StringBuilder answer = new StringBuilder();
      for (int pieces = 1 + random.nextInt(7); pieces > 0; pieces--) {
        answer.append(PIECES.get(random.nextInt(PIECES.size())));
        answer.append(BETWEEN.get(random.nextInt(BETWEEN.size())));
      }
      String text = answer.toString();
      assertThatCode(() -> isInItself(text)).as(escaped(text)).doesNotThrowAnyException();
      assertThat(isInItself(text)).as(escaped(text)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twenty-one people",
        "Twenty One Pilots",
        "1990 \u0640 1995",
        "Do \u0640 3",
        "\u064e\u064f",
        "am \u064e\u064e Mai",
        "Otto \u0640 Hahn",
        "zwanzig \u05b7 Jahre \u05b7",
      })
  void anAnswerThatFoldsToLessThanItSeemsEndsNoRun(String answer) {
    assertThat(isInItself(answer)).isTrue();
  }

  @Test
  void manyAmpersandsStayAsTheyAre() {
    // Growth, in easyneg-bench, shows that the time is linear.
    String text = "&a".repeat(1 << 12);
    assertThat(Fold.caseOf(text)).isEqualTo(text);
  }

  /** Tells whether an answer is found in itself; of one that has nothing to find, true. */
  private static boolean isInItself(String answer) {
    Phrase phrase = Phrase.of(answer);
    return phrase.isEmpty()
        || (phrase.isIn(answer) && Phrase.anyIsIn(List.of(Phrase.of("x"), phrase), answer));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(c < 0x7f ? (char) c + "" : "\\u%04x".formatted(c)));
    return escaped.toString();
  }
}
