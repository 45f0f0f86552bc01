package io.github.easyneg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.fixture.ChiSquare;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.sample.DrawKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final int PASSAGES = 5000; // more than one of the index's blocks
  private static final String QUESTION = "w1 w2 w2 w30 w700 w701 absent";

  private final List<String> texts = texts();
  private final LexicalIndex index = index();
  private final LexicalIndex.Query query = index.query(QUESTION, QuestionTerms.NONE);
  private final Mixture mixture = new Mixture(index);

  @Test
  void everyWordsListHasThePassagesThatHoldItAndThoseFirstInWhichItCountsMost() {
    Occurrences occurrences = index.occurrences();
    for (int w = 1; w < 1000; w++) {
      int word = Words.of("w" + w)[0];
      List<Integer> holders =
          IntStream.range(0, PASSAGES).filter(p -> index.holds(p, word)).boxed().toList();
      int slot = occurrences.slot(word);
      if (holders.isEmpty()) {
        assertThat(slot).isNegative();
        continue;
      }
      long start = occurrences.start(slot);
      boolean classes = occurrences.hasClasses(slot);
      List<Integer> listed = new ArrayList<>();
      for (int n = 0; n < occurrences.size(slot); n++) {
        int passage = occurrences.passage(start, classes, n);
        int byClass = classes ? classAt(occurrences, start, n) : occurrences.onlyClass(start);
        float factor = index.terms().factor(passage, word);
        assertThat(factor).isLessThanOrEqualTo(Occurrences.highestOf(byClass));
        if (classes) {
          assertThat(Occurrences.classOf(factor)).isEqualTo(byClass);
        }
        listed.add(passage);
      }
      assertThat(listed).containsExactlyInAnyOrderElementsOf(holders);
    }
  }

  private static int classAt(Occurrences occurrences, long start, int n) {
    int byClass = 0;
    while (occurrences.end(start, byClass) <= n) {
      byClass++;
    }
    return byClass;
  }

  @Test
  void anyNumberOfThreadsMakesTheSameLists() {
    try (Workers workers = new Workers(3)) {
      LexicalIndex other = LexicalIndex.of(texts, workers);
      for (int word : Words.of(String.join(" ", texts.subList(0, 200)))) {
        int slot = index.occurrences().slot(word);
        assertThat(other.occurrences().slot(word)).isEqualTo(slot);
        long start = index.occurrences().start(slot);
        boolean classes = index.occurrences().hasClasses(slot);
        for (int n = 0; n < index.occurrences().size(slot); n++) {
          assertThat(other.occurrences().passage(start, classes, n))
              .isEqualTo(index.occurrences().passage(start, classes, n));
        }
      }
    }
  }

  @Test
  void scoresAreTheSameBitsAsTheQuerys() {
    mixture.begin(query, Double.POSITIVE_INFINITY);
    mixture.choose(0.01, 0.1, 0.05);
    for (int p = 0; p < PASSAGES; p++) {
      assertThat(Float.floatToRawIntBits(mixture.bm25(p)))
          .isEqualTo(Float.floatToRawIntBits(query.bm25(p)));
    }
  }

  @Test
  void densitiesLieAboveTheLineAndAddUpToTheTotal() {
    mixture.begin(query, Double.POSITIVE_INFINITY);
    for (double[] line : new double[][] {{0.01, 0.1, 0.01}, {1e-9, 0, 0.1}, {0.5, 0.5, 3}}) {
      mixture.choose(line[0], line[1], line[2]);
      double total = 0;
      for (int p = 0; p < PASSAGES; p++) {
        float score = mixture.bm25(p);
        double least = line[0] + (score > 0 ? line[1] + line[2] * score : 0);
        assertThat(mixture.density()).isGreaterThanOrEqualTo(Math.min(1, least));
        total += mixture.density();
      }
      assertThat(mixture.total()).isCloseTo(total, within(1e-9 * total));
    }
  }

  @Test
  void passagesAreChosenInProportionToTheirDensity() {
    mixture.begin(query, Double.POSITIVE_INFINITY);
    mixture.choose(0.002, 0.01, 0.05);
    Map<String, Double> densities = new LinkedHashMap<>();
    for (int p = 0; p < PASSAGES; p++) {
      assertThat(mixture.bm25(p)).isGreaterThanOrEqualTo(0);
      densities.put("" + p, mixture.density() / mixture.total());
    }
    ChiSquare chosen = new ChiSquare();
    DrawKey key = DrawKey.of(1, 1);
    for (int n = 0; n < 400_000; n++) {
      double at = mixture.total() * DrawKey.toUniform(key.random(n));
      int part = mixture.part(at);
      int passage = mixture.passage(part, at);
      chosen.add("" + passage);
      if (n < 1000) {
        assertThat(mixture.bm25(passage)).isGreaterThanOrEqualTo(0);
        assertThat(mixture.densityAtLeast(part))
            .isLessThanOrEqualTo(mixture.density() * (1 + 1e-9));
      }
    }
    chosen.requireFits(densities);
  }

  @Test
  void anywhereMeansEveryPassageAlike() {
    mixture.begin(query, Double.POSITIVE_INFINITY);
    mixture.chooseAnywhere();
    assertThat(mixture.total()).isEqualTo(PASSAGES);
    assertThat(mixture.part(0.5)).isEqualTo(mixture.part(PASSAGES - 0.5));
    assertThat(mixture.passage(mixture.part(0.5), 0.5)).isZero();
    assertThat(mixture.passage(mixture.part(PASSAGES - 0.5), PASSAGES - 0.5))
        .isEqualTo(PASSAGES - 1);
    assertThat(mixture.bm25(7)).isEqualTo(query.bm25(7));
    assertThat(mixture.density()).isEqualTo(1);
  }

  @Test
  void holdersAreThosePassagesThatScore() {
    mixture.begin(query, Double.POSITIVE_INFINITY);
    assertThat(mixture.holding())
        .containsExactly(IntStream.range(0, PASSAGES).filter(p -> query.bm25(p) > 0).toArray());
  }

  @Test
  void passagesThatOneWordTakesAboveTheTopAreNotInItsList() {
    double top = 2;
    mixture.begin(query, top);
    mixture.choose(0.01, 0.1, 0.05);
    int[] holding = mixture.holding();
    assertThat(holding).hasSizeLessThan(holders());
    // What may lie below the top is there.
    assertThat(IntStream.of(holding).boxed())
        .containsAll(
            IntStream.range(0, PASSAGES)
                .filter(p -> query.bm25(p) > 0 && query.bm25(p) <= top)
                .boxed()
                .toList());
    double total = 0;
    for (int p = 0; p < PASSAGES; p++) {
      float score = mixture.bm25(p);
      assertThat(score).isEqualTo(query.bm25(p));
      if (score > 0 && score <= top) {
        assertThat(mixture.density()).isGreaterThanOrEqualTo(0.01 + 0.1 + 0.05 * score);
      }
      total += mixture.density();
    }
    assertThat(mixture.total()).isCloseTo(total, within(1e-9 * total));
  }

  private int holders() {
    return (int) IntStream.range(0, PASSAGES).filter(p -> query.bm25(p) > 0).count();
  }

  @Test
  void theEndsOfAClassHoldItsFactors() {
    for (float factor = 1e-4f; factor < 1; factor += 1e-3f) {
      int byClass = Occurrences.classOf(factor);
      assertThat(factor).isBetween(Occurrences.lowestOf(byClass), Occurrences.highestOf(byClass));
    }
    assertThat(Occurrences.lowestOf(Occurrences.classOf(0))).isZero();
  }

  @Test
  void aQuestionWithoutKnownWordsLeavesPassagesAlike() {
    mixture.begin(index.query("none of it", QuestionTerms.NONE), Double.POSITIVE_INFINITY);
    mixture.choose(0.25, 0.5, 1);
    assertThat(mixture.total()).isEqualTo(0.25 * PASSAGES);
    assertThat(mixture.holding()).isEmpty();
  }

  private LexicalIndex index() {
    try (Workers workers = new Workers(1)) {
      return LexicalIndex.of(texts, workers);
    }
  }

  private static List<String> texts() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> texts = new ArrayList<>();
    for (int p = 0; p < PASSAGES; p++) {
      StringBuilder text = new StringBuilder("p" + p);
      // A passage of one word now and then, and some a hundred times as long as others.
      int words = p % 50 == 0 ? random.nextInt(2) : 5 + random.nextInt(p % 97 == 0 ? 400 : 40);
      for (int w = 0; w < words; w++) {
        text.append(" w").append((int) Math.exp(random.nextDouble() * Math.log(1000)));
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
