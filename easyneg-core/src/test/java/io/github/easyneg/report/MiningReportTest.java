package io.github.easyneg.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.mine.MinedRow.Reason;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MiningReportTest {

  private static Histogram histogram(double... cosines) {
    Long[] counts = new Long[Histogram.BINS];
    java.util.Arrays.fill(counts, 0L);
    for (double cosine : cosines) {
      counts[Histogram.bin(cosine)]++;
    }
    return new Histogram(List.of(counts));
  }

  private static MiningReport report() {
    Map<String, Histogram> cosines = new LinkedHashMap<>();
    cosines.put("background", histogram(-0.1, 0.1, 0.2, 0.3, 0.4));
    cosines.put("positive", histogram(0.9));
    cosines.put("hard", histogram());
    cosines.put("mined", histogram(0.25, 0.26));
    Map<String, Long> rejected = new LinkedHashMap<>();
    rejected.put("own-context", 17L);
    rejected.put("answer-bearing", 1234L);
    Map<Stage, Duration> time = new LinkedHashMap<>();
    time.put(Stage.READ, Duration.ofMillis(120));
    time.put(Stage.EMBED, Duration.ofMillis(61_250));
    time.put(Stage.MINE, Duration.ofSeconds(2));
    return MiningReport.of("germanrag.jsonl")
        .rows(
            RowCounts.builder()
                .read(3362)
                .withPositive(2243)
                .withoutPositive(1119)
                .contexts(7835)
                .distinctPassages(4001)
                .rejected(6)
                .build())
        .negatives(
            NegativeCounts.builder()
                .wanted(10_086)
                .mined(10_080)
                .shortRows(Map.of(Reason.POOL_TOO_SMALL, 4L, Reason.REJECTED_BY_GUARDS, 2L))
                .skippedRows(1)
                .widenedRows(3)
                .build())
        .lines(
            LineCounts.builder()
                .written(17_915)
                .answers(2243)
                .refusals(15_672)
                .thinned(12)
                .silentRows(2)
                .ownNegatives(5592)
                .ownNegativesLeftOut(1234)
                .emptiedRows(1)
                .build())
        .embeddings(
            EmbeddingCounts.builder()
                .embedded(6000)
                .fromCache(200)
                .fromStore(100)
                .truncated(5)
                .longestTokens(712)
                .withoutVector(TextsWithoutVector.builder().passages(1).anchors(12).build())
                .neededPassages(1234)
                .build())
        .reuse(ReuseCounts.builder().distinct(2500).max(9).gini(0.4567).coverage(0.62484).build())
        .cosines(cosines)
        .rejected(rejected)
        .cost(DrawCost.builder().proposals(123_456).scannedRows(7).reuseRounds(2).build())
        .time(time)
        .notes(List.of("in.cache was damaged."))
        .build();
  }

  @Test
  void printsAsATable() {
    assertThat(report().toString())
        .isEqualTo(
            """
            data set               germanrag.jsonl
            rows                   3,362  (2,243 with a positive, 1,119 without)
            rows rejected          6, because they are not as expected
            contexts               7,835  (4,001 distinct passages)
            negatives mined        10,080 of 10,086
            short rows             4: the pool holds too few passages
            short rows             2: guards rejected the candidates
            rows skipped           1, because they were short
            rows widened           3, because the pool was too small
            rejected               17 by own-context
            rejected               1,234 by answer-bearing
            reuse                  2,500 passages became negatives (62.5 %), one at most 9 times, Gini 0.46
            lines written          17,915
            answers / refusals     2,243 / 15,672  (87.5 % refusals)
            refusals left out      12, to reach the refusal ratio
            own negatives left out 1,234, as was asked for
            rows left empty        1, as they had no negatives but their own
            rows without a line    2, skipped by the format, which needs more than they have
            texts embedded         6,000  (200 vectors from the cache, 100 from the store)
            passages needed        1,234 of 4,001; no other was embedded
            texts truncated        5: the model read their beginning only (longest: 712 tokens)
            without a vector       1 passage, which is never a negative
            without a vector       12 anchors, for which the question stands in
            cosine to the anchor      5 %    25 %    50 %    75 %    95 %
              background            -0.100   0.101   0.200   0.301   0.401
              positive               0.901   0.901   0.901   0.901   0.901
              mined                  0.250   0.250   0.250   0.260   0.260
            time                   reading rows 0.1 s, embedding passages 61.3 s, mining and writing 2.0 s
            full scans             7 rows, as random sampling found too few candidates: all passages were scanned
            note                   in.cache was damaged.
            advice                 the guard 'answer-bearing' rejected 1,234 of 11,331 drawn candidates (11 %); if answers are words that occur in many passages, let more of them pass: rejecting(answerBearing(0.1)) or --guard answer-bearing:0.1.
            advice                 87 % of the lines are refusals; if a model trained on them refuses what it should answer, leave a few out, refusalRatio(0.75) or --refusal-ratio 0.75, and compare: at 0.5 small readers were worse.
            """);
  }

  @Test
  void aSingleOneIsNotToldAsSeveral() {
    MiningReport several = report();
    MiningReport single =
        MiningReport.of(several.dataset())
            .rows(
                RowCounts.builder().read(1).withPositive(1).contexts(1).distinctPassages(1).build())
            .negatives(several.negatives())
            .lines(several.lines())
            .embeddings(
                EmbeddingCounts.builder()
                    .embedded(1)
                    .fromCache(1)
                    .fromStore(1)
                    .passages(several.embeddings().passages())
                    .neededPassages(4001)
                    .build())
            .reuse(ReuseCounts.builder().distinct(1).max(1).coverage(1).build())
            .cosines(several.cosines())
            .rejected(several.rejected())
            .cost(DrawCost.builder().proposals(1).scannedRows(1).build())
            .time(several.time())
            .notes(several.notes())
            .examples(several.examples())
            .provenance(several.provenance())
            .build();

    assertThat(single.toString())
        .contains("1  (1 distinct passage)\n")
        .contains("1 passage became a negative (100.0 %), one at most 1 time, Gini 0.00\n")
        .contains("1  (1 vector from the cache, 1 from the store)\n")
        .contains(
            "1 row, as random sampling found too few candidates: all passages were scanned\n");
  }

  @Test
  void whatModelsDidAndLeftOpenIsALineEach() {
    MiningReport.Builder asked =
        report().toBuilder()
            .withoutVerdict(Map.of("judge m", 1_234L))
            .guardCounts(Map.of("judge m", Map.of("calls", 12_000L)));
    assertThat(asked.build().toString())
        .contains("without a verdict      1,234 by judge m; they are no negatives\n")
        .contains("asked                  judge m: calls 12,000\n");
    assertThat(
            asked
                .withoutVerdict(Map.of("judge m", 0L))
                .guardCounts(Map.of("judge m", Map.of("calls", 0L)))
                .build()
                .toString())
        .isEqualTo(report().toString());
  }

  @Test
  void theLanguageOfTheMachineDoesNotCount() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      String arabic = report().toString();
      Locale.setDefault(Locale.GERMANY);
      assertThat(report().toString()).isEqualTo(arabic);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theShareOfRefusalsIsAmongAnswersAndRefusals() {
    assertThat(report().lines().refusalShare()).isEqualTo(15_672.0 / 17_915);
    assertThat(LineCounts.builder().written(5).build().refusalShare()).isNaN();
  }

  @Test
  void quantilesOfAHistogramAreThoseOfItsValues() {
    Histogram histogram = histogram(-1, -0.5, 0, 0.5, 1);
    assertThat(histogram.total()).isEqualTo(5);
    assertThat(histogram.quantile(0)).isCloseTo(-1, within(0.001));
    assertThat(histogram.quantile(0.5)).isCloseTo(0, within(0.001));
    assertThat(histogram.quantile(1)).isCloseTo(1, within(0.001));
    assertThat(histogram().quantile(0.5)).isNaN();
  }

  @Test
  void aHistogramHasItsBins() {
    assertThat(Histogram.bin(-1)).isZero();
    assertThat(Histogram.bin(1)).isEqualTo(1999);
    assertThat(Histogram.bin(0)).isEqualTo(1000);
    assertThatThrownBy(() -> new Histogram(Collections.nCopies(3, 0L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a histogram has 2000 bins, found 3.");
  }
}
