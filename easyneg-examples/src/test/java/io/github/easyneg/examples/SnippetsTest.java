package io.github.easyneg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows does not just compile; what needs no other model is run. */
class SnippetsTest {
  private Path out = Path.of("");

  @BeforeEach
  void nameTheOutput(@TempDir Path folder) {
    out = folder.resolve("train.jsonl");
  }

  @Test
  void firstExampleWritesTrainingData() throws IOException {
    FirstExample.main(new String[] {Repository.SAMPLE.toString(), out.toString()});

    // 279 contexts and three negatives for each of 120 rows
    assertThat(Files.readAllLines(out)).hasSize(639);
  }

  @Test
  void everyKnobWritesTripletsOfRowsWithAPositive() throws IOException {
    Snippets.everyKnob(Repository.SAMPLE, out);

    assertThat(Files.readAllLines(out))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("{\"anchor\":"));
  }

  @Test
  void nearestTwentyGivesEachRowOne() throws IOException {
    Snippets.reference(Repository.SAMPLE, out);

    assertThat(Files.readAllLines(out)).hasSize(399);
  }

  @Test
  void mixWrites() throws IOException {
    Snippets.mix(Repository.SAMPLE, out);

    assertThat(Files.readAllLines(out)).hasSizeGreaterThan(279 + 2 * 120);
  }

  @Test
  void refusalRatioThinsRefusals() throws IOException {
    Snippets.fewerRefusals(Repository.SAMPLE, out);

    // 80 answers, and about 240 refusals out of 319
    assertThat(Files.readAllLines(out)).hasSizeBetween(280, 360);
  }

  @Test
  void rowsInMemoryAreMined() throws IOException {
    Snippets.rowsInMemory(out);

    assertThat(Files.readAllLines(out)).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void explainPrints() {
    Snippets.explain(Repository.SAMPLE);
  }

  @Test
  void ownGuardsAreAsked() throws IOException {
    Snippets.ownGuard(Repository.SAMPLE, out);
    Snippets.sameSource(Repository.SAMPLE, out.resolveSibling("same-source.jsonl"));

    assertThat(Files.readAllLines(out)).hasSize(399);
  }

  @Test
  void ownEmbedderIsUsed() {
    MiningReport report =
        EasyNegatives.from(Datasets.jsonl(Repository.SAMPLE))
            .embedWith(new LetterEmbedder())
            .toAxolotl(out);

    assertThat(report.negatives().mined()).isEqualTo(120);
  }
}
