package io.github.easyneg.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark in this process, of which there is one at a time. */
final class LocalSpark {
  /** Where the driver keeps files of runs: of this process alone, so that tests may look there. */
  static final Path FILES = folder();

  private LocalSpark() {}

  private static Path folder() {
    try {
      Path made = Files.createTempDirectory("easyneg-spark-tests");
      // Spark deletes what is its own, and runs what is theirs.
      made.toFile().deleteOnExit();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the session of all tests that need no processes of their own; begun where there is
   * none.
   */
  static SparkSession session() {
    return builder("local[4]").getOrCreate();
  }

  static SparkSession.Builder builder(String master) {
    return SparkSession.builder()
        .master(master)
        .appName("easyneg")
        .config("spark.ui.enabled", "false")
        .config("spark.local.dir", FILES.toString())
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse");
  }
}
