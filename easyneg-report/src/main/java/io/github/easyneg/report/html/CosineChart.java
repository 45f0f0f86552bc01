package io.github.easyneg.report.html;

import io.github.easyneg.report.Histogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Similarity histograms, each as shares of its own total, over bins that all have in common. */
final class CosineChart {
  private static final int MOST_BINS = 60;

  /** How many of a histogram's bins make one of the chart's. */
  private static final int[] WIDTHS = {1, 2, 5, 10, 20, 25, 50};

  private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

  /** What the kinds are called. */
  private static final Map<String, String> NAMES =
      Map.of(
          "background", "all passages",
          "positive", "positives",
          "hard", "hard negatives",
          "mined", "mined negatives");

  private CosineChart() {}

  static Optional<Map<String, Object>> of(Map<String, Histogram> cosines) {
    Map<String, Histogram> filled = new LinkedHashMap<>(cosines);
    filled.values().removeIf(histogram -> histogram.total() == 0);
    if (filled.isEmpty()) {
      return Optional.empty();
    }
    int first = filled.values().stream().mapToInt(CosineChart::first).min().getAsInt();
    int last = filled.values().stream().mapToInt(CosineChart::last).max().getAsInt();
    int width = width(last - first + 1);
    int from = first / width * width;
    int bins = (last - from) / width + 1;
    Map<String, Object> chart = new LinkedHashMap<>();
    chart.put("edges", edges(from, width, bins));
    List<Map<String, Object>> series = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    filled.forEach(
        (kind, histogram) -> {
          String name = NAMES.getOrDefault(kind, kind);
          Map<String, Object> line = new LinkedHashMap<>();
          line.put("kind", kind);
          line.put("name", name);
          line.put("percent", percent(histogram, from, width, bins));
          series.add(line);
          table.add(quantiles(name, histogram));
        });
    chart.put("series", series);
    chart.put("table", table);
    return Optional.of(chart);
  }

  private static int width(int span) {
    for (int width : WIDTHS) {
      if ((span + width - 1) / width < MOST_BINS) {
        return width;
      }
    }
    return WIDTHS[WIDTHS.length - 1];
  }

  /** Returns the lower edge of each bin, and the upper one of the last. */
  private static List<Double> edges(int from, int width, int bins) {
    List<Double> edges = new ArrayList<>(bins + 1);
    for (int i = 0; i <= bins; i++) {
      // In thousandths, so that no digits of a floating-point sum get onto the page.
      edges.add(((from + i * width) * 2000L / Histogram.BINS - 1000) / 1000.0);
    }
    return edges;
  }

  private static List<Double> percent(Histogram histogram, int from, int width, int bins) {
    double total = histogram.total();
    List<Double> percent = new ArrayList<>(bins);
    for (int i = 0; i < bins; i++) {
      long count = 0;
      int end = Math.min(Histogram.BINS, from + (i + 1) * width);
      for (int bin = from + i * width; bin < end; bin++) {
        count += histogram.counts().get(bin);
      }
      percent.add(Math.round(count / total * 100_000) / 1000.0);
    }
    return percent;
  }

  private static List<String> quantiles(String name, Histogram histogram) {
    List<String> row = new ArrayList<>();
    row.add(name);
    for (double share : SHARES) {
      row.add(Numbers.three(histogram.quantile(share)));
    }
    row.add(Numbers.count(histogram.total()));
    return row;
  }

  private static int first(Histogram histogram) {
    int bin = 0;
    while (histogram.counts().get(bin) == 0) {
      bin++;
    }
    return bin;
  }

  private static int last(Histogram histogram) {
    int bin = Histogram.BINS - 1;
    while (histogram.counts().get(bin) == 0) {
      bin--;
    }
    return bin;
  }
}
