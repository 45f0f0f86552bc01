package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers whose disk is full: a file system of 2 MB in memory, which root alone may mount. Asked
 * for as {@link ClusterTest} is.
 */
@EnabledIfSystemProperty(named = "easyneg.spark.cluster", matches = "true")
class FullDiskTest {
  private static final Path WORK = ClusterSpark.home().resolve("work");

  private static boolean mounted;
  private static @Nullable SparkSession spark;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(WORK);
    mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", WORK.toString());
    if (!mounted) {
      System.err.println(
          "No file system can be mounted at "
              + WORK
              + ". Tests of a full disk are skipped; root may mount one on Linux.");
    }
    assumeTrue(mounted, "a file system can be mounted");
    spark = ClusterSpark.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (!mounted) {
      return;
    }
    try {
      if (spark != null) {
        spark.stop();
      }
    } finally {
      // Executors end a moment after that, and write their last words there.
      assertThat(run("umount", "-l", WORK.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // There is no such command.
    }
  }

  @Test
  void whatDoesNotFitIsNamedAndNothingIsHalfWritten(@TempDir Path folder) {
    Path file = MadeRows.write(folder.resolve("rows.jsonl"), 1500);
    Dataset<Row> rows = MadeRows.read(Objects.requireNonNull(spark), file).repartition(4);
    Path out = folder.resolve("out");

    assertThatThrownBy(
            () ->
                SparkNegatives.of(
                        data ->
                            EasyNegatives.from(data)
                                .sampleK(3)
                                .embedWith(HashingEmbedder.defaults()))
                    .write(rows, OutputFormats::axolotl, out.toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageMatching(
            "an executor could not copy passages\\.ground to \\S+: java\\.io\\.IOException: No"
                + " space left on device; give its working directory more room, or check the file's"
                + " permissions\\.");
    assertThat(out).doesNotExist();
  }
}
