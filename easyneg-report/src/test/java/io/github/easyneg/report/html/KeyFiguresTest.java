package io.github.easyneg.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.report.MiningReport;
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
        .rows(new MiningReport.Rows(1000, 800, 200, 0, 2500, 1500, rejected))
        .negatives(
            new MiningReport.Negatives(
                3000,
                2990,
                shortRows == 0 ? Map.of() : Map.of(MinedRow.Reason.POOL_TOO_SMALL, shortRows),
                0,
                0))
        .lines(new MiningReport.Lines(4000, 1000, 3000, 0, 0))
        .embeddings(
            new MiningReport.Embeddings(
                1,
                2,
                3,
                truncated,
                longest,
                new MiningReport.TokenLengths(Map.of(), Map.of()),
                new MiningReport.WithoutVector(0, 0),
                100))
        .reuse(new MiningReport.Reuse(1, 1, 0, 1, Map.of()))
        .cost(new MiningReport.Cost(1, 2, 0))
        .notes(List.of("The cache was begun anew."))
        .build();
  }
}
