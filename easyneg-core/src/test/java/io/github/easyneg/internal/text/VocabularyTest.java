package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  @Test
  void aWordOfAListIsOfItsKind() {
    assertKind(Vocabulary.LITTLE, "der", "für", "the");
    assertKind(Vocabulary.LEADING, "professor", "montag", "phil");
    assertKind(Vocabulary.NUMBER, "sieben", "7", "million");
    assertKind(Vocabulary.SCALE, "million", "tsd");
    assertKind(Vocabulary.MONTH, "mai", "october");
    assertKind(Vocabulary.ORDINAL, "zweiten", "xiv", "3rd", "14", "two");
    assertKind(Vocabulary.BESIDE, "jahrhundert", "nummer", "sankt", "bis", "ein");
    assertKind(Vocabulary.LINK, "bis", "and");
    assertKind(Vocabulary.UNIT, "km", "euro", "v");
    assertKind(Vocabulary.BEFORE_EPITHET, "der", "d");
    assertKind(Vocabulary.FIGURES, "1990", "00");
    assertKind(Vocabulary.BEGINS_WITH_FIGURE, "1990", "5km");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dom", "wien", "w1m79", "東京", "é"})
  void mostWordsAreInNoList(String word) {
    assertThat(Vocabulary.kinds(word)).isZero();
  }

  private static void assertKind(int kind, String... words) {
    for (String word : List.of(words)) {
      assertThat(Vocabulary.kinds(word) & kind).as(word).isEqualTo(kind);
    }
  }
}
