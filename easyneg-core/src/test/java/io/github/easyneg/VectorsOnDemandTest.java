package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.index.ExactIndex;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.report.EmbeddingCounts;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.TopSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors that are made when a draw comes to them change no byte, and are fewer. */
class VectorsOnDemandTest {
  private static final int ROWS = 40;
  private static final int BESIDE = 3000;

  private final Path folder;

  VectorsOnDemandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Rejects every fifth pair. */
  private static final class Judge implements BatchGuard {
    @Override
    public String name() {
      return "judge";
    }

    @Override
    public BitSet rejects(List<Pair> pairs) {
      BitSet rejected = new BitSet();
      for (int i = 0; i < pairs.size(); i++) {
        rejected.set(
            i, (pairs.get(i).row().question() + pairs.get(i).passage().id()).hashCode() % 5 == 0);
      }
      return rejected;
    }
  }

  private static String text(SplittableRandom random, String last) {
    StringBuilder text = new StringBuilder();
    for (int w = 0; w < 12; w++) {
      text.append("w").append((int) (200 * Math.pow(random.nextDouble(), 3))).append(' ');
    }
    return text + last;
  }

  private static EasyNegatives recipe() {
    return unnumbered().sampleK(3);
  }

  private static EasyNegatives unnumbered() {
    SplittableRandom random = new SplittableRandom(5);
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String own = text(random, i % 9 == 0 ? "✦" : "own" + i);
      rows.add(
          QaRow.of(
              List.of(own, text(random, "hard" + i)),
              text(random, "q" + i),
              i % 7 == 0 ? "✦" : "w" + i,
              0));
    }
    List<Passage> beside = new ArrayList<>();
    for (int i = 0; i < BESIDE; i++) {
      beside.add(Passage.of(text(random, i % 10 == 0 ? "✦" + i : "x" + i)));
    }
    return EasyNegatives.from(Datasets.of(rows))
        .withCorpus(Corpora.of(beside))
        .embedWith(new NoOrnaments())
        .background(200);
  }

  private static Signal length() {
    return new Signal() {
      @Override
      public String name() {
        return "length";
      }

      @Override
      public Prepared prepare(List<Passage> passages) {
        return row -> passage -> passages.get(passage).text().length();
      }
    };
  }

  static Map<String, EasyNegatives> recipes() {
    MultinomialSampler sampler = MultinomialSampler.defaults();
    Map<String, EasyNegatives> recipes = new LinkedHashMap<>();
    recipes.put("default", recipe());
    recipes.put("uniform", recipe().sampler(MultinomialSampler.uniform()));
    recipes.put("hot", recipe().sampler(MultinomialSampler.temperature(0.05)));
    recipes.put("steep words", recipe().sampler(sampler.withPlausibility(200)));
    recipes.put("frequent", recipe().sampler(sampler.withFrequencyExponent(0.75)));
    recipes.put("peak", recipe().sampler(sampler.withPlausibilityPeak(0.9)));
    recipes.put("top", recipe().sampler(new TopSampler()));
    recipes.put("all", recipe().candidates(Pool.all()));
    recipes.put("hard", recipe().candidates(Pool.hard()));
    recipes.put("similar", recipe().candidates(Pool.similarity(0.2, 0.9)));
    recipes.put("ranks", recipe().candidates(Pool.ranks(2, 30)));
    recipes.put("mix", unnumbered().sampleMix(Mix.of(2, Pool.easy()).and(1, Pool.semiHard())));
    recipes.put(
        "condition",
        recipe()
            .candidates(
                Pool.easy().matching("even", (row, c) -> c.passage().text().length() % 2 == 0)));
    recipes.put(
        "widened",
        recipe().candidates(Pool.similarity(0.95, 1)).whenShort(Shortage.WIDEN).sampleK(5));
    recipes.put("two anchors", recipe().anchoredOn(Anchor.ANSWER, Anchor.QUESTION));
    recipes.put("positive", recipe().anchoredOn(Anchor.POSITIVE));
    recipes.put("skewed", recipe().anchoredOn(Anchor.skewed(0.5)));
    recipes.put("signal", recipe().withSignal(length(), new Band(0.1, 0.9), 2));
    recipes.put(
        "margins",
        recipe()
            .rejecting(
                Guards.withinMarginOfPositive(0.3), Guards.withinRelativeMarginOfPositive(0.1)));
    recipes.put("no guards", recipe().withoutGuards(Guards.NEAR_DUPLICATE, Guards.CONTAINMENT));
    recipes.put("judged", recipe().rejecting(new Judge()));
    recipes.put("few uses", recipe().maxReuse(1));
    recipes.put(
        "skipped",
        recipe().candidates(Pool.similarity(0.5, 1)).maxReuse(1).whenShort(Shortage.SKIP_ROW));
    recipes.put("whole background", recipe().background(10_000));
    recipes.put("many", recipe().sampleK(40));
    return recipes;
  }

  static Stream<String> names() {
    return recipes().keySet().stream();
  }

  private static MiningReport.Builder comparable(MiningReport report) {
    return report.toBuilder()
        .embeddings(MiningReport.of("").build().embeddings())
        .time(Map.of())
        .notes(List.of())
        .provenance(Map.of());
  }

  /** Returns all of a report but for when it was made and what was embedded for it. */
  private static String figures(MiningReport report) {
    return comparable(report).build()
        + " "
        + report.cost()
        + report.rejected()
        + report.cosines()
        + report.reuse()
        + report.examples();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRecipeMinesTheSameOnAnyNumberOfThreads(String name) throws IOException {
    MiningReport expected = null;
    for (PassageEmbedding when : List.of(PassageEmbedding.ALL_FIRST, PassageEmbedding.ON_DEMAND)) {
      for (int threads : new int[] {1, 8}) {
        Path out = folder.resolve(when + "-" + threads + ".jsonl");
        EasyNegatives recipe = Objects.requireNonNull(recipes().get(name), name);
        MiningReport report =
            recipe
                .embedPassages(when)
                .threads(threads)
                .auditTo(folder.resolve(when + "-" + threads + ".audit.jsonl"))
                .write(OutputFormats.triplet(), out);
        if (expected == null) {
          expected = report;
          assertThat(report.negatives().mined()).isPositive();
          assertThat(report.embeddings().neededPassages()).isEqualTo(BESIDE + 2 * ROWS);
        }
        Path first = folder.resolve("ALL_FIRST-1.jsonl");
        assertThat(out).hasSameBinaryContentAs(first);
        assertThat(folder.resolve(when + "-" + threads + ".audit.jsonl"))
            .hasSameBinaryContentAs(folder.resolve("ALL_FIRST-1.audit.jsonl"));
        assertThat(figures(report)).isEqualTo(figures(expected));
      }
    }
    assertThat(Files.size(folder.resolve("ALL_FIRST-1.jsonl"))).isPositive();
  }

  @Test
  void fewPassagesAreEmbeddedAndEachOnce() {
    NoOrnaments embedder = new NoOrnaments();
    MiningReport report =
        Jobs.run(recipe().embedWith(embedder).embedPassages(PassageEmbedding.ON_DEMAND)).report();
    long passages = embedder.asked.stream().filter(text -> text.startsWith("PASSAGE")).count();
    assertThat(report.embeddings().neededPassages()).isEqualTo(passages).isLessThan(BESIDE / 2);
    assertThat(embedder.asked).doesNotHaveDuplicates();
    assertThat(report.toString())
        .contains(
            String.format(
                java.util.Locale.ROOT,
                "passages needed        %,d of 3,080; no other was embedded\n",
                passages));
  }

  @Test
  void itIsDoneByItselfWhereItSavesHalf() {
    // 80 of the rows, 200 of the background, and ten for each of 120 negatives: 1,480 of 3,080.
    assertThat(needed(recipe())).isLessThan(BESIDE);
    assertThat(needed(recipe().background(261))).isEqualTo(BESIDE + 2 * ROWS);
    assertThat(needed(recipe().background(260))).isLessThan(BESIDE);
    assertThat(needed(recipe().sampler(new TopSampler()))).isEqualTo(BESIDE + 2 * ROWS);
    assertThat(needed(recipe().candidates(Pool.nearest(9)))).isEqualTo(BESIDE + 2 * ROWS);
    assertThat(needed(recipe().indexIn(new ExactIndex()))).isEqualTo(BESIDE + 2 * ROWS);
    assertThat(needed(recipe().embedPassages(PassageEmbedding.ALL_FIRST)))
        .isEqualTo(BESIDE + 2 * ROWS);
  }

  private static long needed(EasyNegatives recipe) {
    return Jobs.run(recipe).report().embeddings().neededPassages();
  }

  @Test
  void guardsAreAskedAboutEachCandidateOnce() {
    List<Integer> asked = new ArrayList<>();
    for (PassageEmbedding when : List.of(PassageEmbedding.ALL_FIRST, PassageEmbedding.ON_DEMAND)) {
      AtomicInteger count = new AtomicInteger();
      Jobs.Result result =
          Jobs.run(
              recipe()
                  .embedPassages(when)
                  .rejecting(
                      Guards.guard(
                          "counting",
                          (row, candidate) ->
                              count.incrementAndGet() > 0
                                  && candidate.passage().id().startsWith("3"))));
      assertThat(result.rows()).hasSize(ROWS);
      asked.add(count.get());
    }
    assertThat(asked.get(1)).isEqualTo(asked.get(0));
  }

  @Test
  void theCacheServesBothWaysAndEachTextIsMadeOnce() {
    NoOrnaments embedder = new NoOrnaments();
    EasyNegatives recipe = recipe().embedWith(embedder).cacheIn(folder.resolve("cache"));
    Jobs.Result demanded = Jobs.run(recipe.embedPassages(PassageEmbedding.ON_DEMAND));
    Jobs.Result all = Jobs.run(recipe.embedPassages(PassageEmbedding.ALL_FIRST));
    assertThat(embedder.asked).doesNotHaveDuplicates();
    int made = embedder.asked.size();
    Jobs.Result again = Jobs.run(recipe.embedPassages(PassageEmbedding.ON_DEMAND));
    assertThat(embedder.asked).hasSize(made);
    assertThat(again.rows()).isEqualTo(demanded.rows()).isEqualTo(all.rows());
    assertThat(again.report().embeddings().neededPassages())
        .isEqualTo(demanded.report().embeddings().neededPassages());
  }

  @Test
  void aStoreGivesAndGetsThoseThatAreNeeded() {
    ExactIndex index = new ExactIndex();
    EasyNegatives recipe = recipe().embedPassages(PassageEmbedding.ON_DEMAND);
    Jobs.Result first = Jobs.run(recipe.indexIn(index));
    assertThat(first.rows()).isEqualTo(Jobs.run(recipe).rows());
    EmbeddingCounts embeddings = first.report().embeddings();
    long held = embeddings.neededPassages() - embeddings.withoutVector().passages();
    assertThat(index.size()).isEqualTo(held);
    Jobs.Result second = Jobs.run(recipe.indexIn(index));
    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(second.report().embeddings().fromStore()).isEqualTo(held);
  }

  @Test
  void aRunThatWasInterruptedGoesOnInTheOtherWay() {
    List<PassageEmbedding> ways = List.of(PassageEmbedding.ALL_FIRST, PassageEmbedding.ON_DEMAND);
    Jobs.Result whole = Jobs.run(recipe());
    for (PassageEmbedding way : ways) {
      EasyNegatives recipe = recipe().resumeIn(folder.resolve("work-" + way));
      assertThatThrownBy(
              () ->
                  recipe
                      .embedPassages(way)
                      .forEach(
                          row -> {
                            throw new IllegalStateException("interrupted here");
                          }))
          .hasMessage("interrupted here");
      Jobs.Result resumed = Jobs.run(recipe.embedPassages(ways.get(1 - ways.indexOf(way))));
      assertThat(resumed.rows()).isEqualTo(whole.rows());
      assertThat(figures(resumed.report())).isEqualTo(figures(whole.report()));
    }
  }

  @Test
  void vectorsThatAreMappedAreTheSame() {
    EasyNegatives recipe = recipe().embedPassages(PassageEmbedding.ON_DEMAND);
    assertThat(Jobs.run(recipe.vectorsIn(folder.resolve("vectors"))).rows())
        .isEqualTo(Jobs.run(recipe).rows());
  }

  @Test
  void anExplanationIsTheSame() {
    for (long row : new long[] {1, 2, 8}) {
      assertThat(recipe().embedPassages(PassageEmbedding.ON_DEMAND).explain(row).toString())
          .isEqualTo(recipe().embedPassages(PassageEmbedding.ALL_FIRST).explain(row).toString());
    }
  }

  @Test
  void aModelThatFailsMidwayNamesTheText() {
    EasyNegatives recipe =
        recipe()
            .embedPassages(PassageEmbedding.ON_DEMAND)
            .embedWith(
                new io.github.easyneg.fixture.VectorsByText(
                    2, text -> new float[] {text.contains("x") ? Float.NaN : 1, 1}));
    assertThatThrownBy(() -> Jobs.run(recipe))
        .isInstanceOf(io.github.easyneg.embed.EmbeddingException.class)
        .hasMessage(
            "the embedder 'vectors chosen by a test' failed: the vector of a passage of the corpus"
                + " has NaN at dimension 0; every number must be finite.");
  }

  @Test
  void theSettingIsSaidWhereItIsSet() {
    assertThat(recipe().describe()).doesNotContain("passages       ");
    assertThat(recipe().embedPassages(PassageEmbedding.ON_DEMAND).describe())
        .contains("\npassages       embedded on demand\n");
    assertThat(recipe().embedPassages(PassageEmbedding.ALL_FIRST).describe())
        .contains("\npassages       embedded before the first draw\n");
  }
}
