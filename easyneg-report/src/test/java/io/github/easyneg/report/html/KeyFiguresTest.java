package io.github.easyneg.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.report.DrawCost;
import io.github.easyneg.report.EmbeddingCounts;
import io.github.easyneg.report.LineCounts;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.NegativeCounts;
import io.github.easyneg.report.ReuseCounts;
import io.github.easyneg.report.RowCounts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyFiguresTest {

  @Test
  void whatWentWrongIsMarked() {
    assertThat(KeyFigures.of(report(3, 2, 5, 700)))
        .containsExactly(
            figure("Rows", "1,000", "800 with a positive; besides, 3 rejected", true),
            figure("Negatives mined", "2,990", "of 3,000 wanted", false),
            figure("Refusals", "75.0 %", "of 4,000 lines", false),
            figure("Short rows", "2", "0.2 % of the rows", true),
            figure("Truncated texts", "5", "longest: 700 tokens", true));
  }

  @Test
  void whatWentWellIsNotMarked() {
    assertThat(KeyFigures.of(report(0, 0, 0, 0)))
        .containsExactly(
            figure("Rows", "1,000", "800 with a positive", false),
            figure("Negatives mined", "2,990", "of 3,000 wanted", false),
            figure("Refusals", "75.0 %", "of 4,000 lines", false),
            figure("Short rows", "0", "0.0 % of the rows", false),
            figure("Truncated texts", "0", "tokens were not counted", false));
  }

  @Test
  void notesAreOnThePage() {
    assertThat(PageData.of(report(0, 0, 0, 0)))
        .containsEntry("notes", List.of("The cache was begun anew."));
  }

  private static Map<String, Object> figure(
      String name, String value, String note, boolean warning) {
    return Map.of("name", name, "value", value, "note", note, "warning", warning);
  }

  private static MiningReport report(long rejected, long shortRows, long truncated, int longest) {
    return MiningReport.of("rows.jsonl")
        .rows(
            RowCounts.builder()
                .read(1000)
                .withPositive(800)
                .withoutPositive(200)
                .contexts(2500)
                .distinctPassages(1500)
                .rejected(rejected)
                .build())
        .negatives(
            NegativeCounts.builder()
                .wanted(3000)
                .mined(2990)
                .shortRows(
                    shortRows == 0 ? Map.of() : Map.of(MinedRow.Reason.POOL_TOO_SMALL, shortRows))
                .build())
        .lines(LineCounts.builder().written(4000).answers(1000).refusals(3000).build())
        .embeddings(
            EmbeddingCounts.builder()
                .embedded(1)
                .fromCache(2)
                .fromStore(3)
                .truncated(truncated)
                .longestTokens(longest)
                .neededPassages(100)
                .build())
        .reuse(ReuseCounts.builder().distinct(1).max(1).coverage(1).build())
        .cost(DrawCost.builder().proposals(1).scannedRows(2).build())
        .notes(List.of("The cache was begun anew."))
        .build();
  }
}
