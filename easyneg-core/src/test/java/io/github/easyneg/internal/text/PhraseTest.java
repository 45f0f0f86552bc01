package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.internal.concurrent.Workers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wien|Er zog nach Wien.",
        "wien|WIEN!",
        "im Jahr 1871|Es geschah im - Jahr 1871, im Mai.",
        "10,000|rund 10 000 Einwohner",
        "Straße|die STRASSE dort",
        "Zu\u0308rich|in Z\u00fcrich",
        "\u6771\u4eac|\u3053\u3053\u306f\u6771\u4eac\u90fd\u3067\u3059",
        "\u0e01\u0e23\u0e38\u0e07|\u0e17\u0e35\u0e48\u0e01\u0e23\u0e38\u0e07\u0e40\u0e17\u0e1e",
        "€|Das kostet 5 €.",
        "\u0628\u0631\u0644\u064a\u0646|\u0641\u064a \u0628\u0631\u0644\u064a\u0646.",
      })
  void isFoundInATextThatHoldsIt(String phrase, String text) {
    assertThat(Phrase.of(phrase).isIn(text)).isTrue();
    assertThat(mayBeIn(phrase, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wien|Wiener Schnitzel",
        "1871|18712 und 11871",
        "im Jahr 1871|1871 im Jahr",
        "a b c|a b",
        "\u6771\u4eac|\u4eac\u6771",
        "€|Das kostet 5 Euro.",
      })
  void isNotFoundInATextThatDoesNot(String phrase, String text) {
    assertThat(Phrase.of(phrase).isIn(text)).isFalse();
  }

  @Test
  void aLineEndSeparatesWordsAsASpaceDoes() {
    assertThat(Phrase.of("im Jahr 1871").isIn("Es geschah im\nJahr\r\n1871.")).isTrue();
  }

  @Test
  void anEmptyPhraseIsInNoText() {
    Phrase phrase = Phrase.of(" \n ");
    assertThat(phrase.isEmpty()).isTrue();
    assertThat(phrase.isIn("")).isFalse();
    assertThat(phrase.isIn(" \n ")).isFalse();
  }

  @Test
  void aTextThatLacksAWordNeedNotBeRead() {
    assertThat(mayBeIn("Wien 1871", "Wien im Mai")).isFalse();
  }

  private static boolean mayBeIn(String phrase, String text) {
    try (Workers workers = new Workers(1)) {
      return Phrase.of(phrase).mayBeIn(LexicalIndex.of(List.of(text), workers), 0);
    }
  }
}
