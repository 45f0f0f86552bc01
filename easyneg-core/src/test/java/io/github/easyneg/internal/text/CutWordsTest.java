package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CutWordsTest {
  @Test
  void aTextOfTheBackgroundScoresTheSameBitsAsAnyOther() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(60); w >= 0; w--) {
        text.append("beginning".substring(random.nextInt(5)))
            .append(random.nextInt(40))
            .append(' ');
      }
      texts.add(text.toString());
    }
    texts.add("Haus ".repeat(500));
    CutWords words = CutWords.of(texts);
    float[] together = new float[texts.size()];
    for (String question :
        List.of("inning3 ginning", "Häuser Haus haus", "nnin ining eginning12", "x")) {
      CutWords.Question asked = words.question(question);
      asked.bm25(together);
      for (int i = 0; i < together.length; i++) {
        assertThat(asked.bm25(texts.get(i))).isEqualTo(together[i]);
      }
    }
  }

  @Test
  void wordsThatBeginAlikeAreOne() {
    CutWords words = CutWords.of(List.of("Häuserzeilen im Regen", "Hof und Scheune"));
    assertThat(words.question("Welche Häuser?").bm25("die Häusern")).isPositive();
    assertThat(words.question("Welche Häuser?").bm25("Haushalt, Haut")).isZero();
    // A letter may be two characters.
    CutWords letters = CutWords.of(List.of("\uD801\uDC28".repeat(7)));
    assertThat(letters.question("\uD801\uDC28".repeat(6)).bm25("\uD801\uDC28".repeat(9)))
        .isPositive();
  }
}
