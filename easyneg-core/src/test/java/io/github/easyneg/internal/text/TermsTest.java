package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.internal.io.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Signatures against maps of words, where they tell little: words that share bits, passages of
 * thousands of words and of none, on both sides of a block's end.
 */
class TermsTest {
  private static final int PASSAGES = Terms.BLOCK + 40;

  private final SplittableRandom random = new SplittableRandom(11);
  private final int[][] passages = new int[PASSAGES][];
  private final Terms terms;
  private final float average;

  TermsTest() {
    List<TermsBlock> blocks = new ArrayList<>();
    long words = 0;
    for (int first = 0; first < PASSAGES; first += Terms.BLOCK) {
      TermsBlock.Filler filler = new TermsBlock.Filler();
      for (int p = first; p < Math.min(first + Terms.BLOCK, PASSAGES); p++) {
        int size = p % 97 == 0 ? 3000 : p % 5 == 0 ? 0 : random.nextInt(200);
        passages[p] = random.ints(size).map(TermsTest::word).toArray();
        filler.add(passages[p].clone());
        words += size;
      }
      blocks.add(filler.block(Memory.HEAP));
    }
    terms = Terms.of(blocks);
    average = (float) ((double) words / PASSAGES);
  }

  /** Two words in three differ in some bits alone, from the left, the right or in the middle. */
  private static int word(int random) {
    return switch (Integer.remainderUnsigned(random, 3)) {
      case 0 -> random & 0xFF00_001F;
      case 1 -> (random >>> 8) & 0x0003_FFF0;
      default -> random % 2000 * 0x9E37_79B9;
    };
  }

  private Map<Integer, Integer> counts(int passage) {
    Map<Integer, Integer> counts = new TreeMap<>();
    Arrays.stream(passages[passage]).forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }

  @Test
  void aPassageHoldsItsWordsAndNoOthers() {
    for (int p = 0; p < PASSAGES; p += 29) {
      Map<Integer, Integer> counts = counts(p);
      assertThat(terms.of(p)).containsExactly(counts.keySet().stream().mapToInt(w -> w).toArray());
      int passage = p;
      float lengthPart = 1.2f * (passages[p].length / average);
      counts.forEach(
          (word, count) -> {
            float tf = Math.min(count, Byte.MAX_VALUE);
            assertThat(terms.factor(passage, word)).isEqualTo(tf / (tf + lengthPart));
          });
      for (int word : random.ints(50).map(TermsTest::word).toArray()) {
        assertThat(terms.holds(p, word)).isEqualTo(counts.containsKey(word));
      }
    }
  }

  private int random() {
    return random.nextInt(PASSAGES);
  }

  private int longOne() {
    return 97 * random.nextInt(PASSAGES / 97);
  }

  @Test
  void theBoundIsNeverTooLowForQuestionsOfAnyLength() {
    for (int size : new int[] {0, 1, 12, 300, 6000}) {
      int[] question = random.ints(size).map(TermsTest::word).distinct().sorted().toArray();
      float[] weights = new float[question.length];
      for (int w = 0; w < weights.length; w++) {
        weights[w] = (float) (10 * random.nextDouble());
      }
      for (int i = 0; i < 200; i++) {
        int p = i % 2 == 0 ? random() : longOne();
        float sum = 0;
        for (int w = 0; w < question.length; w++) {
          sum += weights[w] * terms.factor(p, question[w]);
        }
        assertThat(1.0001f * terms.weightAtMost(p, question, weights, question.length))
            .isGreaterThanOrEqualTo(sum);
      }
    }
  }

  @Test
  void theShareIsExactWhateverTheSignaturesSay() {
    for (int i = 0; i < 600; i++) {
      int one = i % 3 == 0 ? longOne() : random();
      int other = i % 2 == 0 ? longOne() : random();
      Map<Integer, Integer> both = counts(one);
      int size = both.size() + counts(other).size();
      both.keySet().retainAll(counts(other).keySet());
      double share = size == 0 ? 1 : (double) both.size() / (size - both.size());
      assertThat(terms.share(one, other, share)).isTrue();
      assertThat(terms.share(one, other, Math.nextUp(share))).isFalse();
    }
  }
}
