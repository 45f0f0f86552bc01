package io.github.easyneg.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.Audit;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameBytesTest {
  private static final SparkRecipe RECIPE =
      data ->
          EasyNegatives.from(data)
              .sampleK(3)
              .refusalRatio(0.6)
              .embedWith(HashingEmbedder.defaults());

  @TempDir static Path folder;
  private static Path file;
  private static String expected;
  private static MiningReport report;

  @BeforeAll
  static void mineOnOneMachine() throws IOException {
    file = MadeRows.write(folder.resolve("rows.jsonl"), 1500);
    Path out = folder.resolve("plain.jsonl");
    report = RECIPE.on(Datasets.jsonl(file)).toAxolotl(out);
    expected = Files.readString(out);
  }

  private static Dataset<Row> rows(int partitions) {
    Dataset<Row> rows = MadeRows.read(LocalSpark.session(), file);
    return partitions == 1
        ? rows.coalesce(1)
        : LocalSpark.session()
            .createDataFrame(inOrder(rows.collectAsList(), partitions), MadeRows.SCHEMA);
  }

  private static org.apache.spark.api.java.JavaRDD<Row> inOrder(List<Row> rows, int partitions) {
    return org.apache.spark.api.java.JavaSparkContext.fromSparkContext(
            LocalSpark.session().sparkContext())
        .parallelize(rows, partitions);
  }

  /** Names the first line that differs; two whole files would tell nobody anything. */
  static void assertSame(String found, String expected) {
    List<String> lines = found.lines().toList();
    List<String> others = expected.lines().toList();
    for (int i = 0; i < Math.min(lines.size(), others.size()); i++) {
      assertThat(lines.get(i)).as("line %d", i + 1).isEqualTo(others.get(i));
    }
    assertThat(lines).hasSameSizeAs(others);
    assertThat(found.equals(expected)).as("bytes").isTrue();
  }

  static String joined(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> parts =
          files
              .filter(part -> String.valueOf(part.getFileName()).startsWith("part-"))
              .sorted()
              .toList();
      StringBuilder all = new StringBuilder();
      for (Path part : parts) {
        all.append(Files.readString(part, StandardCharsets.UTF_8));
      }
      return all.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void partFilesOneAfterTheOtherAreTheFileOfOneMachine(int partitions) throws IOException {
    Path out = folder.resolve("out-" + partitions);
    Files.copy(file, Path.of("/tmp/spark/rows.jsonl"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    MiningReport found =
        SparkNegatives.of(RECIPE).named("rows.jsonl").write(
            rows(partitions), OutputFormats::axolotl, out.toString());

    assertSame(joined(out), expected);
    assertThat(found.rows()).isEqualTo(report.rows());
    assertThat(found.negatives()).isEqualTo(report.negatives());
    assertThat(found.lines()).isEqualTo(report.lines());
    assertThat(found.reuse()).isEqualTo(report.reuse());
    assertThat(found.cosines()).isEqualTo(report.cosines());
    assertThat(found.rejected()).isEqualTo(report.rejected());
    assertThat(found.cost()).isEqualTo(report.cost());
    assertThat(found.examples()).isEqualTo(report.examples());
  }
}
