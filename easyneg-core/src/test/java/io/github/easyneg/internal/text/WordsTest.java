package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @Test
  void wordsAreRunsOfLettersDigitsAndMarks() {
    splits("Der Bär, der 1871 starb.", "der", "bär", "der", "1871", "starb");
    splits("10,000 km²", "10", "000", "km2");
    splits("E-Mail an foo_bar@x.de", "e", "mail", "an", "foo_bar", "x", "de");
    splits("„Straße“ – STRASSE!", "strasse", "strasse");
    splits("l’été naïve", "l", "été", "naïve");
    splits("مدينة برلين؟", "مدينة", "برلين");
    splits("שָׁלוֹם עולם", "שָׁלוֹם", "עולם");
    splits("हिन्दी भाषा", "हिन्दी", "भाषा");
    splits("Ⅳ. Kapitel 😀", "iv", "kapitel");
    splits("𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐐀𐐁", "unicode", "𐐨𐐩");
  }

  private static void splits(String text, String... words) {
    int[] expected = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      expected[i] = word(words[i]);
    }
    assertThat(Words.of(text)).as(text).containsExactly(expected);
  }

  @Test
  void scriptsWithoutSpacesBecomePairs() {
    assertThat(Words.of("東京都")).containsExactly(word("東京"), word("京都"));
    assertThat(Words.of("ラーメン")).hasSize(3);
    assertThat(Words.of("ไทย")).hasSize(2);
    assertThat(Words.of("中")).containsExactly(word("中"));
  }

  @Test
  void aChangeOfScriptEndsAWord() {
    assertThat(Words.of("iPhone発売")).containsExactly(word("iphone"), word("発売"));
    assertThat(Words.of("2023年")).containsExactly(word("2023"), word("年"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "…!?", "😀 👍🏽", "€ – „“", "\u0000"})
  void aTextMayHaveNoWords(String text) {
    assertThat(Words.of(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zürich naïve Ærø", "한국어 텍스트", "ガギグ", "שָׁלוֹם", "Ångström"})
  void theUnicodeFormDoesNotCount(String text) {
    assertThat(Words.of(Normalizer.normalize(text, Normalizer.Form.NFD)))
        .containsExactly(Words.of(Normalizer.normalize(text, Normalizer.Form.NFC)));
  }

  @Test
  void aTextOfManyWordsKeepsThemAll() {
    assertThat(Words.of("a b ".repeat(50_000))).hasSize(100_000);
    assertThat(Words.of("漢".repeat(10_001))).hasSize(10_000);
  }

  private static int word(String text) {
    String folded = Fold.caseOf(text);
    return (int) Fold.hash(folded, 0, folded.length());
  }
}
