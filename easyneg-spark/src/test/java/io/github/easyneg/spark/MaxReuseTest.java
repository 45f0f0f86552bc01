package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.format.Audit;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.ShortageException;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import io.github.easyneg.sample.MultinomialSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows contend for passages across partitions as they do on one machine. */
class MaxReuseTest {
  /** All rows want what is near them, so that many are refused. */
  private static final SparkRecipe RECIPE =
      data ->
          EasyNegatives.from(data)
              .sampleK(3)
              .maxReuse(2)
              .sampler(MultinomialSampler.temperature(0.01))
              .ownNegatives(1)
              .refusalRatio(0.6)
              .embedWith(HashingEmbedder.defaults());

  /** Some rows find fewer than they ask for. */
  private static final SparkRecipe SCARCE =
      data -> RECIPE.on(data).sampleK(4).whenShort(Shortage.SKIP_ROW);

  private static Path folder;
  private static Path file;

  @BeforeAll
  static void write(@TempDir Path shared) {
    folder = shared;
    file = MadeRows.write(folder.resolve("rows.jsonl"), 300);
  }

  private static Dataset<Row> rows(int partitions, Row... more) {
    List<Row> rows = new ArrayList<>(MadeRows.read(LocalSpark.session(), file).collectAsList());
    rows.addAll(rows.size() / 2, List.of(more));
    return LocalSpark.session()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
                .parallelize(rows, partitions),
            MadeRows.SCHEMA);
  }

  private static SparkNegatives negatives(SparkRecipe recipe) {
    return SparkNegatives.of(recipe).named("rows.jsonl");
  }

  private static void assertSameReport(MiningReport found, MiningReport plain) {
    assertThat(found.negatives()).isEqualTo(plain.negatives());
    assertThat(found.lines()).isEqualTo(plain.lines());
    assertThat(found.reuse()).isEqualTo(plain.reuse());
    assertThat(found.cosines()).isEqualTo(plain.cosines());
    assertThat(found.rejected()).isEqualTo(plain.rejected());
    assertThat(found.cost()).isEqualTo(plain.cost());
    assertThat(found.examples()).isEqualTo(plain.examples());
    assertThat(found.time()).containsKey(Stage.SETTLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void aLimitThatBitesGivesTheBytesOfOneMachine(int partitions) throws IOException {
    Path plainFile = folder.resolve("plain-" + partitions + ".jsonl");
    MiningReport plain = RECIPE.on(Datasets.jsonl(file)).toAxolotl(plainFile);
    Path out = folder.resolve("out-" + partitions);

    MiningReport found =
        negatives(RECIPE).write(rows(partitions), OutputFormats::axolotl, out.toString());

    assertThat(plain.cost().reuseRounds()).isGreaterThan(3);
    assertThat(plain.reuse().max()).isEqualTo(2);
    SameBytesTest.assertSame(SameBytesTest.joined(out), Files.readString(plainFile));
    assertSameReport(found, plain);
  }

  @Test
  void rowsThatAreSkippedHoldNoPassageOfAnothers() throws IOException {
    Path plainFile = folder.resolve("plain-skipped.jsonl");
    MiningReport plain = SCARCE.on(Datasets.jsonl(file)).write(new Audit(), plainFile);
    Path out = folder.resolve("skipped");

    MiningReport found = negatives(SCARCE).write(rows(7), Audit::new, out.toString());

    assertThat(plain.negatives().skippedRows()).isPositive();
    SameBytesTest.assertSame(SameBytesTest.joined(out), Files.readString(plainFile));
    assertSameReport(found, plain);
  }

  @Test
  void vectorsOnDemandAndBadRowsBetweenTheOthersChangeNothing() throws IOException {
    Path plainFile = folder.resolve("plain-audit.jsonl");
    MiningReport plain = RECIPE.on(Datasets.jsonl(file)).write(new Audit(), plainFile);
    Path out = folder.resolve("on-demand");
    Row bad =
        LocalSpark.session()
            .createDataFrame(
                List.of(RowFactory.create(List.of("Dom"), "Wo?", "da", 9L)), MadeRows.SCHEMA)
            .first();

    MiningReport found =
        negatives(data -> RECIPE.on(data).embedPassages(PassageEmbedding.ON_DEMAND))
            .keepBadRows(1)
            .sending(SparkNegatives.Sending.BROADCAST)
            .write(rows(5, bad), Audit::new, out.toString());

    SameBytesTest.assertSame(SameBytesTest.joined(out), Files.readString(plainFile));
    assertSameReport(found, plain);
    assertThat(found.rows().rejected()).isEqualTo(1);
  }

  private static List<String> sorted(Dataset<Row> mined) {
    return mined.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void shuffledRowsGetTheSameNegatives() {
    Dataset<Row> shuffled =
        rows(5)
            .orderBy(functions.rand(7))
            .repartition(40, functions.length(functions.col("answer")))
            .persist();

    SparkNegatives negatives = negatives(data -> SCARCE.on(data).whenShort(Shortage.KEEP));

    List<String> found = sorted(negatives.mine(shuffled));

    assertThat(found.stream().filter(row -> row.endsWith(",REUSED_TOO_OFTEN]")).count())
        .isPositive();
    assertThat(found).isEqualTo(sorted(negatives.mine(rows(3))));
    Dataset<Row> unused = shuffled.unpersist();
  }

  @Test
  void aLimitThatCannotBeKeptIsTheSameErrorBeforeAnythingIsWritten() {
    SparkRecipe most = data -> RECIPE.on(data).sampleK(90);
    Path out = folder.resolve("infeasible");

    Throwable plain =
        catchThrowable(
            () -> most.on(Datasets.jsonl(file)).toAxolotl(folder.resolve("infeasible.jsonl")));

    assertThat(plain)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "maxReuse\\(2\\) allows \\d+ negatives from \\d+ passages, but 322 rows ask for 28980;"
                + " raise maxReuse to \\d+ or more, or lower sampleK\\.");
    assertThatThrownBy(() -> negatives(most).mine(rows(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(plain.getMessage());
    assertThatThrownBy(() -> negatives(most).write(rows(2), OutputFormats::axolotl, out.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(plain.getMessage());
    assertThat(out).doesNotExist();
  }

  @Test
  void aRowThatComesShortMayEndTheCall() {
    Path out = folder.resolve("fail");

    assertThatThrownBy(
            () ->
                negatives(
                        data -> RECIPE.on(data).sampleK(600).maxReuse(900).whenShort(Shortage.FAIL))
                    .write(rows(2), OutputFormats::axolotl, out.toString()))
        .isInstanceOf(ShortageException.class)
        .hasMessageMatching(
            "the row with the question \".*\" of rows\\.jsonl has \\d+ of 600 negatives: .*\\. Take"
                + " a wider pool, lower sampleK, or let whenShort\\(\\.\\.\\) keep, skip or widen"
                + " such rows\\.");
    assertThat(out).doesNotExist();
  }

  private static final AtomicLong CALLS = new AtomicLong();

  @Test
  void rowsThatChangeBetweenTheRoundsAreAnError() {
    Dataset<Row> changing =
        rows(2).filter((FilterFunction<Row>) row -> CALLS.incrementAndGet() % 5 != 0);

    assertThatThrownBy(() -> negatives(RECIPE).mine(changing))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the data set changed between two readings: ");
  }

  private static final Map<String, AtomicInteger> READINGS = new ConcurrentHashMap<>();

  /** Returns rows of one part, which comes in another order at one of its readings, from 1. */
  private static Dataset<Row> reversed(String name, int reading) {
    return LocalSpark.session()
        .createDataFrame(
            rows(1)
                .toJavaRDD()
                .mapPartitions(
                    all -> {
                      List<Row> part = new ArrayList<>();
                      all.forEachRemaining(part::add);
                      AtomicInteger read =
                          READINGS.computeIfAbsent(name, key -> new AtomicInteger());
                      if (read.incrementAndGet() == reading) {
                        Collections.reverse(part);
                      }
                      return part.iterator();
                    }),
            MadeRows.SCHEMA);
  }

  private static final String OTHER_ORDER =
      "the data set changed between two readings: part 0 has its rows in another order. Mine from"
          + " data that stay as they are: a source that is drawn by chance, or whose order is not"
          + " given, as after a shuffle, is to be written to a file, or checkpointed, first.";

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void rowsInAnotherOrderInARoundAreAnError(int reading) {
    Dataset<Row> reversed = reversed("round " + reading, reading);

    assertThatThrownBy(() -> negatives(RECIPE).mine(reversed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(OTHER_ORDER);
  }

  @Test
  void rowsInAnotherOrderInTheDrawAreAnErrorAndNothingIsWritten() {
    Dataset<Row> counted = reversed("counted", 0);
    negatives(RECIPE).write(counted, Audit::new, folder.resolve("counted").toString());
    // The draw is the last reading.
    int last = READINGS.getOrDefault("counted", new AtomicInteger()).get();
    Path out = folder.resolve("reversed");

    assertThatThrownBy(
            () -> negatives(RECIPE).write(reversed("draw", last), Audit::new, out.toString()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(OTHER_ORDER);
    assertThat(out).doesNotExist();
  }

  @Test
  void withoutALimitTheOrderOfAReadingIsThatOfTheLines() throws IOException {
    SparkRecipe free =
        data -> EasyNegatives.from(data).sampleK(3).embedWith(HashingEmbedder.defaults());
    Path plain = folder.resolve("free.jsonl");
    free.on(Datasets.jsonl(file)).toAxolotl(plain);
    Path out = folder.resolve("free");

    negatives(free).write(reversed("free", 2), OutputFormats::axolotl, out.toString());

    List<String> lines = Files.readAllLines(plain);
    List<String> found = SameBytesTest.joined(out).lines().toList();
    assertThat(found).isNotEqualTo(lines).containsExactlyInAnyOrderElementsOf(lines);
  }
}
