package io.github.easyneg.internal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.report.MiningReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Questions whose words are so rare that all passages with one score above the pool: a row then
 * costs little more than a look at those.
 */
class RareWordsTest {
  private static final int ROWS = 50;
  private static final int PASSAGES = 20_000;

  /** More than the pool leaves out at its upper end, and less than a race would find quickly. */
  private static final int HOLDERS = 600;

  /** The row that carries the passages, and so has no candidates. */
  private static final long SCANNED = 1;

  @Test
  void aRaceThatCannotFindWhatItLooksForEndsEarly() {
    MiningReport report = mine();
    assertThat(report.cost().scannedRows()).isEqualTo(SCANNED);
    // The race, the look at the holders, and three of the passages without words in common.
    assertThat(report.cost().proposals() / ROWS).isBetween((long) HOLDERS, HOLDERS + 512L);
  }

  private static MiningReport mine() {
    List<String> texts = new ArrayList<>();
    for (int p = 0; p < PASSAGES; p++) {
      String rare = p % 33 == 0 && p / 33 < HOLDERS ? "needle" : "straw";
      String common = p % 7 == 0 ? "hay" : "grass";
      texts.add("passage " + p + " of " + rare + " and " + common);
    }
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(QaRow.of(List.of("own context"), "needle", "answer " + i, 0));
    }
    rows.add(QaRow.withoutPositive(texts, "", ""));
    List<MinedRow> mined = new ArrayList<>();
    MiningReport report =
        EasyNegatives.from(Datasets.of(rows))
            .embedWith(VectorsByText.byCosine(text -> (text.hashCode() & 0xffff) / 65536.0))
            .sampleK(3)
            .forEach(mined::add);
    assertThat(mined.subList(0, ROWS)).allSatisfy(row -> assertThat(row.negatives()).hasSize(3));
    return report;
  }
}
