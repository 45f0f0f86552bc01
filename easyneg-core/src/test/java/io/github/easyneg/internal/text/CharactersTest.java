package io.github.easyneg.internal.text;

import static io.github.easyneg.internal.text.Characters.AND;
import static io.github.easyneg.internal.text.Characters.CAPITALS;
import static io.github.easyneg.internal.text.Characters.COLON;
import static io.github.easyneg.internal.text.Characters.COMMA;
import static io.github.easyneg.internal.text.Characters.DASH;
import static io.github.easyneg.internal.text.Characters.DOT;
import static io.github.easyneg.internal.text.Characters.FIGURE;
import static io.github.easyneg.internal.text.Characters.HALF;
import static io.github.easyneg.internal.text.Characters.HYPHEN;
import static io.github.easyneg.internal.text.Characters.MARK;
import static io.github.easyneg.internal.text.Characters.NO_LETTER;
import static io.github.easyneg.internal.text.Characters.SPACE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharactersTest {
  /** All kinds that are told, without the one that is counted with alone. */
  private static final int TOLD = (HALF << 1) - 1;

  @Test
  void aNameHasNothingButSpaces() {
    assertHas("", 0);
    assertHas("Wien", 0);
    assertHas("der Dom", SPACE);
    assertHas("İstanbul Дом 東京", SPACE);
  }

  @Test
  void figuresOfAsciiAloneAreFigures() {
    assertHas("w1", FIGURE | NO_LETTER);
    assertHas("\u0661", NO_LETTER);
  }

  @Test
  void twoCapitalsAreInARow() {
    assertHas("iPhone", 0);
    assertHas("USA", CAPITALS);
    assertHas("U S A", SPACE);
    assertHas("U.S.", NO_LETTER | MARK | DOT);
    assertHas("\ud801\udc00", NO_LETTER | MARK | CAPITALS);
  }

  @Test
  void marksAreTold() {
    assertHas("E-Mail", NO_LETTER | MARK | HYPHEN | DASH);
    assertHas("1990\u20131995", FIGURE | NO_LETTER | MARK | DASH);
    assertHas("1990/91", FIGURE | NO_LETTER | MARK | DASH);
    assertHas("8:30", FIGURE | NO_LETTER | MARK | COLON);
    assertHas("Bach, Johann", NO_LETTER | MARK | COMMA | SPACE);
    assertHas("A&B", NO_LETTER | MARK | AND);
    assertHas("\u00bd", NO_LETTER | MARK | HALF);
  }

  private static void assertHas(String text, int kinds) {
    assertThat(Characters.of(text) & TOLD).as(text).isEqualTo(kinds);
  }
}
