package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.TopSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Same rows, options and seed give the same bytes, whatever else differs. */
class DeterminismTest {
  private static final List<QaRow> ROWS = rows();

  /** Recipes that between them go through each part of the engine. */
  enum Way {
    DEFAULT,
    RACE,
    SCAN,
    RACE_THEN_SCAN,
    RANKS,
    TOP,
    MIX,
    WIDENED,
    SAMPLED_BACKGROUND,
    LIMITED_REUSE;

    EasyNegatives of(List<QaRow> rows) {
      Dataset dataset = Datasets.of(rows);
      EasyNegatives recipe =
          EasyNegatives.from(dataset).embedWith(HashingEmbedder.ofDimension(48)).threads(2);
      return switch (this) {
        case DEFAULT -> recipe;
        case RACE -> recipe.candidates(Pool.all()).sampler(MultinomialSampler.uniform());
        case SCAN -> recipe.candidates(Pool.all()).sampler(MultinomialSampler.temperature(0.005));
        case RACE_THEN_SCAN ->
            recipe.candidates(Pool.all()).sampler(MultinomialSampler.temperature(0.11));
        case RANKS -> recipe.candidates(Pool.ranks(5, 40));
        case TOP -> recipe.sampler(new TopSampler());
        case MIX -> recipe.sampleMix(Mix.of(2, Pool.easy()).and(1, Pool.semiHard()));
        case WIDENED ->
            recipe.candidates(Pool.quantiles(0.99, 1)).whenShort(Shortage.WIDEN).sampleK(4);
        case SAMPLED_BACKGROUND -> recipe.background(60);
        case LIMITED_REUSE -> recipe.maxReuse(3);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theSameBytesOnAnyNumberOfThreadsAndTwice(Way way, @TempDir Path folder) throws IOException {
    byte[] expected = bytes(way.of(ROWS).threads(1), folder);
    assertThat(expected).isNotEmpty();
    for (int threads : new int[] {1, 2, 8, 16}) {
      assertThat(bytes(way.of(ROWS).threads(threads), folder)).isEqualTo(expected);
    }
  }

  private static byte[] bytes(EasyNegatives recipe, Path folder) throws IOException {
    Path out = folder.resolve("out.jsonl");
    Path audit = folder.resolve("audit.jsonl");
    recipe.auditTo(audit).toAxolotl(out);
    byte[] lines = Files.readAllBytes(out);
    byte[] more = Files.readAllBytes(audit);
    byte[] both = java.util.Arrays.copyOf(lines, lines.length + more.length);
    System.arraycopy(more, 0, both, lines.length, more.length);
    return both;
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void shuffledRowsGetTheSameNegatives(Way way) {
    List<QaRow> shuffled = new ArrayList<>(ROWS);
    Collections.shuffle(shuffled, new Random(3));
    assertThat(byQuestion(way.of(shuffled))).isEqualTo(byQuestion(way.of(ROWS)));
  }

  private static Map<String, List<String>> byQuestion(EasyNegatives recipe) {
    Map<String, List<String>> negatives = new HashMap<>();
    Jobs.Result result = Jobs.run(recipe);
    for (int i = 0; i < result.rows().size(); i++) {
      negatives.put(result.rows().get(i).row().question(), result.texts(i));
    }
    assertThat(negatives).hasSize(result.rows().size());
    return negatives;
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MIX", "WIDENED", "LIMITED_REUSE"})
  void threeBeginWithWhatTwoGiveAndTwoWithWhatOneGives(Way way) {
    List<List<String>> three = Jobs.run(way.of(ROWS).sampleK(3)).texts();
    for (int k = 1; k <= 2; k++) {
      List<List<String>> fewer = Jobs.run(way.of(ROWS).sampleK(k)).texts();
      for (int row = 0; row < fewer.size(); row++) {
        assertThat(three.get(row)).startsWith(fewer.get(row).toArray(String[]::new));
      }
    }
  }

  @Test
  void theWaysGoWhereTheyAreMeantTo() {
    int rows = ROWS.size();
    // The last row owns all passages: nothing is left to find for it, by whatever way.
    assertThat(Jobs.run(Way.RACE.of(ROWS)).report().cost().scannedRows()).isEqualTo(1);
    assertThat(Jobs.run(Way.SCAN.of(ROWS)).report().cost().scannedRows()).isGreaterThan(rows / 2);
    assertThat(Jobs.run(Way.RACE_THEN_SCAN.of(ROWS).sampleK(3)).report().cost().scannedRows())
        .isBetween(rows / 10L, rows * 9L / 10);
    assertThat(Jobs.run(Way.RANKS.of(ROWS)).report().cost().proposals()).isZero();
    assertThat(Jobs.run(Way.WIDENED.of(ROWS)).report().negatives().widenedRows()).isPositive();
    assertThat(Jobs.run(Way.LIMITED_REUSE.of(ROWS)).report().cost().reuseRounds()).isGreaterThan(1);
  }

  @Test
  void anotherSeedGivesOthers() {
    List<List<String>> one = Jobs.run(Way.DEFAULT.of(ROWS).seed(1)).texts();
    List<List<String>> other = Jobs.run(Way.DEFAULT.of(ROWS).seed(2)).texts();
    long same = 0;
    for (int row = 0; row < one.size(); row++) {
      same += one.get(row).equals(other.get(row)) ? 1 : 0;
    }
    assertThat(same).isLessThan(one.size() / 4L);
  }

  @Test
  void rowsOfEqualContentGetEqualNegatives() {
    List<QaRow> twice = new ArrayList<>(ROWS);
    twice.addAll(ROWS);
    Jobs.Result result = Jobs.run(Way.DEFAULT.of(twice));
    assertThat(result.texts().subList(0, ROWS.size()))
        .isEqualTo(result.texts().subList(ROWS.size(), twice.size()));
  }

  @Test
  void aPartOfAMixDoesNotDependOnTheNext() {
    EasyNegatives recipe = Way.DEFAULT.of(ROWS);
    List<List<String>> alone = Jobs.run(recipe.sampleK(2)).texts();
    List<List<String>> mixed = Jobs.run(Way.MIX.of(ROWS)).texts();
    for (int row = 0; row < alone.size(); row++) {
      assertThat(mixed.get(row)).startsWith(alone.get(row).toArray(String[]::new));
    }
  }

  private static List<QaRow> rows() {
    Random random = new Random(9);
    List<String> passages = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      StringBuilder text = new StringBuilder("Artikel " + i);
      for (int w = 0; w < 12; w++) {
        text.append(" w").append((int) Math.pow(random.nextInt(12), 2));
      }
      passages.add(text.toString());
    }
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      List<String> contexts = new ArrayList<>();
      for (int c = 0; c <= random.nextInt(3); c++) {
        contexts.add(passages.get(random.nextInt(150)));
      }
      String question = "w" + random.nextInt(100) + " w1 w4 w9 " + i;
      rows.add(
          random.nextInt(3) == 0
              ? QaRow.withoutPositive(contexts, question, "none")
              : QaRow.of(contexts, question, "w16 w25 x" + i, 0));
    }
    rows.add(QaRow.withoutPositive(passages, "all", "none"));
    return List.copyOf(rows);
  }
}
