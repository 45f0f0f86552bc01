package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.format.Audit;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameBytesTest {
  private static final SparkRecipe RECIPE =
      data ->
          EasyNegatives.from(data)
              .sampleK(3)
              .ownNegatives(1)
              .refusalRatio(0.6)
              .embedWith(HashingEmbedder.defaults());

  private static Path folder;
  private static Path file;
  private static String expected;
  private static MiningReport report;

  @BeforeAll
  static void mineOnOneMachine(@TempDir Path shared) throws IOException {
    folder = shared;
    file = MadeRows.write(folder.resolve("rows.jsonl"), 1500);
    Path out = folder.resolve("plain.jsonl");
    report = RECIPE.on(Datasets.jsonl(file)).toAxolotl(out);
    expected = Files.readString(out);
  }

  private static Dataset<Row> rows(int partitions) {
    List<Row> rows = MadeRows.read(LocalSpark.session(), file).collectAsList();
    return LocalSpark.session()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext())
                .parallelize(rows, partitions),
            MadeRows.SCHEMA);
  }

  /** Names the first line that differs; two whole files would tell nobody anything. */
  static void assertSame(String found, String expected) {
    List<String> lines = found.lines().toList();
    List<String> others = expected.lines().toList();
    for (int i = 0; i < Math.min(lines.size(), others.size()); i++) {
      assertThat(lines.get(i)).as("line %d", i + 1).isEqualTo(others.get(i));
    }
    assertThat(lines).hasSameSizeAs(others);
    assertThat(found.equals(expected)).as("bytes").isTrue();
  }

  static String joined(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> parts =
          files
              .filter(part -> String.valueOf(part.getFileName()).startsWith("part-"))
              .sorted()
              .toList();
      StringBuilder all = new StringBuilder();
      for (Path part : parts) {
        all.append(Files.readString(part, StandardCharsets.UTF_8));
      }
      return all.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void partFilesOneAfterTheOtherAreTheFileOfOneMachine(int partitions) throws IOException {
    Path out = folder.resolve("out-" + partitions);

    MiningReport found =
        SparkNegatives.of(RECIPE)
            .named("rows.jsonl")
            .write(rows(partitions), OutputFormats::axolotl, out.toString());

    assertSame(joined(out), expected);
    assertThat(found.rows()).isEqualTo(report.rows());
    assertThat(found.negatives()).isEqualTo(report.negatives());
    assertThat(found.lines()).isEqualTo(report.lines());
    assertThat(found.reuse()).isEqualTo(report.reuse());
    assertThat(found.cosines()).isEqualTo(report.cosines());
    assertThat(found.rejected()).isEqualTo(report.rejected());
    assertThat(found.cost()).isEqualTo(report.cost());
    assertThat(found.examples()).isEqualTo(report.examples());
  }

  /** Rows as text, with all figures of their negatives, sorted. */
  private static List<String> sorted(Dataset<Row> mined) {
    return mined.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void shuffledRowsAndEmptyPartitionsGiveTheSameNegatives() {
    SparkNegatives negatives = SparkNegatives.of(RECIPE);
    List<String> inOrder = sorted(negatives.mine(rows(3)));
    // Few keys in many partitions leave most of them empty.
    Dataset<Row> shuffled =
        rows(5)
            .orderBy(functions.rand(7))
            .repartition(40, functions.length(functions.col("answer")));

    assertThat(sorted(negatives.mine(shuffled))).isEqualTo(inOrder);
  }

  @Test
  void rowsKeepTheirOrderAndColumns() {
    Dataset<Row> rows = rows(7).withColumn("place", functions.monotonically_increasing_id());

    Dataset<Row> mined = SparkNegatives.of(RECIPE).mine(rows);

    assertThat(mined.schema().simpleString())
        .isEqualTo(
            "struct<contexts:array<string>,question:string,answer:string,positive_ctx_idx:bigint,"
                + "place:bigint,negatives:array<struct<id:string,text:string,pool:string,"
                + "cosine:double,cosine_quantile:double,lexical_quantile:double,frequency:int,"
                + "probability:double,source_id:string,distracting:double>>,missing:int,"
                + "reason:string>");
    assertThat(mined.drop("negatives", "missing", "reason").collectAsList())
        .isEqualTo(rows.collectAsList());
  }

  @Test
  void whatIsBroadcastInChunksGivesTheSameBytes() throws IOException {
    Path out = folder.resolve("broadcast");

    SparkNegatives.of(RECIPE)
        .named("broadcast")
        .sending(SparkNegatives.Sending.BROADCAST)
        .write(rows(4), OutputFormats::axolotl, out.toString());

    assertSame(joined(out), expected);
  }

  @Test
  void aCorpusBesideTheRowsGivesTheSameBytes() throws IOException {
    StringBuilder passages = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      passages.append(
          "{\"text\":\"The harbour of town " + i + " was built in the year " + i + ".\"}\n");
    }
    // Not a Path, which cannot be sent.
    String corpus = Files.writeString(folder.resolve("corpus.jsonl"), passages).toString();
    SparkRecipe recipe =
        data ->
            EasyNegatives.from(data)
                .withCorpus(Corpora.files(Path.of(corpus)))
                .sampleK(3)
                .embedWith(HashingEmbedder.defaults());
    Path plain = folder.resolve("with-corpus.jsonl");
    Path out = folder.resolve("with-corpus");

    MiningReport one = recipe.on(Datasets.jsonl(file)).toAxolotl(plain);
    MiningReport many =
        SparkNegatives.of(recipe)
            .named("rows.jsonl")
            .write(rows(7), OutputFormats::axolotl, out.toString());

    assertSame(joined(out), Files.readString(plain));
    assertThat(Files.readString(plain)).contains("harbour of town");
    assertThat(many.reuse()).isEqualTo(one.reuse());
  }

  @Test
  void vectorsOnDemandGiveTheSameBytes() throws IOException {
    Path out = folder.resolve("on-demand");

    MiningReport found =
        SparkNegatives.of(data -> RECIPE.on(data).embedPassages(PassageEmbedding.ON_DEMAND))
            .write(rows(4), OutputFormats::axolotl, out.toString());

    assertSame(joined(out), expected);
    assertThat(found.embeddings().neededPassages())
        .isBetween(1024L, report.rows().distinctPassages());
  }

  @Test
  void aSecondRunCountsWhatItEmbedsItself() {
    SparkNegatives negatives =
        SparkNegatives.of(data -> RECIPE.on(data).embedPassages(PassageEmbedding.ON_DEMAND))
            .named("twice");

    MiningReport first =
        negatives.write(rows(4), OutputFormats::axolotl, folder.resolve("twice-1").toString());
    MiningReport second =
        negatives.write(rows(4), OutputFormats::axolotl, folder.resolve("twice-2").toString());

    assertThat(second.embeddings().neededPassages()).isEqualTo(first.embeddings().neededPassages());
    assertThat(first.embeddings().embedded() - second.embeddings().embedded())
        .isEqualTo(first.embeddings().neededPassages());
  }

  @Test
  void aGroundIsMadeOnceAndReadAfterThat() throws IOException {
    Path ground = folder.resolve("ground");
    SparkNegatives negatives =
        SparkNegatives.of(RECIPE).groundIn(ground.toUri().toString()).named("with a ground");

    MiningReport first =
        negatives.write(rows(4), OutputFormats::axolotl, folder.resolve("first").toString());
    MiningReport second =
        negatives.write(rows(4), OutputFormats::axolotl, folder.resolve("second").toString());

    assertSame(joined(folder.resolve("first")), expected);
    assertSame(joined(folder.resolve("second")), expected);
    long passages = report.rows().distinctPassages();
    assertThat(first.notes())
        .contains(
            String.format(
                Locale.ROOT,
                "ground: built, %,d passages in %s",
                passages,
                ground.resolve("passages.ground")));
    assertThat(second.notes())
        .contains(
            String.format(
                Locale.ROOT,
                "ground: read, %,d passages in %s",
                passages,
                ground.resolve("passages.ground")));
    assertThat(first.embeddings().embedded() - second.embeddings().embedded()).isEqualTo(passages);
  }

  /** Hashing, by which some passages have no vector. */
  private static final class WithGaps implements EmbeddingProvider {
    private final EmbeddingProvider hashing = HashingEmbedder.defaults();

    @Override
    public int dimension() {
      return hashing.dimension();
    }

    @Override
    public String fingerprint() {
      return "with-gaps";
    }

    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      List<Embedding> all = new ArrayList<>(hashing.embed(texts, role));
      for (int i = 0; i < texts.size(); i++) {
        if (role == TextRole.PASSAGE && texts.get(i).startsWith("Ort 77")) {
          all.set(i, Embedding.none("it is a test", OptionalInt.empty()));
        }
      }
      return all;
    }
  }

  @Test
  void passagesWithoutAVectorAreCountedWhereVectorsAreRead() {
    SparkNegatives negatives =
        SparkNegatives.of(data -> RECIPE.on(data).embedWith(new WithGaps()))
            .groundIn(folder.resolve("ground-with-gaps").toUri().toString());

    MiningReport first =
        negatives.write(rows(4), OutputFormats::axolotl, folder.resolve("gaps-1").toString());
    MiningReport second =
        negatives.write(rows(4), OutputFormats::axolotl, folder.resolve("gaps-2").toString());

    assertThat(first.embeddings().withoutVector().passages()).isPositive();
    assertThat(second.embeddings().withoutVector()).isEqualTo(first.embeddings().withoutVector());
    assertThat(second.embeddings().embedded()).isLessThan(first.embeddings().embedded());
  }

  @Test
  void idsThatWereCorrectedAreThoseOfTheNextRun() throws IOException {
    SparkNegatives negatives =
        SparkNegatives.of(RECIPE)
            .named("with ids")
            .sending(SparkNegatives.Sending.BROADCAST)
            .readAs("germanrag");
    Dataset<Row> rows = rows(2);

    for (String id : List.of("old", "new")) {
      String ids = "transform(contexts, context -> concat('" + id + "-', md5(context)))";
      Dataset<Row> mined = negatives.mine(rows.selectExpr("*", ids + " AS context_ids"));

      assertThat(
              mined
                  .selectExpr("explode(negatives.source_id) AS id")
                  .filter("id IS NULL OR NOT id LIKE '" + id + "-%'")
                  .count())
          .isZero();
    }
  }

  @Test
  void anAuditOfSparkIsThatOfOneMachine() throws IOException {
    Path plain = folder.resolve("plain-audit.jsonl");
    RECIPE.on(Datasets.jsonl(file)).write(new Audit(), plain);
    Path out = folder.resolve("audit");

    SparkNegatives.of(RECIPE).write(rows(5), Audit::new, out.toString());

    assertSame(joined(out), Files.readString(plain));
  }

  @Test
  void nothingIsShuffledToDraw() throws Exception {
    Dataset<Row> mined = SparkNegatives.of(RECIPE).mine(rows(7));
    AtomicLong shuffled = new AtomicLong();
    AtomicLong records = new AtomicLong();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskEnd(SparkListenerTaskEnd end) {
            shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
            shuffled.addAndGet(end.taskMetrics().shuffleReadMetrics().totalBytesRead());
            records.addAndGet(end.taskMetrics().outputMetrics().recordsWritten());
          }
        };
    SparkContext context = LocalSpark.session().sparkContext();
    context.addSparkListener(listener);
    try {
      mined.write().json(folder.resolve("drawn").toString());
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(listener);
    }

    assertThat(records.get()).isEqualTo(report.rows().read());
    assertThat(shuffled.get()).isZero();
  }
}
