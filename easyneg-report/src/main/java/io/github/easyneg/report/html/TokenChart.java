package io.github.easyneg.report.html;

import io.github.easyneg.report.EmbeddingCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** How long the passages are in tokens, read whole or not. */
final class TokenChart {
  private static final int MOST_BINS = 70;

  private TokenChart() {}

  static Optional<Map<String, Object>> of(EmbeddingCounts embeddings) {
    Map<Integer, Long> whole = embeddings.passages().whole();
    Map<Integer, Long> truncated = embeddings.passages().truncated();
    NavigableMap<Integer, Long> all = new TreeMap<>(whole);
    truncated.forEach((length, n) -> all.merge(length, n, Long::sum));
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int width = width(shown(all));
    int bins = shown(all) / width + 1;
    long longer = all.tailMap(bins * width).values().stream().mapToLong(n -> n).sum();
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("width", width);
    chart.put("whole", counts(whole, width, bins));
    chart.put("truncated", counts(truncated, width, bins));
    chart.put("words", words(all, truncated) + longer(longer, bins * width));
    return Optional.of(chart);
  }

  /**
   * Returns the longest length with a place of its own: a few very long passages must not compress
   * the rest of the chart.
   */
  private static int shown(NavigableMap<Integer, Long> all) {
    return Math.min(all.lastKey(), 2 * quantile(all, 0.99) + 1);
  }

  private static int quantile(NavigableMap<Integer, Long> all, double share) {
    double wanted = share * total(all);
    long seen = 0;
    for (Map.Entry<Integer, Long> length : all.entrySet()) {
      seen += length.getValue();
      if (seen >= wanted) {
        return length.getKey();
      }
    }
    return all.lastKey();
  }

  private static long total(Map<Integer, Long> counts) {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  private static int width(int longest) {
    int ten = 1;
    while (true) {
      for (int width : new int[] {ten, 2 * ten, 5 * ten}) {
        if (longest / width < MOST_BINS) {
          return width;
        }
      }
      ten *= 10;
    }
  }

  private static List<Long> counts(Map<Integer, Long> lengths, int width, int bins) {
    long[] counts = new long[bins];
    lengths.forEach(
        (length, n) -> {
          if (length < bins * width) {
            counts[length / width] += n;
          }
        });
    List<Long> list = new ArrayList<>(bins);
    for (long count : counts) {
      list.add(count);
    }
    return list;
  }

  private static String words(NavigableMap<Integer, Long> all, Map<Integer, Long> truncated) {
    String middle =
        String.format(
            Locale.ROOT,
            "Half of the %s passages have %s tokens or fewer; the longest has %s. ",
            Numbers.count(total(all)),
            Numbers.count(quantile(all, 0.5)),
            Numbers.count(all.lastKey()));
    return truncated.isEmpty()
        ? middle + "The model read all of them to their end."
        : middle
            + String.format(
                Locale.ROOT,
                "Of %s (%s) the model read the beginning only.",
                Numbers.count(total(truncated)),
                Numbers.percent(total(truncated), total(all)));
  }

  private static String longer(long passages, int than) {
    return passages == 0
        ? ""
        : String.format(
            Locale.ROOT,
            " Not drawn: %s of %s tokens or more.",
            Numbers.count(passages),
            Numbers.count(than));
  }
}
