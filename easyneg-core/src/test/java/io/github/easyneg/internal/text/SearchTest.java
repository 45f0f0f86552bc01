package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchTest {
  @Test
  void itFindsWhatStringsFind() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      String text = letters(random, 12);
      String pattern = letters(random, 5);
      assertThat(Search.holds(text, pattern))
          .as("%s in %s", pattern, text)
          .isEqualTo(text.contains(pattern));
      assertThat(Search.holds(text.chars().toArray(), pattern.chars().toArray()))
          .isEqualTo(text.contains(pattern));
    }
  }

  private static String letters(Random random, int most) {
    StringBuilder letters = new StringBuilder();
    int length = random.nextInt(most);
    for (int i = 0; i < length; i++) {
      letters.append(random.nextInt(4) == 0 ? 'b' : 'a');
    }
    return letters.toString();
  }
}
