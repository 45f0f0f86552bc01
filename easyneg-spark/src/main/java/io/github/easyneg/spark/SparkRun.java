package io.github.easyneg.spark;

import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.ground.EmbedderCounts;
import io.github.easyneg.internal.ground.MergedFacts;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.PartFacts;
import io.github.easyneg.internal.ground.PassageVectors;
import io.github.easyneg.internal.ground.SharedGround;
import io.github.easyneg.internal.ground.VectorsFile;
import io.github.easyneg.internal.io.Sha256;
import io.github.easyneg.internal.run.Reckoning;
import io.github.easyneg.internal.run.WholeRun;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
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
  private static final int TASKS_A_CORE = 4;

  private final SparkNegatives.Options options;
  private final SparkSession session;
  private final JavaSparkContext spark;
  private final StructType schema;
  private final RowColumns columns;
  private final JavaRDD<Row> rows;
  private final SparkRows data;
  private final Settings settings;
  private final EmbeddingProvider model;
  private final Path folder;
  private final Optional<HadoopFolder> shared;
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
    this.shared = options.ground().map(uri -> HadoopFolder.of(uri, spark.hadoopConfiguration()));
    // The same parts each time they are read, whatever Spark makes of the plan in between.
    this.rows = rows.toJavaRDD();
    this.folder =
        DriverFolder.create(
            spark.getConf().get("spark.local.dir", System.getProperty("java.io.tmpdir")));
  }

  /** Returns the rows with their negatives, which are drawn when somebody asks for them. */
  Dataset<Row> mine() {
    RowColumns.requireRoom(schema, options.badRows().kept());
    String recipe = Sendable.hash("the recipe", options.recipe());
    Prepared prepared = prepared(recipe, Optional.empty());
    MineRows task = new MineRows(prepared.assignment(), columns, options.badRows());
    return session.createDataFrame(rows.mapPartitionsWithIndex(task, true), task.schema(schema));
  }

  /** Writes lines, and returns what was done. */
  MiningReport write(SparkFormat made, String path) {
    try {
      String recipe = Sendable.hash("the recipe", options.recipe());
      String unused = Sendable.hash("the format", made);
      OutputFormat format = made.format();
      Refusals.refuse(format);
      HadoopFolder target = HadoopFolder.of(path, spark.hadoopConfiguration());
      requireAbsent(target, path);
      Prepared prepared = prepared(recipe, Optional.of(format));
      try {
        return write(prepared, made, format, target, path);
      } finally {
        prepared.close();
      }
    } finally {
      DriverFolder.delete(folder);
    }
  }

  private static void requireAbsent(HadoopFolder target, String path) {
    if (target.exists()) {
      throw new IllegalArgumentException(
          path + " is there already; name another folder, or delete it first.");
    }
  }

  private MiningReport write(
      Prepared prepared, SparkFormat made, OutputFormat format, HadoopFolder target, String path) {
    WriteLines task =
        new WriteLines(
            prepared.assignment(),
            columns,
            options.badRows(),
            made,
            thinned(prepared, made, format),
            new PartCounts());
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
        // What Spark leaves of a job that it gave up; what others wrote meanwhile stays.
        target.deleteEmpty();
      }
    }
    times.merge(Stage.MINE, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    WholeRun whole = prepared.whole();
    task.counts().value().values().forEach(whole::add);
    notes.forEach(whole::note);
    return whole.report(
        prepared.parts().stream().mapToLong(PartFacts.Size::rejected).sum(), times, folder);
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
      Assignment assignment, WholeRun whole, List<PartFacts.Size> parts, List<SentFile> sent) {
    void close() {
      sent.forEach(SentFile::close);
    }
  }

  private Prepared prepared(String recipe, Optional<OutputFormat> format) {
    // Read up to four times: once for the sizes, and as the ground file is compared and built.
    JavaRDD<Row> facts = facts().persist(StorageLevel.DISK_ONLY());
    try {
      return prepared(recipe, format, facts);
    } finally {
      JavaRDD<Row> unused = facts.unpersist();
    }
  }

  private Prepared prepared(String recipe, Optional<OutputFormat> format, JavaRDD<Row> facts) {
    List<PartFacts.Size> parts = timed(Stage.READ, () -> parts(facts));
    options.badRows().requireFew(parts.stream().mapToLong(PartFacts.Size::rejected).sum());
    Path groundFile = ground();
    SharedGround ground = timed(Stage.READ, () -> read(groundFile, facts));
    NumberedPassages corpus = ground.corpus();
    WholeRun whole = new WholeRun(settings, model, corpus);
    format.ifPresent(whole::refuseFruitless);
    options.ground().ifPresent(uri -> notes.add(ground.opened().words()));
    Path rowsFile = folder.resolve("rows.facts");
    String files = ground.writeRows(rowsFile);
    if (ground.opened().built()) {
      publish(groundFile, GROUND);
    }
    List<SentFile> sent = new ArrayList<>();
    sent.add(sent(groundFile, Optional.of(GROUND)));
    sent.add(sent(rowsFile, Optional.empty()));
    String checksum = Assignment.checksum(settings, model);
    Assignment assignment =
        new Assignment(
            options.recipe(),
            data,
            checksum,
            fingerprint(recipe, checksum, files),
            files,
            sent.get(0),
            sent.get(1),
            parts);
    if (!PassageVectors.onDemand(settings, corpus)) {
      Path vectors = timed(Stage.EMBED, () -> vectors(corpus, assignment, whole));
      SentFile file = sent(vectors, Optional.of(String.valueOf(vectors.getFileName())));
      sent.add(file);
      assignment.vectors(file);
    }
    return new Prepared(assignment, whole, parts, sent);
  }

  private String fingerprint(String recipe, String checksum, String files) {
    return Sha256.of(
            String.format(
                Locale.ROOT,
                "%s %s %s %s %s",
                recipe,
                checksum,
                files,
                options.name(),
                options.ground().orElse("")))
        .substring(0, 32);
  }

  /** Returns what is known of the rows, sorted and merged. */
  private JavaRDD<Row> facts() {
    return session
        .createDataFrame(
            rows.mapPartitionsWithIndex(new FindFacts(columns, options.badRows()), true),
            FactRows.SCHEMA)
        .repartition(functions.col("kind"), functions.col("a"))
        .sortWithinPartitions("kind", "a", "b", "c", "count")
        .toJavaRDD()
        .mapPartitions(
            all ->
                FactRows.mapped(
                    new MergedFacts(FactRows.mapped(all, FactRows::fact)), FactRows::row));
  }

  /** Returns the sizes of all parts, which have no texts. */
  private static List<PartFacts.Size> parts(JavaRDD<Row> facts) {
    return facts.filter(FactRows::isOfPart).collect().stream()
        .map(row -> PartFacts.Size.of(FactRows.fact(row)))
        .sorted(Comparator.comparingInt(PartFacts.Size::part))
        .toList();
  }

  /** Returns where the driver keeps the ground file; one that was made before is there. */
  private Path ground() {
    Optional<Path> local = shared.flatMap(HadoopFolder::local);
    if (local.isPresent()) {
      try {
        return Files.createDirectories(local.get()).resolve(GROUND);
      } catch (IOException e) {
        throw new UncheckedIOException(
            local.get() + " cannot be made: " + e + "; name another folder by groundIn(\"..\").",
            e);
      }
    }
    Path file = folder.resolve(GROUND);
    boolean unused = shared.isPresent() && shared.get().fetch(GROUND, file);
    return file;
  }

  private SharedGround read(Path file, JavaRDD<Row> facts) {
    try (Workers workers = new Workers(settings.threads())) {
      return SharedGround.read(
          file,
          settings,
          () -> FactRows.mapped(facts.toLocalIterator(), FactRows::fact),
          workers,
          notes::add);
    }
  }

  /** Puts a file where all machines see it, unless the driver made it there. */
  private void publish(Path file, String name) {
    if (shared.isPresent() && shared.get().local().isEmpty()) {
      shared.get().put(file, name);
    }
  }

  /**
   * Returns how executors get a file.
   *
   * @param name of the file in the shared folder, if it is one of those that lie there
   */
  private SentFile sent(Path file, Optional<String> name) {
    if (options.sending() == SparkNegatives.Sending.BROADCAST) {
      return SentFile.broadcast(spark, file);
    }
    if (spark.sc().isLocal()) {
      return SentFile.here(file);
    }
    if (shared.isPresent() && name.isPresent()) {
      try {
        return SentFile.shared(shared.get(), name.get(), Files.size(file));
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be read: " + e, e);
      }
    }
    return SentFile.broadcast(spark, file);
  }

  /** Returns the vectors of all passages, from before, or made now by all executors. */
  private Path vectors(NumberedPassages corpus, Assignment assignment, WholeRun whole) {
    String name = "vectors-" + Sha256.of(model.fingerprint()).substring(0, 16) + ".ground";
    Optional<Path> local = shared.flatMap(HadoopFolder::local);
    Path file = local.map(of -> of.resolve(name)).orElseGet(() -> folder.resolve(name));
    if (local.isEmpty() && shared.isPresent()) {
      boolean unused = shared.get().fetch(name, file);
    }
    if (VectorsFile.isOf(file, corpus, model.fingerprint(), model.dimension())) {
      notes.add("vectors: read " + corpus.size() + " from " + file);
      whole.add(new EmbedderCounts(), VectorsFile.without(file));
      return file;
    }
    embed(file, corpus, assignment, whole);
    publish(file, name);
    return file;
  }

  private void embed(Path file, NumberedPassages corpus, Assignment assignment, WholeRun whole) {
    List<int[]> ranges = ranges(corpus.size());
    JavaRDD<Row> made =
        spark
            .parallelize(ranges, ranges.size())
            .flatMap(new EmbedPassages(assignment))
            // Made by all executors at once, and read in order after that.
            .persist(StorageLevel.DISK_ONLY());
    EmbedderCounts counts = new EmbedderCounts();
    long without = 0;
    try (VectorsFile out =
        VectorsFile.create(file, corpus, model.fingerprint(), model.dimension())) {
      long unused = made.count();
      for (Iterator<Row> all = made.toLocalIterator(); all.hasNext(); ) {
        Row row = all.next();
        VectorsFile.Batch batch = EmbedPassages.batch(row);
        out.add(batch);
        without += batch.without().length;
        counts.addAll(new DataInputStream(new ByteArrayInputStream(EmbedPassages.counts(row))));
      }
      out.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      JavaRDD<Row> unused = made.unpersist();
    }
    whole.add(counts, without);
  }

  /** Cuts the passages into ranges of whole batches, some for each core. */
  private List<int[]> ranges(int passages) {
    int batch = VectorsFile.batch();
    int batches = (passages + batch - 1) / batch;
    int tasks = Math.max(1, Math.min(batches, TASKS_A_CORE * spark.defaultParallelism()));
    int each = (batches + tasks - 1) / tasks;
    List<int[]> ranges = new ArrayList<>();
    for (int from = 0; from < batches; from += each) {
      ranges.add(new int[] {from * batch, (int) Math.min(passages, (long) (from + each) * batch)});
    }
    return ranges;
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
