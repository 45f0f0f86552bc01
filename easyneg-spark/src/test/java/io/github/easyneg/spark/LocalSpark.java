package io.github.easyneg.spark;

import org.apache.spark.sql.SparkSession;

/** One session for all tests of a JVM, which Spark ends with it. */
final class LocalSpark {
  private static final SparkSession SESSION = start("local[4]");

  private LocalSpark() {}

  static SparkSession session() {
    return SESSION;
  }

  static SparkSession start(String master) {
    return SparkSession.builder()
        .master(master)
        .appName("easyneg")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/warehouse")
        .getOrCreate();
  }
}
