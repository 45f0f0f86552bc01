package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.TopSampler;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What holds for any data set and any options. A failure names the seed; {@code
 * RandomDatasets.rows(seed)} and {@code recipe(seed, rows)} bring the case back.
 */
class MiningPropertiesTest {
  private static final int SEEDS = 400;

  @Test
  void noNegativeIsOneOfTheRowsContextsNorOfAnotherForm() {
    forEachSeed(
        (seed, rows, mined) -> {
          for (MinedRow row : mined) {
            Set<String> own = new HashSet<>();
            row.row().contexts().forEach(context -> own.add(fold(context)));
            for (MinedNegative negative : row.negatives()) {
              assertThat(own).as("seed %d", seed).doesNotContain(fold(negative.passage().text()));
            }
          }
        });
  }

  @Test
  void noNegativeAnswersTheSameQuestionInAnotherRow() {
    forEachSeed(
        (seed, rows, mined) -> {
          Map<String, Set<String>> answers = new HashMap<>();
          for (QaRow row : rows) {
            row.positiveContext()
                .ifPresent(
                    text ->
                        answers
                            .computeIfAbsent(fold(row.question()), q -> new HashSet<>())
                            .add(fold(text)));
          }
          for (MinedRow row : mined) {
            Set<String> same = answers.getOrDefault(fold(row.row().question()), Set.of());
            for (MinedNegative negative : row.negatives()) {
              assertThat(same).as("seed %d", seed).doesNotContain(fold(negative.passage().text()));
            }
          }
        });
  }

  @Test
  void aRowHasExactlyKDistinctNegativesOrAReason() {
    forEachSeed(
        (seed, rows, mined) -> {
          int k = k(seed);
          Set<String> corpus = new HashSet<>();
          rows.forEach(row -> corpus.addAll(row.contexts()));
          for (MinedRow row : mined) {
            List<String> texts = row.negatives().stream().map(n -> n.passage().text()).toList();
            assertThat(texts).as("seed %d", seed).doesNotHaveDuplicates().isSubsetOf(corpus);
            int missing = row.shortfall().map(s -> s.missing()).orElse(0);
            assertThat(texts.size() + missing).as("seed %d", seed).isEqualTo(k);
            assertThat(row.shortfall().isPresent()).isEqualTo(missing > 0);
          }
        });
  }

  @Test
  void rowsComeBackAsTheyWereInTheirOrder() {
    forEachSeed(
        (seed, rows, mined) -> {
          assertThat(mined.stream().map(MinedRow::row).toList()).isEqualTo(rows);
          for (int i = 0; i < mined.size(); i++) {
            assertThat(mined.get(i).number()).isEqualTo(i + 1);
          }
          assertThat(rows).isEqualTo(RandomDatasets.rows(seed));
        });
  }

  @Test
  void linesAreContextsAndNegativesAndOnlyThePositivesTextIsAnswered() {
    forEachSeed(
        (seed, rows, mined) -> {
          for (MinedRow row : mined) {
            List<OutputRecord> lines =
                OutputFormats.axolotl().records(row, new Labels("refusal", seed));
            assertThat(lines).hasSize(row.row().contexts().size() + row.negatives().size());
            for (int i = 0; i < lines.size(); i++) {
              boolean positive = i < row.row().contexts().size() && row.row().isPositive(i);
              assertThat(lines.get(i).fields().get("answer"))
                  .isEqualTo(positive ? row.row().answer().orElseThrow() : "refusal");
            }
          }
        });
  }

  @Test
  void numbersOfANegativeLieInTheirRanges() {
    forEachSeed(
        (seed, rows, mined) -> {
          Map<String, Integer> frequencies = new HashMap<>();
          rows.forEach(r -> r.contexts().forEach(c -> frequencies.merge(c, 1, Integer::sum)));
          for (MinedRow row : mined) {
            for (MinedNegative negative : row.negatives()) {
              assertThat(negative.cosine()).isBetween(-1.0, 1.0);
              assertThat(negative.cosineQuantile()).isBetween(0.0, 1.0);
              assertThat(negative.lexicalQuantile()).isBetween(0.0, 1.0);
              assertThat(negative.frequency())
                  .isEqualTo(frequencies.get(negative.passage().text()));
              negative.probability().ifPresent(share -> assertThat(share).isBetween(0.0, 1.0));
            }
          }
        });
  }

  @Test
  void theReportsCountsAddUp() {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<QaRow> rows = RandomDatasets.rows(seed);
      List<MinedRow> mined = new ArrayList<>();
      MiningReport report = recipe(seed, rows).forEach(mined::add);
      assertThat(report.rows().read()).isEqualTo(rows.size()).isEqualTo(mined.size());
      assertThat(report.rows().withPositive())
          .isEqualTo(rows.stream().filter(r -> r.positive().isPresent()).count());
      assertThat(report.rows().withoutPositive())
          .isEqualTo(rows.size() - report.rows().withPositive());
      assertThat(report.rows().contexts())
          .isEqualTo(rows.stream().mapToInt(r -> r.contexts().size()).sum());
      assertThat(report.rows().distinctPassages())
          .isEqualTo(rows.stream().flatMap(r -> r.contexts().stream()).distinct().count());
      Map<String, Integer> uses = new HashMap<>();
      for (MinedRow row : mined) {
        row.negatives().forEach(n -> uses.merge(n.passage().id(), 1, Integer::sum));
      }
      int negatives = uses.values().stream().mapToInt(n -> n).sum();
      assertThat(report.negatives().wanted()).isEqualTo((long) rows.size() * k(seed));
      assertThat(report.negatives().mined()).isEqualTo(negatives);
      assertThat(report.negatives().shortRowCount())
          .isEqualTo(mined.stream().filter(r -> r.shortfall().isPresent()).count());
      assertThat(cosines(report, "mined")).isEqualTo(negatives);
      assertThat(cosines(report, "positive") + cosines(report, "hard"))
          .isEqualTo(report.rows().contexts());
      assertThat(report.reuse().distinct()).isEqualTo(uses.size());
      assertThat(report.reuse().max())
          .isEqualTo(uses.values().stream().mapToInt(n -> n).max().orElse(0));
      assertThat(report.reuse().gini()).isBetween(0.0, 1.0);
      assertThat(report.toString()).isNotBlank();
    }
  }

  private static long cosines(MiningReport report, String kind) {
    return Objects.requireNonNull(report.cosines().get(kind)).total();
  }

  @Test
  void neitherThreadsNorTheOrderOfRowsChangeWhatARowGets() {
    for (long seed = 0; seed < SEEDS / 4; seed++) {
      List<QaRow> rows = RandomDatasets.rows(seed);
      Map<QaRow, Set<List<String>>> expected = byRow(recipe(seed, rows).threads(1));
      List<QaRow> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(byRow(recipe(seed, rows).threads(8))).as("seed %d", seed).isEqualTo(expected);
      assertThat(byRow(recipe(seed, shuffled).threads(2))).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static Map<QaRow, Set<List<String>>> byRow(EasyNegatives recipe) {
    Map<QaRow, Set<List<String>>> negatives = new HashMap<>();
    MiningReport report =
        recipe.forEach(
            row ->
                negatives
                    .computeIfAbsent(row.row(), r -> new HashSet<>())
                    .add(row.negatives().stream().map(n -> n.passage().text()).toList()));
    assertThat(report.rows().read()).isPositive();
    return negatives;
  }

  private interface Property {
    void check(long seed, List<QaRow> rows, List<MinedRow> mined);
  }

  private static void forEachSeed(Property property) {
    for (long seed = 0; seed < SEEDS; seed++) {
      List<QaRow> rows = RandomDatasets.rows(seed);
      List<MinedRow> mined = new ArrayList<>();
      MiningReport report = recipe(seed, rows).forEach(mined::add);
      assertThat(report.rows().read()).isEqualTo(mined.size());
      property.check(seed, rows, mined);
    }
  }

  private static int k(long seed) {
    return 1 + (int) (seed % 4);
  }

  /** Options by chance, K = 1 + seed mod 4. */
  private static EasyNegatives recipe(long seed, List<QaRow> rows) {
    Random random = new Random(seed);
    EasyNegatives recipe =
        EasyNegatives.from(Datasets.of(rows))
            .embedWith(HashingEmbedder.ofDimension(64))
            .seed(seed)
            .threads(2)
            .background(1 + random.nextInt(100));
    List<Pool> pools =
        List.of(
            Pool.easy(),
            Pool.all(),
            Pool.nearest(20),
            Pool.ranks(5, 30),
            Pool.semiHard(),
            Pool.hard(),
            Pool.similarity(-1, 0.2),
            Pool.quantiles(0.5, 1).belowPositive(0.1, 0));
    Pool pool = pools.get(random.nextInt(pools.size()));
    int k = k(seed);
    recipe =
        k > 1 && random.nextInt(4) == 0
            ? recipe.sampleMix(Mix.of(k - 1, pool).and(1, Pool.semiHard()))
            : recipe.candidates(pool).sampleK(k);
    if (random.nextInt(3) == 0) {
      recipe = recipe.whenShort(Shortage.WIDEN);
    }
    if (random.nextInt(3) == 0) {
      recipe = recipe.anchoredOn(Anchor.QUESTION, Anchor.POSITIVE);
    }
    if (random.nextInt(4) == 0) {
      recipe = recipe.rejecting(Guards.sameTitle());
    }
    if (random.nextInt(4) == 0) {
      recipe = recipe.withoutGuards(Guards.NEAR_DUPLICATE, Guards.ANSWER_BEARING);
    }
    return switch (random.nextInt(4)) {
      case 0 -> recipe.sampler(new TopSampler());
      case 1 -> recipe.sampler(MultinomialSampler.temperature(0.02).withFrequencyExponent(1));
      default -> recipe;
    };
  }

  /** What counts as the same text, written again rather than called. */
  private static String fold(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFKC)
        .replaceAll("[\\s\\p{Z}\\x1c-\\x1f]+", " ")
        .strip();
  }
}
