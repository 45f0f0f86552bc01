package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.MinedRow.Reason;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.NegativeCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that ask for three negatives and find two, one and none. */
class ShortageTest {
  private static final List<QaRow> ROWS =
      List.of(
          QaRow.withoutPositive(List.of("a"), "one", "none"),
          QaRow.of(List.of("b", "a"), "two", "zwei", 0));

  private static EasyNegatives recipe() {
    return Jobs.all(ROWS, "a", "b", "c").withoutGuards(Guards.NEAR_DUPLICATE).sampleK(3);
  }

  @Test
  void keepKeepsWhatThereIsAndCountsTheRows() {
    Jobs.Result result = Jobs.run(recipe().whenShort(Shortage.KEEP));
    assertThat(result.rows()).extracting(row -> row.negatives().size()).containsExactly(2, 1, 0);
    assertThat(result.rows().get(1).shortfall())
        .contains(new MinedRow.Shortfall(2, Reason.REJECTED_BY_GUARDS));
    NegativeCounts negatives = result.report().negatives();
    assertThat(negatives)
        .isEqualTo(
            NegativeCounts.builder()
                .wanted(9)
                .mined(3)
                .shortRows(Map.of(Reason.REJECTED_BY_GUARDS, 3L))
                .build());
  }

  @Test
  void aPoolWithTooFewPassagesIsTheReasonWhereNoGuardObjected() {
    Jobs.Result result = Jobs.run(recipe().candidates(Pool.similarity(0.9999, 1)));
    assertThat(result.rows().get(0).shortfall())
        .contains(new MinedRow.Shortfall(3, Reason.POOL_TOO_SMALL));
    assertThat(result.report().negatives().shortRows()).containsEntry(Reason.POOL_TOO_SMALL, 3L);
  }

  @Test
  void skipWritesNothingOfTheRow(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("out.jsonl");
    EasyNegatives recipe = recipe().sampleK(2).whenShort(Shortage.SKIP_ROW);
    MiningReport report = recipe.toAxolotl(out);
    assertThat(Files.readAllLines(out)).hasSize(3).allMatch(line -> line.contains("\"one\""));
    assertThat(report.negatives().skippedRows()).isEqualTo(2);
    assertThat(report.negatives().mined()).isEqualTo(2);
    assertThat(report.negatives().shortRowCount()).isEqualTo(2);
    assertThat(Jobs.run(recipe).rows()).extracting(MinedRow::number).containsExactly(1L);
  }

  @Test
  void failNamesTheRowAndLeavesNoFile(@TempDir Path folder) {
    Path out = folder.resolve("out.jsonl");
    assertThatThrownBy(() -> recipe().sampleK(2).whenShort(Shortage.FAIL).toAxolotl(out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "row 2 of rows in memory has 1 of 2 negatives: guards rejected the candidates. Take"
                + " a wider pool, lower sampleK, or let whenShort(..) keep, skip or widen such"
                + " rows.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void widenGrowsThePoolStepByStepAndLabelsWhatItBrings() {
    EasyNegatives recipe =
        Jobs.all(ROWS.get(0), "b", "c", "d", "e", "f", "g", "h")
            .candidates(Pool.quantiles(0.4, 0.6).named("middle"))
            .sampleK(7);
    Jobs.Result kept = Jobs.run(recipe);
    Jobs.Result widened = Jobs.run(recipe.whenShort(Shortage.WIDEN));
    int before = kept.rows().get(0).negatives().size();
    assertThat(before).isBetween(1, 6);
    assertThat(widened.texts(0)).hasSize(7).startsWith(kept.texts(0).toArray(String[]::new));
    assertThat(widened.rows().get(0).negatives().subList(0, before))
        .extracting(MinedNegative::pool)
        .containsOnly("middle");
    assertThat(widened.rows().get(0).negatives().subList(before, 7))
        .extracting(MinedNegative::pool)
        .isSubsetOf("middle+1", "middle+2", "middle+3", "middle+4")
        .isSorted();
    assertThat(widened.report().negatives().widenedRows()).isEqualTo(2);
  }

  @Test
  void whatIsStillMissingAfterWideningIsCounted() {
    Jobs.Result result = Jobs.run(recipe().whenShort(Shortage.WIDEN));
    assertThat(result.rows()).extracting(row -> row.negatives().size()).containsExactly(2, 1, 0);
    assertThat(result.report().negatives().shortRowCount()).isEqualTo(3);
  }
}
