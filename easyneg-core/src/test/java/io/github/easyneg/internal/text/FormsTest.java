package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormsTest {
  @Test
  void aFormOfAStemAndAnEndingHasTheHashOfTheWord() {
    Forms.Builder forms = new Forms.Builder("häuser");
    forms.add(6, "");
    forms.add(4, List.of("er", "ern", ""));
    forms.add("haus", List.of("", "es"));
    forms.add("haeuser");

    assertThat(forms.build().hashes())
        .containsExactly(hashes("häuser häusern häus haus hauses haeuser"));
  }

  @Test
  void moreFormsThanHaveRoomAtFirstAreKept() {
    Forms.Builder forms = new Forms.Builder("wort");
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      forms.add(4, "x".repeat(i));
      words.append("wort").append("x".repeat(i)).append(' ');
    }

    assertThat(forms.build().hashes()).containsExactly(hashes(words.toString()));
  }

  @Test
  void aListHasTheHashesOfItsWordsWhetherItIsRememberedOrNot() {
    List<String> words = List.of("um", "gegen", "at");

    assertThat(Forms.of(words)).isEqualTo(Forms.listed(words)).hasSameHashCodeAs(Forms.of(words));
    assertThat(Forms.of(words).hashes()).containsExactly(hashes("um gegen at"));
    assertThat(Forms.of(words).first()).isEqualTo("um");
  }

  @Test
  void anotherFormIsTheLast() {
    Forms forms = Forms.of("johann").and("j");

    assertThat(forms.hashes()).containsExactly(hashes("johann j"));
    assertThat(forms.holds("j")).isTrue();
    assertThat(forms.holds("jo")).isFalse();
  }

  private static int[] hashes(String words) {
    return Words.of(words);
  }
}
