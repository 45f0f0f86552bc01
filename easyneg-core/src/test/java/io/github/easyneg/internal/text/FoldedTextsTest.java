package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scans, pages and keyboards leave in texts. */
class FoldedTextsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Wien\u00a0ist\u2009groß|Wien ist gross",
        "„Faust“|»Faust«",
        "›Faust‹|'Faust'",
        "『吾輩』|\"吾輩\"",
        "geht\u00b4s|geht's",
        "1914\u22121918|1914-1918",
        "10\u2013\ufe0f12|10-12",
        "Vor- und Nach-\nteile|Vor- und Nachteile",
        "a…|a...",
        "\u2460|1",
        "x&amp;y|x&y",
        "a&lt;b|a<b",
        "Tom &quot;T&quot;|Tom \"T\""
      })
  void theSameTextFoldsAlike(String both) {
    String[] texts = both.split("\\|", -1);
    assertThat(Fold.all(texts[0])).isEqualTo(Fold.all(texts[1]));
    assertThat(Fold.hash(texts[0])).isEqualTo(Fold.hash(texts[1]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ende-\nUnd|EndeUnd", "Weltkrieg II|Weltkrieg I"})
  void anotherTextDoesNot(String both) {
    String[] texts = both.split("\\|", -1);
    assertThat(Fold.all(texts[0])).isNotEqualTo(Fold.all(texts[1]));
  }
}
