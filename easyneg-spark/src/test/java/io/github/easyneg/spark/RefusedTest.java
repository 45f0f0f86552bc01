package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.format.Audit;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.internal.settings.RecipeSettings;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.ShortageException;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedTest {
  private static final SparkRecipe RECIPE =
      data -> EasyNegatives.from(data).embedWith(HashingEmbedder.defaults());

  private final Path folder;

  RefusedTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Row row(String context, String question, Long positive) {
    return RowFactory.create(List.of(context, context + " und mehr"), question, "ja", positive);
  }

  private static Dataset<Row> rows(Row... bad) {
    Row[] all = new Row[40 + bad.length];
    for (int i = 0; i < 40; i++) {
      all[i] = row("Der Turm Nummer " + i + " steht am Fluss.", "Wo steht Turm " + i + "?", 0L);
    }
    System.arraycopy(bad, 0, all, 40, bad.length);
    return LocalSpark.session().createDataFrame(Arrays.asList(all), MadeRows.SCHEMA);
  }

  @Test
  void aMissingColumnIsNamedAtTheCall() {
    assertThatThrownBy(() -> SparkNegatives.of(RECIPE).mine(rows().drop("question")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the column question is missing; rows have contexts, question, answer and"
                + " positive_ctx_idx, and these have contexts, answer, positive_ctx_idx. Rename one"
                + " with withColumnRenamed(..), or add it.");
  }

  @Test
  void aColumnOfAnotherTypeIsNamedAtTheCall() {
    assertThatThrownBy(
            () ->
                SparkNegatives.of(RECIPE)
                    .mine(rows().withColumn("positive_ctx_idx", functions.lit("0"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the column positive_ctx_idx must be int, bigint or an array of them, found string;"
                + " cast it, or read the rows with a schema.");
  }

  @Test
  void aColumnThatTheResultAddsIsNamedAtTheCall() {
    assertThatThrownBy(
            () -> SparkNegatives.of(RECIPE).mine(rows().withColumn("missing", functions.lit(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the rows have a column missing, which the result adds; rename it, or drop it.");
  }

  @Test
  void columnsThatThisResultDoesNotAddMayBeThere() throws IOException {
    Path out = folder.resolve("out");

    SparkNegatives.of(RECIPE)
        .write(
            rows().withColumn("missing", functions.lit(0)), OutputFormats::axolotl, out.toString());

    assertThat(SameBytesTest.joined(out).lines()).hasSize(120);
    assertThat(
            SparkNegatives.of(RECIPE)
                .mine(rows().withColumn("rejected", functions.lit("no")))
                .filter("rejected = 'no'")
                .count())
        .isEqualTo(40);
    assertThatThrownBy(
            () ->
                SparkNegatives.of(RECIPE)
                    .keepBadRows(1)
                    .mine(rows().withColumn("rejected", functions.lit("no"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the rows have a column rejected, which the result adds; rename it, or drop it.");
  }

  @Test
  void bytesAreNoTextAndTimesAreThoseOfNoZone() throws IOException {
    Dataset<Row> bytes = rows().selectExpr("*", "unhex('0102ff') AS answers");
    assertThatThrownBy(() -> SparkNegatives.of(RECIPE).mine(bytes))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageStartingWith(
            "a row of rows: answers.text is missing; an answer is a text, a list of texts, or"
                + " {\"text\": [...]}.");
    Path out = folder.resolve("out");

    SparkNegatives.of(RECIPE)
        .write(
            rows().selectExpr("*", "unhex('0102ff') AS image", "timestamp_seconds(1) AS at"),
            Audit::new,
            out.toString());

    assertThat(SameBytesTest.joined(out).lines())
        .hasSize(40)
        .allSatisfy(
            line -> assertThat(line).contains("{\"base64\":\"AQL/\"}", "\"1970-01-01T00:00:01Z\""));
  }

  @Test
  void unknownColumnsAreNamedAtTheCall() {
    assertThatThrownBy(
            () -> SparkNegatives.of(RECIPE).mine(LocalSpark.session().range(3).toDF("number")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the columns are [number]; expected those of a known shape, such as contexts, question,"
                + " answer and positive_ctx_idx. Rename them, or say which is what with a map.");
  }

  @Test
  void aBadRowStopsTheCallWithWhatItHolds() {
    assertThatThrownBy(() -> SparkNegatives.of(RECIPE).mine(rows(row("Dom", "Wo?", 9L))))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessageMatching(
            "a row of rows: positive_ctx_idx is 9 but contexts has 2 entries; use 0\\.\\.1, or -1"
                + " for \"no positive\"\\. The row is \\[contexts=\\[Dom, Dom und mehr\\],"
                + " question=Wo\\?, answer=ja, positive_ctx_idx=9\\] \\(partition 3, row \\d+ of"
                + " it\\)\\.");
  }

  @Test
  void badRowsStayWithTheReasonWhereTheyMay() {
    Dataset<Row> rows =
        rows(
            row("Dom", "Wo?", 9L),
            RowFactory.create(null, "Was?", "ja", 0L),
            RowFactory.create(List.of("Dom"), null, "ja", 0L),
            RowFactory.create(Arrays.asList("Dom", null), "Was?", null, 0L),
            RowFactory.create(List.of("Dom"), "Ohne Antwort?", null, null));

    List<Row> mined =
        SparkNegatives.of(RECIPE).keepBadRows(5).mine(rows).orderBy("question").collectAsList();

    assertThat(mined).hasSize(45);
    List<Row> rejected = mined.stream().filter(row -> row.getAs("rejected") != null).toList();
    assertThat(rejected)
        .extracting(row -> row.<String>getAs("rejected").replaceFirst(" The row is .*", ""))
        .containsExactlyInAnyOrder(
            "a row of rows: positive_ctx_idx is 9 but contexts has 2 entries; use 0..1, or -1 for"
                + " \"no positive\".",
            "a row of rows: contexts is missing; a row is {\"contexts\", \"question\", \"answer\","
                + " \"positive_ctx_idx\"}.",
            "a row of rows: question is missing; a row is {\"contexts\", \"question\", \"answer\","
                + " \"positive_ctx_idx\"}.",
            "a row of rows: contexts[1] must be a text, found null.",
            "a row of rows: positive_ctx_idx is missing; a row is {\"contexts\", \"question\","
                + " \"answer\", \"positive_ctx_idx\"}, with -1 for \"no positive\".");
    assertThat(rejected).allSatisfy(row -> assertThat(row.getList(4)).isEmpty());
    assertThat(mined)
        .filteredOn(row -> row.getAs("rejected") == null)
        .allSatisfy(row -> assertThat(row.getList(4)).hasSize(1));
  }

  @Test
  void badRowsAreCountedAndLeftOutOfWhatIsWritten() throws IOException {
    Dataset<Row> rows = rows(row("Dom", "Wo?", 9L));
    Path out = folder.resolve("out");

    MiningReport report =
        SparkNegatives.of(RECIPE)
            .keepBadRows(1)
            .write(rows, OutputFormats::axolotl, out.toString());

    assertThat(report.rows().rejected()).isEqualTo(1);
    assertThat(report.rows().read()).isEqualTo(40);
    assertThat(SameBytesTest.joined(out).lines()).hasSize(120);
  }

  @Test
  void moreBadRowsThanMayBeStopTheCall() {
    Dataset<Row> rows = rows(row("Dom", "Wo?", 9L), row("Dom", "Wo?", 8L));

    assertThatThrownBy(() -> SparkNegatives.of(RECIPE).keepBadRows(1).mine(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "2 rows are not as expected, and 1 may be; see the rows, or raise the limit of"
                + " keepBadRows(..).");
  }

  @Test
  void noRowsAreAnError() {
    assertThatThrownBy(() -> SparkNegatives.of(RECIPE).mine(rows().limit(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows has no rows; mining needs at least one.");
  }

  @Test
  void whatCannotBeSentIsNamedAtTheCall() {
    HashingEmbedder embedder = HashingEmbedder.defaults();

    assertThatThrownBy(
            () ->
                SparkNegatives.of(data -> EasyNegatives.from(data).embedWith(embedder))
                    .mine(rows()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the recipe holds a io.github.easyneg.embed.HashingEmbedder, which cannot be sent to"
                + " other machines (it is not Serializable); make it inside the function, where"
                + " each machine makes its own, and let the function use no field of the object"
                + " around it.");
  }

  private static final AtomicLong CALLS = new AtomicLong();

  @Test
  void aRecipeThatIsNoFunctionIsAnError() {
    assertThatThrownBy(
            () ->
                SparkNegatives.of(data -> RECIPE.on(data).seed(CALLS.incrementAndGet()))
                    .mine(rows())
                    .collectAsList())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "the recipe has other settings on an executor \\(checksum [0-9a-f]{16}\\) than on the"
                + " driver \\([0-9a-f]{16}\\); let it be a function of nothing but what it holds:"
                + " no clock, no environment, no field that changes, and the same model on all"
                + " machines\\.");
  }

  @Test
  void whatDoesNotRunOnSparkIsRefusedByName() {
    Path file = folder.resolve("x.jsonl");
    assertRefused(
        recipe -> recipe.cacheIn(file),
        "the recipe has cacheIn, which does not run on Spark: a cache is for one process; name a"
            + " folder for passages and vectors with groundIn of SparkNegatives.");
    assertRefused(
        recipe -> recipe.groundIn(file),
        "the recipe has groundIn, which does not run on Spark: an executor cannot write the"
            + " driver's file; call groundIn of SparkNegatives.");
    assertRefused(
        recipe -> recipe.auditTo(file),
        "the recipe has auditTo, which does not run on Spark: tasks write no single file; write the"
            + " rows with Audit::new as their format.");
    assertRefused(
        recipe -> recipe.resumeIn(file),
        "the recipe has resumeIn, which does not run on Spark: Spark runs lost tasks again by"
            + " itself; leave it out.");
    assertRefused(
        recipe -> recipe.vectorsIn(file),
        "the recipe has vectorsIn, which does not run on Spark: vectors are mapped in each"
            + " executor's own folder; leave it out.");
  }

  @Test
  void aGuardThatIsAskedByOneThreadIsRefusedByName() {
    BatchGuard judge =
        new BatchGuard() {
          @Override
          public String name() {
            return "judge";
          }

          @Override
          public BitSet rejects(List<Pair> pairs) {
            return new BitSet();
          }
        };
    assertRefused(
        recipe -> recipe.rejecting(judge),
        "the recipe has the guard 'judge', which does not run on Spark: a guard that judges many"
            + " pairs at once is asked by one thread, and reports what it was asked by one process;"
            + " leave it out, or mine with 'easyneg mine'.");
  }

  /** Paths cannot be sent; the check comes before that one. */
  private static void assertRefused(UnaryOperator<EasyNegatives> change, String message) {
    assertThatThrownBy(
            () ->
                Refusals.refuse(
                    RecipeSettings.of(change.apply(RECIPE.on(new SparkRows("rows", List.of()))))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aFormatWithFilesBesideItsLinesIsRefused() {
    assertThatThrownBy(
            () ->
                SparkNegatives.of(RECIPE)
                    .write(rows(), OutputFormats::tevatron, folder.resolve("out").toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the format tevatron has files beside its lines, which part files cannot be; write"
                + " the rows with Audit::new, and make it of that with 'easyneg convert'.");
  }

  private static Set<String> filesOfRuns() throws IOException {
    try (Stream<Path> all = Files.list(LocalSpark.FILES)) {
      return all.map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.startsWith("easyneg-"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void callsThatFailLeaveNoFiles() throws IOException {
    Dataset<Row> none = rows().limit(0);
    Dataset<Row> taken = rows().withColumn("missing", functions.lit(0));
    SparkNegatives negatives = SparkNegatives.of(RECIPE).sending(SparkNegatives.Sending.BROADCAST);
    SparkNegatives noPassages =
        SparkNegatives.of(data -> RECIPE.on(data).embedWith(new NoPassages()))
            .sending(SparkNegatives.Sending.BROADCAST);
    String there = Files.createDirectory(folder.resolve("there")).toString();
    Set<String> before = filesOfRuns();

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> negatives.mine(taken),
            () -> negatives.mine(none),
            () -> noPassages.mine(rows()),
            () -> NegativesEstimator.of(negatives).fit(taken),
            () -> NegativesEstimator.of(noPassages).fit(rows()),
            () -> negatives.write(rows(), OutputFormats::axolotl, there),
            () -> negatives.write(rows(), OutputFormats::tevatron, there + "-not"),
            () -> noPassages.write(rows(), OutputFormats::axolotl, there + "-not"))) {
      assertThatThrownBy(call);
      assertThat(filesOfRuns()).isEqualTo(before);
    }

    Dataset<Row> unused = negatives.mine(rows());
    assertThat(filesOfRuns()).hasSize(before.size() + 1);
  }

  @Test
  void whatSparkKeepsForExecutorsGoesWithTheFilesOfTheRun() throws IOException {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    Broadcast<String> limit;
    Broadcast<String> second;
    try (RunFiles files = new RunFiles(spark, SparkNegatives.of(RECIPE).options())) {
      limit = files.broadcast("limit");
      // That one fails to close does not keep the others.
      limit.destroy();
      second = files.broadcast("second");
      assertThat(second.isValid()).isTrue();
    }

    assertThat(limit.isValid()).isFalse();
    assertThat(second.isValid()).isFalse();
  }

  @Test
  void aFolderThatIsThereIsNotReplaced() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));

    assertThatThrownBy(
            () -> SparkNegatives.of(RECIPE).write(rows(), OutputFormats::axolotl, out.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            out
                + " is there already, and lines are written into a folder that is not there yet;"
                + " name another one, or delete this one first.");
  }

  /** The message of each call that names a folder, for an address whose connector is missing. */
  private static void assertNoConnector(String address, String message) {
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> SparkNegatives.of(RECIPE).groundIn(address).mine(rows()),
            () -> NegativesEstimator.of(SparkNegatives.of(RECIPE).groundIn(address)).fit(rows()),
            () -> SparkNegatives.of(RECIPE).write(rows(), OutputFormats::axolotl, address))) {
      assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
  }

  @Test
  void anAddressWhoseConnectorIsNotThereSaysWhatToAdd() {
    String hadoop = VersionInfo.getVersion();
    assertNoConnector(
        "s3a://bucket/ground",
        "s3a://bucket/ground cannot be opened: expected the connector of s3a:// on Spark's class"
            + " path, and it is not there (Class org.apache.hadoop.fs.s3a.S3AFileSystem not found);"
            + " start Spark with --packages org.apache.hadoop:hadoop-aws:"
            + hadoop
            + ", or set spark.jars.packages to that.");
    assertNoConnector(
        "abfss://box@account.dfs.core.windows.net/ground",
        "abfss://box@account.dfs.core.windows.net/ground cannot be opened: expected the connector"
            + " of abfss:// on Spark's class path, and it is not there (Class"
            + " org.apache.hadoop.fs.azurebfs.SecureAzureBlobFileSystem not found); start Spark"
            + " with --packages org.apache.hadoop:hadoop-azure:"
            + hadoop
            + ", or set spark.jars.packages to that.");
    assertNoConnector(
        "gs://bucket/ground",
        "gs://bucket/ground cannot be opened: expected the connector of gs:// on Spark's class"
            + " path, and it is not there (Class"
            + " org.apache.hadoop.fs.gs.GoogleHadoopFileSystem not found); start Spark with"
            + " --packages org.apache.hadoop:hadoop-gcp:"
            + hadoop
            + ", or set spark.jars.packages to that.");
    assertNoConnector(
        "s3://bucket/ground",
        "s3://bucket/ground cannot be opened: expected the connector of s3:// on Spark's class"
            + " path, and it is not there (No FileSystem for scheme \"s3\"); name it as"
            + " s3a://bucket/ground, and start Spark with --packages"
            + " org.apache.hadoop:hadoop-aws:"
            + hadoop
            + ".");
    assertNoConnector(
        "nowhere://bucket/ground",
        "nowhere://bucket/ground cannot be opened: expected the connector of nowhere:// on Spark's"
            + " class path, and it is not there (No FileSystem for scheme \"nowhere\"); add it with"
            + " --packages or --jars, or name a folder as in hdfs://.., s3a://.. or"
            + " file:///folder.");
  }

  /** A connector whose own libraries are missing, or that has no credentials. */
  public static final class Broken extends LocalFileSystem {
    @Override
    public void initialize(URI name, Configuration conf) throws IOException {
      switch (name.getScheme()) {
        case "half" -> throw new NoClassDefFoundError("software/amazon/awssdk/core/SdkClient");
        case "closed" -> throw new IOException("no credentials for " + name.getAuthority());
        default -> throw new IllegalStateException("the endpoint has no region");
      }
    }
  }

  @Test
  void aConnectorThatCannotStartIsToldWithItsReason() {
    Configuration configuration = new Configuration(false);
    for (String scheme : List.of("half", "closed", "odd")) {
      configuration.setClass("fs." + scheme + ".impl", Broken.class, FileSystem.class);
    }

    assertThatThrownBy(() -> HadoopFolder.of("half://bucket/x", configuration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "half://bucket/x cannot be opened: expected the connector of half:// on Spark's class"
                + " path, and it is not there (software/amazon/awssdk/core/SdkClient); add it with"
                + " --packages or --jars, or name a folder as in hdfs://.., s3a://.. or"
                + " file:///folder.");
    assertThatThrownBy(() -> HadoopFolder.of("closed://bucket/x", configuration))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "closed://bucket/x cannot be opened: java.io.IOException: no credentials for bucket;"
                + " check the address, and the credentials that Spark has for it.");
    assertThatThrownBy(() -> HadoopFolder.of("odd://bucket/x", configuration))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "odd://bucket/x cannot be opened: java.lang.IllegalStateException: the endpoint has no"
                + " region; check the address, and the credentials that Spark has for it.");
    assertThatThrownBy(() -> HadoopFolder.of("a b:c", configuration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "a b:c is no address of a folder: .*; name one as in hdfs://\\.\\., s3a://\\.\\. or"
                + " file:///\\.\\.");
  }

  /** Writes a file as another run would. */
  private static void writeOther(String file) {
    try {
      Files.createDirectories(Objects.requireNonNull(Path.of(file).getParent()));
      Files.writeString(Path.of(file), "other");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFolderThatAnotherRunMakesMeanwhileStays() throws IOException {
    Path out = folder.resolve("out");
    String other = out.resolve("part-00000").toString();
    Dataset<Row> rows =
        rows()
            .filter(
                (FilterFunction<Row>)
                    row -> {
                      writeOther(other);
                      return true;
                    });

    assertThatThrownBy(
            () -> SparkNegatives.of(RECIPE).write(rows, OutputFormats::axolotl, out.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            out
                + " is there already, and lines are written into a folder that is not there yet;"
                + " name another one, or delete this one first.");
    assertThat(Path.of(other)).hasContent("other");
  }

  @Test
  void aFolderIsDeletedOnlyIfNothingIsInIt() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("part-00000"), "other");
    Path file = Files.writeString(folder.resolve("file"), "other");

    for (Path path : List.of(empty, full, file, folder.resolve("none"))) {
      HadoopFolder.of(path.toUri().toString(), new Configuration(false)).deleteEmpty();
    }

    assertThat(empty).doesNotExist();
    assertThat(full.resolve("part-00000")).hasContent("other");
    assertThat(file).hasContent("other");
  }

  @Test
  void aPassageThatCannotBeEmbeddedOnDemandIsNamed() {
    assertThatThrownBy(
            () ->
                SparkNegatives.of(
                        data ->
                            RECIPE
                                .on(data)
                                .embedWith(new NoPassages())
                                .embedPassages(PassageEmbedding.ON_DEMAND))
                    .write(rows(), OutputFormats::axolotl, folder.resolve("out").toString()))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageMatching(
            "the embedder 'no-passages' made a vector of 1 dimensions for the passage \"Der Turm"
                + " Nummer \\d+ steht am Fluss\\.( und mehr)?\"; it says that it makes 2\\.");
  }

  /** An embedder that fails with passages. */
  private static final class NoPassages implements EmbeddingProvider {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public String fingerprint() {
      return "no-passages";
    }

    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      float[] vector = role == TextRole.PASSAGE ? new float[] {1} : new float[] {1, 1};
      return texts.stream().map(text -> Embedding.of(vector)).toList();
    }
  }

  @Test
  void aGroundThatAnotherRunChangedIsAnError() {
    String ground = folder.resolve("ground").toUri().toString();
    SparkNegatives negatives =
        SparkNegatives.of(
                data -> RECIPE.on(data).seed(77).embedPassages(PassageEmbedding.ON_DEMAND))
            .groundIn(ground);
    Dataset<Row> first = negatives.mine(rows());
    Dataset<Row> second = negatives.mine(rows(row("Dom", "Wo?", 0L)));

    assertThat(second.count()).isEqualTo(41);
    assertThatThrownBy(first::collectAsList)
        .rootCause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            folder.resolve("ground").resolve("passages.ground")
                + " is not the file that this run began with: another run changed it meanwhile; run"
                + " again, and give runs over other passages another folder.");
  }

  @Test
  void aRowThatComesShortEndsTheCallWithOurMessage() {
    assertThatThrownBy(
            () ->
                SparkNegatives.of(data -> RECIPE.on(data).sampleK(999).whenShort(Shortage.FAIL))
                    .write(rows(), OutputFormats::axolotl, folder.resolve("out").toString()))
        .isInstanceOf(ShortageException.class)
        .hasMessageMatching(
            "the row with the question \"Wo steht Turm \\d+\\?\" of rows has \\d+ of 999 negatives:"
                + " .*\\. Take a wider pool, lower sampleK, or let whenShort\\(\\.\\.\\) keep, skip"
                + " or widen such rows\\.");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void rowsThatComeInOtherPartsTheSecondTimeAreAnError() {
    Dataset<Row> changing =
        rows().filter((FilterFunction<Row>) row -> CALLS.incrementAndGet() % 3 != 0);

    assertThatThrownBy(() -> SparkNegatives.of(RECIPE).mine(changing).collectAsList())
        .rootCause()
        .hasMessageStartingWith("the data set changed between two readings: ");
  }
}
