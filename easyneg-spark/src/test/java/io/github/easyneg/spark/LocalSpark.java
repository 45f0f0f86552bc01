package io.github.easyneg.spark;

import org.apache.spark.sql.SparkSession;

/** Spark in this process, of which there is one at a time. */
final class LocalSpark {
  private LocalSpark() {}

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
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse");
  }
}
