package io.github.easyneg.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.report.EmbeddingCounts;
import io.github.easyneg.report.Histogram;
import io.github.easyneg.report.ReuseCounts;
import io.github.easyneg.report.TokenLengths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChartsTest {

  @Test
  void histogramsShareTheirBinsAndAreSharesOfTheirOwnTotal() {
    Map<String, Histogram> cosines = new LinkedHashMap<>();
    cosines.put("background", histogram(-0.0005, 0.0005, 0.0005, 0.0015));
    cosines.put("positive", histogram());
    cosines.put("mined", histogram(0.0025));

    Map<String, Object> chart = CosineChart.of(cosines).orElseThrow();

    assertThat(chart.get("edges")).isEqualTo(List.of(-0.001, 0.0, 0.001, 0.002, 0.003));
    assertThat(chart.get("series"))
        .isEqualTo(
            List.of(
                Map.of(
                    "kind", "background",
                    "name", "all passages",
                    "percent", List.of(25.0, 50.0, 25.0, 0.0)),
                Map.of(
                    "kind", "mined",
                    "name", "mined negatives",
                    "percent", List.of(0.0, 0.0, 0.0, 100.0))));
    assertThat(chart.get("table"))
        .isEqualTo(
            List.of(
                List.of("all passages", "0.000", "0.000", "0.000", "0.000", "0.002", "4"),
                List.of("mined negatives", "0.002", "0.002", "0.002", "0.002", "0.002", "1")));
  }

  @Test
  void wideHistogramsHaveWiderBinsAndLoseNothing() {
    double[] everywhere = IntStream.range(0, 2000).mapToDouble(i -> (i - 999.5) / 1000).toArray();

    Map<String, Object> chart = CosineChart.of(Map.of("hard", histogram(everywhere))).orElseThrow();

    List<?> edges = (List<?>) chart.getOrDefault("edges", List.of());
    assertThat(edges).hasSize(41);
    assertThat(edges.get(0)).isEqualTo(-1.0);
    assertThat(edges.get(1)).isEqualTo(-0.95);
    assertThat(edges.get(40)).isEqualTo(1.0);
    Map<?, ?> series = (Map<?, ?>) at(chart, "series", 0);
    assertThat((List<?>) series.get("percent"))
        .hasSize(40)
        .allSatisfy(p -> assertThat(p).isEqualTo(2.5));
  }

  @Test
  void nothingCountedIsNoChart() {
    assertThat(CosineChart.of(Map.of("mined", histogram()))).isEmpty();
    assertThat(TokenChart.of(embeddings(Map.of(), Map.of()))).isEmpty();
  }

  @Test
  void theReuseCurveFallsFromTheMostUsedPassageToTheLast() {
    Map<String, Object> chart =
        ReuseChart.of(
            ReuseCounts.builder()
                .distinct(3)
                .max(5)
                .gini(0.5)
                .coverage(0.3)
                .passagesByUses(Map.of(0, 7L, 5, 1L, 2, 2L))
                .build());

    assertThat(chart.get("ranks")).isEqualTo(List.of(0L, 1L, 3L, 10L));
    assertThat(chart.get("uses")).isEqualTo(List.of(5, 2, 0, 0));
    assertThat(chart.get("even")).isEqualTo(0.9);
    assertThat(chart.get("words"))
        .isEqualTo(
            "3 of 10 passages (30.0 %) became negatives, the most used one in 5 rows. Gini"
                + " coefficient 0.50: 0 if all are used alike, near 1 if few serve all rows.");
  }

  @Test
  void lengthsAreCountedInBinsByWhetherTheyWereReadWhole() {
    Map<String, Object> chart =
        TokenChart.of(embeddings(Map.of(3, 2L, 127, 4L), Map.of(128, 1L, 139, 1L))).orElseThrow();

    assertThat(chart.get("width")).isEqualTo(2);
    assertThat((List<?>) chart.get("whole")).hasSize(70);
    assertThat(at(chart, "whole", 1)).isEqualTo(2L);
    assertThat(at(chart, "whole", 63)).isEqualTo(4L);
    assertThat(at(chart, "truncated", 64)).isEqualTo(1L);
    assertThat(at(chart, "truncated", 69)).isEqualTo(1L);
    assertThat(chart.get("words"))
        .isEqualTo(
            "Half of the 8 passages have 127 tokens or fewer; the longest has 139. Of 2 (25.0 %)"
                + " the model read the beginning only.");
  }

  @Test
  void aGiantIsNamedRatherThanDrawn() {
    Map<String, Object> chart =
        TokenChart.of(embeddings(Map.of(10, 500L, 20, 499L, 90_000, 1L), Map.of())).orElseThrow();

    assertThat(chart.get("width")).isEqualTo(1);
    assertThat((List<?>) chart.get("whole")).hasSize(42);
    assertThat(at(chart, "whole", 20)).isEqualTo(499L);
    assertThat(chart.get("words"))
        .isEqualTo(
            "Half of the 1,000 passages have 10 tokens or fewer; the longest has 90,000. The model"
                + " read all of them to their end. Not drawn: 1 of 42 tokens or more.");
  }

  private static Object at(Map<String, Object> chart, String series, int bin) {
    return ((List<?>) chart.getOrDefault(series, List.of())).get(bin);
  }

  private static EmbeddingCounts embeddings(
      Map<Integer, Long> whole, Map<Integer, Long> truncated) {
    return EmbeddingCounts.builder()
        .passages(TokenLengths.builder().whole(whole).truncated(truncated).build())
        .build();
  }

  private static Histogram histogram(double... cosines) {
    long[] counts = new long[Histogram.BINS];
    for (double cosine : cosines) {
      counts[Histogram.bin(cosine)]++;
    }
    return new Histogram(LongStream.of(counts).boxed().toList());
  }
}
