package io.github.easyneg.report.html;

import io.github.easyneg.report.EmbeddingCounts;
import io.github.easyneg.report.LineCounts;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.NegativeCounts;
import io.github.easyneg.report.RowCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The key figures of a report. */
final class KeyFigures {
  private KeyFigures() {}

  static List<Map<String, Object>> of(MiningReport report) {
    RowCounts rows = report.rows();
    NegativeCounts negatives = report.negatives();
    LineCounts lines = report.lines();
    long labelled = lines.answers() + lines.refusals();
    long shortRows = negatives.shortRowCount();
    EmbeddingCounts embeddings = report.embeddings();
    List<Map<String, Object>> figures = new ArrayList<>();
    figures.addAll(
        List.of(
            figure(
                "Rows",
                Numbers.count(rows.read()),
                Numbers.count(rows.withPositive())
                    + " with a positive"
                    + (rows.rejected() > 0
                        ? "; besides, " + Numbers.count(rows.rejected()) + " rejected"
                        : ""),
                rows.rejected() > 0),
            figure(
                "Negatives mined",
                Numbers.count(negatives.mined()),
                "of " + Numbers.count(negatives.wanted()) + " wanted",
                false),
            figure(
                "Refusals",
                Numbers.percent(lines.refusals(), labelled),
                labelled == 0
                    ? "no answers or refusals written"
                    : "of " + Numbers.count(labelled) + " lines",
                false),
            figure(
                "Short rows",
                Numbers.count(shortRows),
                Numbers.percent(shortRows, rows.read()) + " of the rows",
                shortRows > 0),
            figure(
                "Truncated texts",
                Numbers.count(embeddings.truncated()),
                embeddings.longestTokens() == 0
                    ? "tokens were not counted"
                    : "longest: " + Numbers.count(embeddings.longestTokens()) + " tokens",
                embeddings.truncated() > 0)));
    report
        .distracting()
        .ifPresent(
            effects ->
                figures.add(
                    figure(
                        "Distracting effect",
                        Numbers.three(effects.quantile(0.5)),
                        "the median negative's; 95 % are below "
                            + Numbers.three(effects.quantile(0.95)),
                        false)));
    return List.copyOf(figures);
  }

  private static Map<String, Object> figure(
      String name, String value, String note, boolean warning) {
    // In this order in every process, which Map.of does not promise.
    Map<String, Object> figure = new LinkedHashMap<>();
    figure.put("name", name);
    figure.put("value", value);
    figure.put("note", note);
    figure.put("warning", warning);
    return figure;
  }
}
