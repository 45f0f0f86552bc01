package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GermanragShapeTest {

  @Test
  void aDataSetOfGermanragsShapeGivesItsNumberOfLines(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("train.jsonl");
    MiningReport report =
        EasyNegatives.from(Datasets.of(RandomDatasets.germanragShaped(1)))
            .embedWith(HashingEmbedder.defaults())
            .toAxolotl(out);
    assertThat(report.rows().read()).isEqualTo(3362);
    assertThat(report.rows().withPositive()).isEqualTo(2243);
    assertThat(report.rows().withoutPositive()).isEqualTo(1119);
    assertThat(report.rows().contexts()).isEqualTo(7835);
    assertThat(report.negatives().mined()).isEqualTo(3362);
    assertThat(report.lines().answers()).isEqualTo(2243);
    assertThat(report.lines().written()).isEqualTo(11_197);
    assertThat(Files.readAllLines(out)).hasSize(11_197);
  }
}
