package io.github.easyneg.spark;

import com.sun.management.OperatingSystemMXBean;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Measures processor time a row of this process, on one machine and on Spark in {@code local[2]},
 * for made rows. docs/benchmarks.md has the command and what came of it.
 */
public final class SparkBench {
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final int RUNS = 8;

  private SparkBench() {}

  private interface Work {
    void run() throws Exception;
  }

  /**
   * Runs.
   *
   * @param args how many rows
   */
  public static void main(String[] args) throws Exception {
    int rows = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("spark-bench-");
    Path file = MadeRows.write(folder.resolve("rows.jsonl"), rows);
    SparkRecipe recipe =
        data ->
            EasyNegatives.from(data).sampleK(3).threads(2).embedWith(HashingEmbedder.defaults());
    try (var spark = LocalSpark.builder("local[2]").getOrCreate()) {
      // On disk, so that the heap holds what mining needs, and not the rows.
      Dataset<Row> read =
          MadeRows.read(spark, file).repartition(8).persist(StorageLevel.DISK_ONLY());
      long counted = read.count();
      for (int run = 1; run <= RUNS; run++) {
        Path plain = folder.resolve("plain-" + run + ".jsonl");
        measure(
            "plain: read, embed, draw, write",
            run,
            counted,
            () -> recipe.on(Datasets.jsonl(file)).toAxolotl(plain));
        Dataset<Row>[] mined = newArray();
        measure("spark: facts, ground, vectors", run, counted, () -> mined[0] = mine(recipe, read));
        measure(
            "spark: embed anchors, draw",
            run,
            counted,
            () -> mined[0].write().format("noop").mode("overwrite").save());
        Path out = folder.resolve("spark-" + run);
        measure(
            "spark: all, lines written",
            run,
            counted,
            () -> {
              var report =
                  SparkNegatives.of(recipe).write(read, OutputFormats::axolotl, out.toString());
              System.out.println(report.time());
            });
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Dataset<Row>[] newArray() {
    return (Dataset<Row>[]) new Dataset<?>[1];
  }

  private static Dataset<Row> mine(SparkRecipe recipe, Dataset<Row> rows) {
    return SparkNegatives.of(recipe).mine(rows);
  }

  private static void measure(String what, int run, long rows, Work work) throws Exception {
    long cpu = MACHINE.getProcessCpuTime();
    long wall = System.nanoTime();
    work.run();
    double cpuMicros = (MACHINE.getProcessCpuTime() - cpu) / 1e3;
    double seconds = (System.nanoTime() - wall) / 1e9;
    System.gc();
    Runtime java = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "run %d  %-32s %8.1f us of processor a row  %6.1f s  heap %d MB%n",
        run,
        what,
        cpuMicros / rows,
        seconds,
        (java.totalMemory() - java.freeMemory()) >> 20);
  }
}
