package io.github.easyneg.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Spark with two workers, whose executors are processes of their own. */
final class ClusterSpark {
  private ClusterSpark() {}

  /** Starts it, in place of Spark in this process. */
  static SparkSession start() throws IOException {
    LocalSpark.session().stop();
    Files.createDirectories(home().resolve("jars"));
    String classPath =
        Arrays.stream(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return LocalSpark.builder("local-cluster[2,1,1024]")
        .config("spark.executor.extraClassPath", classPath)
        .config("spark.task.maxFailures", "4")
        .getOrCreate();
  }

  /** Returns the folder in which workers keep what is theirs, below {@code work}. */
  static Path home() {
    return Path.of(System.getenv("SPARK_HOME"));
  }
}
