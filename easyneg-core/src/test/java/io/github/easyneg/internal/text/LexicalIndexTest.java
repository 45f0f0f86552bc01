package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.internal.concurrent.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The fast ways are held against BM25 and Jaccard as their definitions say, word by word. */
class LexicalIndexTest {
  private static final int PASSAGES = 9000; // more than two of the index's blocks

  private final List<String> texts = randomTexts();
  private final LexicalIndex index = index(texts, 2);

  @Test
  void bm25IsThatOfItsDefinition() {
    Definition definition = new Definition(texts);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      String question = texts.get(random.nextInt(PASSAGES)) + " w1 w1 unknown";
      int passage = random.nextInt(PASSAGES);
      double expected = definition.bm25(question, passage);
      assertThat((double) index.query(question, QuestionTerms.NONE).bm25(passage))
          .as("question \"%s\", passage \"%s\"", question, texts.get(passage))
          .isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
    }
  }

  @Test
  void bm25IsNeverNegativeEvenForWordsOfEveryPassage() {
    LexicalIndex all = index(List.of("the a", "the b", "the c"), 1);
    assertThat(all.query("the", QuestionTerms.NONE).bm25(0)).isPositive();
    assertThat(all.query("nothing of it", QuestionTerms.NONE).bm25(0)).isZero();
  }

  @Test
  void postingsGiveTheSameBitsAsOneByOne() {
    int[] sample = new SplittableRandom(2).ints(700, 0, PASSAGES).distinct().sorted().toArray();
    Postings postings = index.postings(sample);
    float[] many = new float[sample.length];
    for (int q = 0; q < 50; q++) {
      LexicalIndex.Query query =
          index.query(texts.get(q * 7) + " w1 w2 w3 absent", QuestionTerms.NONE);
      Arrays.fill(many, Float.NaN);
      postings.bm25(query, many);
      for (int i = 0; i < sample.length; i++) {
        assertThat(Float.floatToRawIntBits(many[i]))
            .isEqualTo(Float.floatToRawIntBits(query.bm25(sample[i])));
      }
    }
  }

  @Test
  void wordsAreSharedFromTheJaccardIndexOfTheDefinitionOn() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2000; i++) {
      int one = random.nextInt(PASSAGES);
      // Every fourth a passage and itself.
      int other = i % 4 == 0 ? one : random.nextInt(PASSAGES);
      double jaccard = Definition.jaccard(texts.get(one), texts.get(other));
      assertThat(index.shareWords(one, other, jaccard)).isTrue();
      assertThat(index.shareWords(one, other, Math.nextUp(jaccard))).isFalse();
      assertThat(index.shareWords(one, other, jaccard / 2)).isTrue();
    }
  }

  @Test
  void theBoundOfBm25IsNeverTooLow() {
    SplittableRandom random = new SplittableRandom(4);
    int ruledOut = 0;
    for (int i = 0; i < 5000; i++) {
      LexicalIndex.Query query =
          index.query(texts.get(random.nextInt(PASSAGES)), QuestionTerms.NONE);
      int passage = random.nextInt(PASSAGES);
      float bm25 = query.bm25(passage);
      assertThat(query.bm25AtMost(passage)).isGreaterThanOrEqualTo(bm25);
      ruledOut += bm25 == 0 && query.bm25AtMost(passage) == 0 ? 1 : 0;
    }
    // Worth its memory only if it can tell.
    assertThat(ruledOut).isGreaterThan(100);
  }

  @Test
  void theNumberOfThreadsDoesNotCount() {
    LexicalIndex alone = index(texts, 1);
    for (int q = 0; q < 200; q++) {
      String question = texts.get(q);
      assertThat(alone.query(question, QuestionTerms.NONE).bm25(q + 1))
          .isEqualTo(index.query(question, QuestionTerms.NONE).bm25(q + 1));
    }
  }

  @Test
  void aWordThatRepeatsHundredsOfTimesStillCountsOnceMore() {
    LexicalIndex repeated = index(List.of("w ".repeat(1000) + "x", "w y", "z"), 1);
    LexicalIndex.Query query = repeated.query("w", QuestionTerms.NONE);
    assertThat(query.bm25(0)).isPositive();
    assertThat(query.bm25(2)).isZero();
  }

  @Test
  void textsWithoutWordsAreNoTrouble() {
    LexicalIndex empty = index(List.of("", "!", "😀"), 1);
    assertThat(empty.query("w", QuestionTerms.NONE).bm25(0)).isZero();
    assertThat(empty.query("", QuestionTerms.NONE).bm25(2)).isZero();
    assertThat(empty.shareWords(0, 1, 1)).isTrue();
    assertThat(empty.query("w", QuestionTerms.NONE).bm25AtMost(0)).isZero();
  }

  private static LexicalIndex index(List<String> texts, int threads) {
    try (Workers workers = new Workers(threads)) {
      return LexicalIndex.of(texts, workers);
    }
  }

  private static List<String> randomTexts() {
    SplittableRandom random = new SplittableRandom(0);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < PASSAGES; i++) {
      StringBuilder text = new StringBuilder();
      int words = random.nextInt(30);
      for (int w = 0; w < words; w++) {
        // Squared, so that some words are common and many rare.
        int word = (int) Math.pow(random.nextInt(60), 2);
        text.append('w').append(word).append(' ');
      }
      texts.add(text.toString());
    }
    return texts;
  }

  /** BM25 (k1 = 1.2, b = 1) and Jaccard as the papers write them, over words as texts. */
  private static final class Definition {
    private final List<List<String>> passages = new ArrayList<>();
    private final Map<String, Integer> df = new HashMap<>();
    private double averageLength;

    Definition(List<String> texts) {
      for (String text : texts) {
        List<String> words = words(text);
        passages.add(words);
        averageLength += (double) words.size() / texts.size();
        new HashSet<>(words).forEach(word -> df.merge(word, 1, Integer::sum));
      }
    }

    double bm25(String question, int passage) {
      double sum = 0;
      for (String word : words(question)) {
        List<String> words = passages.get(passage);
        double tf = words.stream().filter(word::equals).count();
        if (tf == 0) {
          continue;
        }
        double n = df.getOrDefault(word, 0);
        double idf = Math.log(1 + (passages.size() - n + 0.5) / (n + 0.5));
        sum += idf * tf * (1.2 + 1) / (tf + 1.2 * words.size() / averageLength);
      }
      return sum;
    }

    static double jaccard(String one, String other) {
      Set<String> either = new HashSet<>(words(one));
      Set<String> both = new HashSet<>(words(other));
      both.retainAll(either);
      either.addAll(words(other));
      return either.isEmpty() ? 1 : (double) both.size() / either.size();
    }

    private static List<String> words(String text) {
      return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
  }
}
