package io.github.easyneg.report.html;

import io.github.easyneg.report.ReuseCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * In how many rows each passage is a negative, the most used passage first: as a descending step
 * chart.
 */
final class ReuseChart {
  private ReuseChart() {}

  static Map<String, Object> of(ReuseCounts reuse) {
    List<Long> ranks = new ArrayList<>();
    List<Integer> uses = new ArrayList<>();
    long passages = 0;
    long negatives = 0;
    for (Map.Entry<Integer, Long> step :
        new TreeMap<>(reuse.passagesByUses()).descendingMap().entrySet()) {
      ranks.add(passages);
      uses.add(step.getKey());
      passages += step.getValue();
      negatives += step.getKey() * step.getValue();
    }
    // The last step extends to the last passage.
    ranks.add(passages);
    uses.add(uses.isEmpty() ? 0 : uses.get(uses.size() - 1));
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("ranks", ranks);
    chart.put("uses", uses);
    chart.put("even", passages == 0 ? 0 : (double) negatives / passages);
    chart.put(
        "words",
        String.format(
            Locale.ROOT,
            "%s of %s passages (%s) became negatives, the most used one in %s %s. Gini coefficient"
                + " %.2f: 0 if all are used alike, near 1 if few serve all rows.",
            Numbers.count(reuse.distinct()),
            Numbers.count(passages),
            Numbers.percent(reuse.distinct(), passages),
            Numbers.count(reuse.max()),
            reuse.max() == 1 ? "row" : "rows",
            reuse.gini()));
    return chart;
  }
}
