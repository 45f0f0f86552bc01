package io.github.easyneg.report;

import io.github.easyneg.internal.text.Counted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints a report as text. */
final class ReportTable {
  private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

  private final StringBuilder out = new StringBuilder();

  private ReportTable() {}

  static String of(MiningReport report) {
    ReportTable table = new ReportTable();
    table.rows(report);
    table.negatives(report);
    table.lines(report.lines());
    table.relabelled(report.relabelled());
    table.embeddings(report.embeddings(), report.rows().distinctPassages());
    table.cosines(report.cosines());
    report.distracting().ifPresent(table::distracting);
    table.time(report);
    report.notes().forEach(note -> table.line("note", "%s", note));
    report.advice().forEach(advice -> table.line("advice", "%s", advice));
    return table.out.toString();
  }

  private void rows(MiningReport report) {
    RowCounts rows = report.rows();
    line("data set", "%s", report.dataset());
    line(
        "rows",
        "%,d  (%,d with a positive, %,d without)",
        rows.read(),
        rows.withPositive(),
        rows.withoutPositive());
    if (rows.withoutAnswer() > 0) {
      line("rows without answer", "%,d; their question is the anchor", rows.withoutAnswer());
    }
    if (rows.rejected() > 0) {
      line("rows rejected", "%,d, because they are not as expected", rows.rejected());
    }
    line(
        "contexts",
        "%,d  (%s)",
        rows.contexts(),
        Counted.of(rows.distinctPassages(), "distinct passage", "distinct passages"));
  }

  private void negatives(MiningReport report) {
    NegativeCounts negatives = report.negatives();
    line("negatives mined", "%,d of %,d", negatives.mined(), negatives.wanted());
    negatives
        .shortRows()
        .forEach((reason, rows) -> line("short rows", "%,d: %s", rows, reason.words()));
    if (negatives.skippedRows() > 0) {
      line("rows skipped", "%,d, because they were short", negatives.skippedRows());
    }
    if (negatives.widenedRows() > 0) {
      line("rows widened", "%,d, because the pool was too small", negatives.widenedRows());
    }
    report.rejected().forEach((guard, count) -> line("rejected", "%,d by %s", count, guard));
    report
        .withoutVerdict()
        .forEach(
            (guard, count) -> {
              if (count > 0) {
                line("without a verdict", "%,d by %s; they are no negatives", count, guard);
              }
            });
    report.guardCounts().forEach(this::guardCounts);
    ReuseCounts reuse = report.reuse();
    line(
        "reuse",
        "%s (%.1f %%), one at most %s, Gini %.2f",
        Counted.of(reuse.distinct(), "passage became a negative", "passages became negatives"),
        100 * reuse.coverage(),
        Counted.of(reuse.max(), "time", "times"),
        reuse.gini());
  }

  private void guardCounts(String guard, Map<String, Long> counts) {
    List<String> words = new ArrayList<>();
    counts.forEach(
        (name, count) -> {
          if (count > 0) {
            words.add(String.format(Locale.ROOT, "%s %,d", name, count));
          }
        });
    if (!words.isEmpty()) {
      line("asked", "%s: %s", guard, String.join(", ", words));
    }
  }

  private void lines(LineCounts lines) {
    line("lines written", "%,d", lines.written());
    if (lines.answers() + lines.refusals() > 0) {
      line(
          "answers / refusals",
          "%,d / %,d  (%.1f %% refusals)",
          lines.answers(),
          lines.refusals(),
          100 * lines.refusalShare());
    }
    if (lines.thinned() > 0) {
      line("refusals left out", "%,d, to reach the refusal ratio", lines.thinned());
    }
    if (lines.ownNegativesLeftOut() > 0) {
      line("own negatives left out", "%,d, as was asked for", lines.ownNegativesLeftOut());
    }
    if (lines.emptiedRows() > 0) {
      line("rows left empty", "%,d, as they had no negatives but their own", lines.emptiedRows());
    }
    if (lines.silentRows() > 0) {
      line(
          "rows without a line",
          "%,d, skipped by the format, which needs more than they have",
          lines.silentRows());
    }
  }

  private void relabelled(RelabelledCounts relabelled) {
    if (relabelled.positives() > 0) {
      line(
          "relabelled",
          "%s in %s",
          Counted.of(relabelled.positives(), "new positive", "new positives"),
          Counted.of(relabelled.rows(), "row", "rows"));
    }
  }

  private void embeddings(EmbeddingCounts embeddings, long passages) {
    line(
        "texts embedded",
        "%,d  (%s from the cache, %,d from the store)",
        embeddings.embedded(),
        Counted.of(embeddings.fromCache(), "vector", "vectors"),
        embeddings.fromStore());
    if (embeddings.neededPassages() < passages) {
      line(
          "passages needed",
          "%,d of %,d; no other was embedded",
          embeddings.neededPassages(),
          passages);
    }
    if (embeddings.truncated() > 0) {
      line(
          "texts truncated",
          "%,d: the model read their beginning only (longest: %,d tokens)",
          embeddings.truncated(),
          embeddings.longestTokens());
    }
    withoutVector(embeddings.withoutVector());
  }

  private void withoutVector(TextsWithoutVector without) {
    if (without.passages() > 0) {
      line(
          "without a vector",
          "%s",
          Counted.of(
              without.passages(),
              "passage, which is never a negative",
              "passages, which are never negatives"));
    }
    if (without.anchors() > 0) {
      line(
          "without a vector",
          "%s",
          Counted.of(
              without.anchors(),
              "anchor, for which the question stands in",
              "anchors, for which the question stands in"));
    }
  }

  private void cosines(Map<String, Histogram> cosines) {
    line("cosine to the anchor", "   5 %%    25 %%    50 %%    75 %%    95 %%");
    cosines.forEach(
        (kind, histogram) -> {
          if (histogram.total() > 0) {
            line("  " + kind, "%s", quantiles(histogram));
          }
        });
  }

  private void distracting(Histogram effects) {
    line("distracting effect", "%s", quantiles(effects));
  }

  private static String quantiles(Histogram histogram) {
    StringBuilder values = new StringBuilder();
    for (double share : SHARES) {
      values.append(String.format(Locale.ROOT, "%7.3f ", histogram.quantile(share)));
    }
    return values.toString().stripTrailing();
  }

  private void time(MiningReport report) {
    StringBuilder words = new StringBuilder();
    report
        .time()
        .forEach(
            (stage, time) ->
                words
                    .append(words.length() == 0 ? "" : ", ")
                    .append(stage.words())
                    .append(' ')
                    .append(seconds(time)));
    line("time", "%s", words);
    if (report.cost().scannedRows() > 0) {
      line(
          "full scans",
          "%s, as random sampling found too few candidates: all passages were scanned",
          Counted.of(report.cost().scannedRows(), "row", "rows"));
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  private void line(String name, String format, Object... values) {
    out.append(String.format(Locale.ROOT, "%-22s ", name))
        .append(
            values.length == 0
                ? format.replace("%%", "%")
                : String.format(Locale.ROOT, format, values))
        .append('\n');
  }
}
