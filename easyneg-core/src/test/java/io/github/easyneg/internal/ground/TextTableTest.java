package io.github.easyneg.internal.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Passage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextTableTest {
  /** Each text is made of the same pairs of letters, whose hashes are the same. */
  private static Passage colliding(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 12; bit++) {
      text.append(((number >> bit) & 1) == 0 ? "Aa" : "BB");
    }
    return Passage.of(text.toString());
  }

  @Test
  void textsWhoseHashesCollideAreFound() {
    Passage[] passages =
        IntStream.range(0, 4096).mapToObj(TextTableTest::colliding).toArray(Passage[]::new);
    assertThat(passages[0].text().hashCode()).isEqualTo(passages[4095].text().hashCode());
    TextTable table = new TextTable(passages);
    for (int i = 0; i < passages.length; i++) {
      assertThat(table.number(passages[i].text())).isEqualTo(i);
    }
    assertThat(table.number("AaBBAa")).isNegative();
  }
}
