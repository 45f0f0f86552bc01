package io.github.easyneg.spark;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.draw.ReuseLimit;
import io.github.easyneg.internal.ground.MergedFacts;
import io.github.easyneg.internal.ground.MergedFacts.Questions;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.PartFacts;
import io.github.easyneg.internal.ground.PassageVectors;
import io.github.easyneg.internal.ground.SharedGround;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.internal.run.Reckoning;
import io.github.easyneg.internal.run.WholeRun;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** What the driver does to mine rows: it collects the passages, and tells tasks what to draw. */
final class SparkRun {
  private static final String GROUND = "passages.ground";

  /** How long tasks may take to end after their job was given up: five seconds. */
  private static final int ATTEMPTS = 50;

  private static final int PAUSE_MILLIS = 100;

  /** So many bad rows are told with their reasons. */
  static final int SHOWN = 3;

  private final SparkNegatives.Options options;
  private final SparkSession session;
  private final JavaSparkContext spark;
  private final StructType schema;
  private final RowColumns columns;
  private final JavaRDD<Row> rows;
  private final SparkRows data;
  private final Settings settings;
  private final EmbeddingProvider model;
  private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
  private final List<String> notes = new ArrayList<>();

  SparkRun(SparkNegatives.Options options, Dataset<Row> rows) {
    this.options = options;
    this.session = rows.sparkSession();
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.schema = rows.schema();
    this.columns = RowColumns.of(options.name(), options.readAs(), schema);
    this.data = new SparkRows(options.name(), columns.notes());
    this.settings = Assignment.settings(options.recipe(), data, Optional.empty());
    Refusals.refuse(settings);
    this.model = Assignment.model(settings);
    // The same parts each time they are read, whatever Spark makes of the plan in between.
    this.rows = rows.toJavaRDD();
  }

  /** Returns the rows with their negatives, which are drawn when somebody asks for them. */
  Dataset<Row> mine() {
    RowColumns.requireRoom(schema, options.badRows().kept());
    String recipe = Sendable.hash("the recipe", options.recipe());
    Assignment assignment =
        lasting(
            files -> settled(prepared(files, recipe, Optional.empty(), Questions.OF_THESE_ROWS)));
    MineRows task = new MineRows(assignment, columns, options.badRows());
    return session.createDataFrame(
        rows.mapPartitionsWithIndex(task, true), MineRows.schema(schema, options.badRows()));
  }

  private Assignment settled(Prepared prepared) {
    settle(prepared);
    return prepared.assignment();
  }

  /** Does work whose files stay for draws that are asked for later; they go only if it fails. */
  private <T> T lasting(Function<RunFiles, T> work) {
    RunFiles files = new RunFiles(spark, options);
    boolean done = false;
    try {
      T result = work.apply(files);
      done = true;
      return result;
    } finally {
      if (!done) {
        files.close();
      }
    }
  }

  /** Returns what draws need, for these rows and for others with the same passages. */
  Assignment fit() {
    RowColumns.requireRoom(schema, options.badRows().kept());
    Refusals.refuseInPipeline(settings);
    String recipe = Sendable.hash("the recipe", options.recipe());
    return lasting(files -> prepared(files, recipe, Optional.empty(), Questions.OF_ANY_ROWS))
        .assignment()
        .forAnyRows();
  }

  /** Writes lines, and returns what was done. */
  MiningReport write(SparkFormat made, String path) {
    String recipe = Sendable.hash("the recipe", options.recipe());
    String unused = Sendable.hash("the format", made);
    OutputFormat format = made.format();
    Refusals.refuse(format);
    HadoopFolder target = HadoopFolder.of(path, spark.hadoopConfiguration());
    requireAbsent(target, path);
    try (RunFiles files = new RunFiles(spark, options)) {
      Prepared prepared = prepared(files, recipe, Optional.of(format), Questions.OF_THESE_ROWS);
      return write(prepared, made, format, target, path);
    }
  }

  private static void requireAbsent(HadoopFolder target, String path) {
    if (target.exists()) {
      throw new IllegalArgumentException(
          path
              + " is there already, and lines are written into a folder that is not there yet; name"
              + " another one, or delete this one first.");
    }
  }

  private MiningReport write(
      Prepared prepared, SparkFormat made, OutputFormat format, HadoopFolder target, String path) {
    long[] thinned = thinned(prepared, made, format);
    settle(prepared);
    WriteLines task =
        new WriteLines(
            prepared.assignment(), columns, options.badRows(), made, thinned, new PartCounts());
    spark.sc().register(task.counts(), "easyneg");
    long start = System.nanoTime();
    // Hours may have gone since it was asked first.
    requireAbsent(target, path);
    boolean written = false;
    try {
      session
          .createDataFrame(
              rows.mapPartitionsWithIndex(task, true),
              new StructType().add("value", DataTypes.StringType, false))
          .write()
          .text(target.uri());
      written = true;
    } finally {
      if (!written) {
        // What Spark leaves of a job that it gave up; what others wrote meanwhile stays. Tasks that
        // still run could make the folder anew.
        awaitTasks();
        target.deleteEmpty();
      }
    }
    times.merge(Stage.MINE, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    WholeRun whole = prepared.whole();
    task.counts().value().values().forEach(whole::add);
    notes.forEach(whole::note);
    return whole.report(
        prepared.parts().stream().mapToLong(PartFacts.Size::rejected).sum(),
        times,
        prepared.files().folder());
  }

  /** Waits until no task runs, some seconds at most: other jobs may have theirs. */
  private void awaitTasks() {
    for (int attempt = 0; attempt < ATTEMPTS && runningTasks() > 0; attempt++) {
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private int runningTasks() {
    if (spark.sc().isStopped()) {
      return 0; // and cannot be asked
    }
    return Arrays.stream(spark.sc().statusTracker().getExecutorInfos())
        .mapToInt(SparkExecutorInfo::numRunningTasks)
        .sum();
  }

  /** Counts the lines of each kind, where refusals are thinned; else returns nothing. */
  private long[] thinned(Prepared prepared, SparkFormat made, OutputFormat format) {
    if (settings.wording().refusalRatio().isEmpty()) {
      return new long[0];
    }
    List<long[]> counted =
        rows.mapPartitionsWithIndex(
                new CountLines(prepared.assignment(), columns, options.badRows(), made), true)
            .collect();
    Reckoning all = new Reckoning(0, 0);
    for (long[] part : counted) {
      all = all.plus(new Reckoning(part[0], part[1]));
    }
    prepared.whole().refuseThinned(format, all);
    return new long[] {all.answers(), all.refusals()};
  }

  /** What draws need. */
  private record Prepared(
      Assignment assignment, WholeRun whole, List<PartFacts.Size> parts, RunFiles files) {}

  private Prepared prepared(
      RunFiles files, String recipe, Optional<OutputFormat> format, Questions questions) {
    // Read up to four times: once for the sizes, and as the ground file is compared and built.
    JavaRDD<byte[]> facts = facts(questions).persist(StorageLevel.DISK_ONLY());
    try {
      return prepared(files, recipe, format, facts);
    } finally {
      JavaRDD<byte[]> unused = facts.unpersist();
    }
  }

  private Prepared prepared(
      RunFiles files, String recipe, Optional<OutputFormat> format, JavaRDD<byte[]> facts) {
    List<PartFacts.Size> parts = timed(Stage.READ, () -> parts(facts));
    options
        .badRows()
        .requireFew(
            options.name(),
            parts.stream().mapToLong(PartFacts.Size::rejected).sum(),
            parts.stream().mapToLong(PartFacts.Size::rows).sum(),
            () -> rows.mapPartitionsWithIndex(new FindRejected(columns), true).take(SHOWN));
    Path groundFile = files.place(GROUND);
    SharedGround ground = timed(Stage.READ, () -> read(groundFile, facts));
    NumberedPassages corpus = ground.corpus();
    WholeRun whole = new WholeRun(settings, model, corpus);
    whole.refuseInfeasible();
    format.ifPresent(whole::refuseFruitless);
    options.ground().ifPresent(uri -> notes.add(ground.opened().words()));
    Path rowsFile = files.folder().resolve("rows.facts");
    String fingerprint = ground.writeRows(rowsFile);
    if (ground.opened().built()) {
      files.publish(groundFile);
    }
    String checksum = Assignment.checksum(settings, model);
    Assignment assignment =
        new Assignment(
            options.recipe(),
            data,
            checksum,
            fingerprint(recipe, checksum, fingerprint),
            fingerprint,
            files.sharedFile(groundFile),
            files.ownFile(rowsFile),
            parts);
    if (!PassageVectors.onDemand(settings, corpus)) {
      PassagesJob job = new PassagesJob(spark, model, corpus, whole, notes::add);
      Path vectors = timed(Stage.EMBED, () -> job.vectors(assignment, files));
      assignment.vectors(files.sharedFile(vectors));
    }
    return new Prepared(assignment, whole, parts, files);
  }

  /** Lets all rows draw in rounds until {@code maxReuse} is kept, if it is set. */
  private void settle(Prepared prepared) {
    if (settings.maxReuse().isPresent()) {
      ReuseLimit settled =
          timed(
              Stage.SETTLE,
              () -> prepared.whole().settle(limit -> claims(prepared.assignment(), limit)));
      prepared.assignment().limit(prepared.files().broadcast(settled));
    }
  }

  /** One round, in which those rows draw that must; returns what they claim, part by part. */
  private List<byte[]> claims(Assignment assignment, ReuseLimit limit) {
    Broadcast<ReuseLimit> sent = spark.broadcast(limit);
    try {
      return rows.mapPartitionsWithIndex(
              new ClaimPassages(assignment, columns, options.badRows(), sent), true)
          .collect();
    } finally {
      sent.destroy();
    }
  }

  private String fingerprint(String recipe, String checksum, String ground) {
    return Sha256.of(
            String.format(
                Locale.ROOT,
                "%s %s %s %s %s",
                recipe,
                checksum,
                ground,
                options.name(),
                options.ground().orElse("")))
        .substring(0, 32);
  }

  /** Returns what is known of the rows, sorted and merged. */
  private JavaRDD<byte[]> facts(Questions questions) {
    return session
        .createDataFrame(
            rows.mapPartitionsWithIndex(new FindFacts(columns, options.badRows()), true),
            FactRows.SCHEMA)
        .repartition(functions.col("kind"), functions.col("a"))
        .sortWithinPartitions("kind", "a", "b", "c", "count")
        .toJavaRDD()
        .mapPartitions(
            all -> FactBlocks.of(new MergedFacts(FactRows.mapped(all, FactRows::fact), questions)));
  }

  /** Returns the sizes of all parts, which have no texts. */
  private static List<PartFacts.Size> parts(JavaRDD<byte[]> facts) {
    List<byte[]> blocks =
        facts.mapPartitions(all -> FactBlocks.of(FactBlocks.parts(all))).collect();
    List<PartFacts.Size> parts = new ArrayList<>();
    FactBlocks.facts(blocks.iterator()).forEachRemaining(of -> parts.add(PartFacts.Size.of(of)));
    parts.sort(Comparator.comparingInt(PartFacts.Size::part));
    return parts;
  }

  private SharedGround read(Path file, JavaRDD<byte[]> facts) {
    try (Workers workers = new Workers(settings.threads())) {
      return SharedGround.read(
          file, settings, () -> FactBlocks.facts(facts.toLocalIterator()), workers, notes::add);
    }
  }

  private <T> T timed(Stage stage, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      times.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    }
  }
}
