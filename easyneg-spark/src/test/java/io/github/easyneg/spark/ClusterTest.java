package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Executors in processes of their own, one of which dies; takes minutes, so it is asked for. */
@EnabledIfSystemProperty(named = "easyneg.spark.cluster", matches = "true")
class ClusterTest {
  /** So many candidates are judged in a process before it dies. */
  private static final int CALLS = 700;

  /** By the test that calls, as executors stay for all of them. */
  private static final Map<String, AtomicInteger> CALLED = new ConcurrentHashMap<>();

  private static Path folder;
  private static Path file;
  private static SparkSession spark;

  @BeforeAll
  static void start(@TempDir Path shared) throws IOException {
    folder = shared;
    spark = ClusterSpark.start();
    file = MadeRows.write(folder.resolve("rows.jsonl"), 1500);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static SparkRecipe recipe(String marker) {
    return data ->
        EasyNegatives.from(data)
            .sampleK(3)
            .embedWith(HashingEmbedder.defaults())
            .rejecting(Guards.guard("lives", (row, candidate) -> dieOnce(marker)));
  }

  /** Ends this process, if no other one has ended so before; else rejects nothing. */
  private static boolean dieOnce(String marker) {
    if (CALLED.computeIfAbsent(marker, m -> new AtomicInteger()).incrementAndGet() == CALLS) {
      try {
        Files.createFile(Path.of(marker));
        Runtime.getRuntime().halt(137);
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return false;
  }

  private static String expected(String marker) throws IOException {
    Path out = folder.resolve("plain.jsonl");
    recipe(marker).on(Datasets.jsonl(file)).toAxolotl(out);
    return Files.readString(out);
  }

  private static Dataset<Row> rows() {
    return MadeRows.read(spark, file).repartition(6);
  }

  @Test
  void anExecutorThatDiesLeavesTheSameNegativesAndCounts() throws IOException {
    Path marker = Files.createFile(folder.resolve("died"));
    String plain = expected(marker.toString());
    Files.delete(marker);
    Path out = folder.resolve("out");

    MiningReport report =
        SparkNegatives.of(recipe(marker.toString()))
            .write(rows(), OutputFormats::axolotl, out.toString());

    assertThat(marker).exists();
    assertThat(SameBytesTest.joined(out).lines().sorted().toList())
        .isEqualTo(plain.lines().sorted().toList());
    assertThat(report.lines().written()).isEqualTo(plain.lines().count());
    assertThat(report.negatives().mined()).isEqualTo(3 * report.rows().read());
  }

  @Test
  void anExecutorThatDiesInARoundOfMaxReuseLeavesTheSameNegatives() throws IOException {
    Path marker = Files.createFile(folder.resolve("died in a round"));
    SparkRecipe plainRecipe = recipe(marker.toString());
    String name = marker.toString();
    Path plain = folder.resolve("plain-reuse.jsonl");
    MiningReport expected = plainRecipe.on(Datasets.jsonl(file)).maxReuse(3).toAxolotl(plain);
    Files.delete(marker);
    Path out = folder.resolve("reuse-out");

    MiningReport report =
        SparkNegatives.of(data -> recipe(name).on(data).maxReuse(3))
            .write(rows(), OutputFormats::axolotl, out.toString());

    assertThat(marker).exists();
    assertThat(SameBytesTest.joined(out).lines().sorted().toList())
        .isEqualTo(Files.readString(plain).lines().sorted().toList());
    assertThat(report.cost().reuseRounds()).isEqualTo(expected.cost().reuseRounds());
    assertThat(expected.cost().reuseRounds()).isGreaterThan(2);
  }

  @Test
  void executorsReadTheGroundFromASharedFolder() throws IOException {
    Path marker = Files.createFile(folder.resolve("nobody dies"));
    String plain = expected(marker.toString());
    Path out = folder.resolve("shared-out");

    MiningReport report =
        SparkNegatives.of(recipe(marker.toString()))
            .groundIn(folder.resolve("shared").toUri().toString())
            .write(rows(), OutputFormats::axolotl, out.toString());

    assertThat(report.lines().written()).isEqualTo(plain.lines().count());
    assertThat(SameBytesTest.joined(out).lines().sorted().toList())
        .isEqualTo(plain.lines().sorted().toList());
  }
}
