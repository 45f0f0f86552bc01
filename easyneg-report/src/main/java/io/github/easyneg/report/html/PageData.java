package io.github.easyneg.report.html;

import io.github.easyneg.report.DrawCost;
import io.github.easyneg.report.EmbeddingCounts;
import io.github.easyneg.report.LineCounts;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.NegativeCounts;
import io.github.easyneg.report.RelabelledCounts;
import io.github.easyneg.report.TextsWithoutVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the page shows, as values that JSON can hold. Numbers for people are texts here, so that the
 * page only has to put them in their places; a chart that has nothing to show is missing.
 */
final class PageData {
  private PageData() {}

  static Map<String, Object> of(MiningReport report) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("dataset", report.dataset());
    page.put("version", report.provenance().getOrDefault("easyneg", ""));
    page.put("figures", KeyFigures.of(report));
    page.put("advice", report.advice());
    page.put("notes", report.notes());
    CosineChart.of(report.cosines()).ifPresent(chart -> page.put("cosines", chart));
    page.put("funnel", Funnel.of(report));
    page.put("shortages", shortages(report.negatives()));
    page.put("reuse", ReuseChart.of(report.reuse()));
    TokenChart.of(report.embeddings()).ifPresent(chart -> page.put("tokens", chart));
    page.put("lines", lines(report.lines(), report.relabelled()));
    page.put("examples", ExampleRows.of(report.examples()));
    page.put("settings", pairs(report.provenance()));
    page.put("costs", costs(report));
    return page;
  }

  private static List<List<String>> shortages(NegativeCounts negatives) {
    List<List<String>> table = new ArrayList<>();
    negatives
        .shortRows()
        .forEach((reason, rows) -> table.add(List.of(reason.words(), Numbers.count(rows))));
    if (negatives.skippedRows() > 0) {
      table.add(
          List.of("of these, left out of the output", Numbers.count(negatives.skippedRows())));
    }
    if (negatives.widenedRows() > 0) {
      table.add(
          List.of(
              "rows for which the pool was widened instead",
              Numbers.count(negatives.widenedRows())));
    }
    return table;
  }

  private static Map<String, Object> lines(LineCounts lines, RelabelledCounts relabelled) {
    Map<String, Object> section = new LinkedHashMap<>();
    List<Map<String, Object>> parts = new ArrayList<>();
    long labelled = lines.answers() + lines.refusals();
    if (labelled > 0) {
      parts.add(part("answers", lines.answers(), labelled));
      parts.add(part("refusals", lines.refusals(), labelled));
    }
    section.put("parts", parts);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("lines written", Numbers.count(lines.written())));
    if (lines.thinned() > 0) {
      table.add(
          List.of("refusals left out, to reach the refusal ratio", Numbers.count(lines.thinned())));
    }
    if (lines.ownNegativesLeftOut() > 0) {
      table.add(
          List.of(
              "own negatives left out, as was asked for",
              Numbers.count(lines.ownNegativesLeftOut())));
    }
    if (lines.emptiedRows() > 0) {
      table.add(
          List.of(
              "rows left empty, as they had no negatives but their own",
              Numbers.count(lines.emptiedRows())));
    }
    if (lines.silentRows() > 0) {
      table.add(
          List.of(
              "rows skipped by the format, which needs more than they have",
              Numbers.count(lines.silentRows())));
    }
    if (relabelled.positives() > 0) {
      table.add(
          List.of(
              "new positives in the relabelled rows",
              Numbers.count(relabelled.positives())
                  + " in "
                  + Numbers.count(relabelled.rows())
                  + (relabelled.rows() == 1 ? " row" : " rows")));
    }
    section.put("table", table);
    return section;
  }

  private static Map<String, Object> part(String name, long count, long of) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("name", name);
    part.put("count", Numbers.count(count));
    part.put("percent", Numbers.percent(count, of));
    part.put("share", (double) count / of);
    return part;
  }

  private static List<List<String>> costs(MiningReport report) {
    List<List<String>> table = new ArrayList<>();
    report
        .time()
        .forEach((stage, time) -> table.add(List.of(stage.words(), Numbers.seconds(time))));
    EmbeddingCounts embeddings = report.embeddings();
    table.add(List.of("texts embedded", Numbers.count(embeddings.embedded())));
    table.add(List.of("vectors from the cache", Numbers.count(embeddings.fromCache())));
    table.add(List.of("vectors from the store", Numbers.count(embeddings.fromStore())));
    if (embeddings.neededPassages() < report.rows().distinctPassages()) {
      table.add(
          List.of(
              "passages whose vectors were needed", Numbers.count(embeddings.neededPassages())));
    }
    TextsWithoutVector without = embeddings.withoutVector();
    if (without.passages() + without.anchors() > 0) {
      table.add(List.of("passages without a vector", Numbers.count(without.passages())));
      table.add(List.of("anchors without a vector", Numbers.count(without.anchors())));
    }
    DrawCost cost = report.cost();
    table.add(List.of("passages looked at by random proposal", Numbers.count(cost.proposals())));
    table.add(
        List.of("rows for which all passages were looked at", Numbers.count(cost.scannedRows())));
    if (cost.reuseRounds() > 0) {
      table.add(List.of("rounds of drawing under maxReuse", Numbers.count(cost.reuseRounds())));
    }
    report
        .guardCounts()
        .forEach(
            (guard, counts) ->
                counts.forEach(
                    (name, count) ->
                        table.add(List.of(guard + ": " + name, Numbers.count(count)))));
    return table;
  }

  private static List<List<String>> pairs(Map<String, String> map) {
    return map.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())).toList();
  }
}
