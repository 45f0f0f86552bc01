package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts of others in messages: short, on one line, and never half a character. */
class ExcerptTest {

  @Test
  void aTextThatFitsStaysAndALongerOneEndsInAnEllipsis() {
    assertThat(Excerpt.cut("Köln", 4)).isEqualTo("Köln");
    assertThat(Excerpt.cut("Kölner", 4)).isEqualTo("Köln…");
    assertThat(Excerpt.cut("", 4)).isEmpty();
  }

  @Test
  void aPairOfSurrogatesIsKeptOrLeftOutAsAWhole() {
    assertThat(Excerpt.cut("ab😀c", 3)).isEqualTo("ab…");
    assertThat(Excerpt.cut("ab😀c", 4)).isEqualTo("ab😀…");
  }

  @Test
  void aLineHoldsNothingThatATerminalObeys() {
    assertThat(Excerpt.line(" a\u001b[2J\r\nb\t\u202ec\u2028 ", 99)).isEqualTo("a [2J b c");
    assertThat(Excerpt.line("a\nb😀", 4)).isEqualTo("a b…");
  }
}
