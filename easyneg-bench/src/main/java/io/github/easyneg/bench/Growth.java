package io.github.easyneg.bench;

import static io.github.easyneg.bench.GrowthRows.alike;
import static io.github.easyneg.bench.GrowthRows.answersAlone;
import static io.github.easyneg.bench.GrowthRows.chained;
import static io.github.easyneg.bench.GrowthRows.halfAlike;
import static io.github.easyneg.bench.GrowthRows.labelled;
import static io.github.easyneg.bench.GrowthRows.mine;
import static io.github.easyneg.bench.GrowthRows.mining;
import static io.github.easyneg.bench.GrowthRows.nearlyAlike;
import static io.github.easyneg.bench.GrowthRows.ofOneId;
import static io.github.easyneg.bench.GrowthRows.oneAndMany;
import static io.github.easyneg.bench.GrowthRows.rows;
import static io.github.easyneg.bench.GrowthRows.splitting;

import com.sun.management.OperatingSystemMXBean;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.Fold;
import io.github.easyneg.mine.Pool;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Shows how the time of what was once quadratic grows from N to 4 N: some 4 times is linear, 16
 * times is not. Times are of the processor, all threads together, so that other work on the machine
 * does not count.
 *
 * <pre>mvn -Pgrowth -Dquick -pl easyneg-bench -am package -Dgrowth="N doctor"</pre>
 */
public final class Growth {
  private static final int RUNS = 3;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Growth() {}

  /**
   * Prints a line for each case.
   *
   * @param args N, 4,000 by default; and a word of the cases to run, all by default
   */
  public static void main(String[] args) throws IOException {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 4_000;
    String word = args.length > 1 ? args[1] : "";
    try (GrowthFiles files = new GrowthFiles(Files.createTempDirectory("growth"))) {
      Map<String, IntFunction<Runnable>> cases = new LinkedHashMap<>();
      ofTexts(cases);
      ofRows(cases);
      ofFiles(cases, files);
      cases.keySet().removeIf(name -> !name.contains(word));
      measure(cases, n);
    }
  }

  private static void measure(Map<String, IntFunction<Runnable>> cases, int n) {
    System.out.printf(
        Locale.ROOT, "%-50s %8s %10s %10s %7s%n", "case", "N", "N, s", "4 N, s", "times");
    cases.forEach(
        (name, jobs) -> {
          double once = seconds(jobs.apply(n));
          double fourfold = seconds(jobs.apply(4 * n));
          System.out.printf(
              Locale.ROOT,
              "%-50s %8d %10.3f %10.3f %7.1f%n",
              name,
              n,
              once,
              fourfold,
              fourfold / once);
        });
  }

  /** The shortest of some runs, the first of which warm up. */
  private static double seconds(Runnable job) {
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < RUNS; i++) {
      long start = PROCESS.getProcessCpuTime();
      job.run();
      shortest = Math.min(shortest, (PROCESS.getProcessCpuTime() - start) / 1e9);
    }
    return shortest;
  }

  private static void ofTexts(Map<String, IntFunction<Runnable>> cases) {
    cases.put("marks in a row, folded", size -> folding("a" + "\u0301\u0323".repeat(300 * size)));
    cases.put("capital sigmas, folded", size -> folding("\u03a3".repeat(3000 * size)));
    cases.put("hyphens, folded", size -> folding("a- \n".repeat(1200 * size)));
    cases.put("ampersands, folded", size -> folding("&a".repeat(2000 * size)));
    cases.put(
        "what encloses and introduces a question, folded",
        size -> asking("<p>(?) q. 1. ist a. b. , *a".repeat(200 * size)));
  }

  private static void ofRows(Map<String, IntFunction<Runnable>> cases) {
    cases.put("one question in all rows", size -> mining(rows(size, i -> "Worum geht es?")));
    cases.put(
        "one question, and nothing but its answers",
        size -> mining(answersAlone(size, i -> "Worum geht es?")));
    cases.put(
        "one answer in all rows, nothing else near", size -> mining(labelled(size, List.of("ja"))));
    cases.put(
        "three answers, nothing below the positive",
        size -> {
          List<QaRow> rows = labelled(size, List.of("gut", "schlecht", "neutral"));
          return () -> mine(EasyNegatives.from(Datasets.of(rows)).candidates(Pool.hard()));
        });
    cases.put("one title for all passages", GrowthRows::titled);
    cases.put("one id for all passages", size -> mining(ofOneId(size)));
    cases.put(
        "each passage once, and a tenth too few",
        size -> {
          List<QaRow> own = answersAlone(size, i -> "Frage " + i);
          return () -> mine(EasyNegatives.from(Datasets.of(own)).maxReuse(1));
        });
    cases.put("one group of half of all rows, split", size -> splitting(halfAlike(40 * size)));
    cases.put("each row linked to the next, split", size -> splitting(chained(40 * size)));
    cases.put("a row that holds half of all passages", GrowthRows::wide);
  }

  private static void ofFiles(Map<String, IntFunction<Runnable>> cases, GrowthFiles files) {
    cases.put("a long answer that repeats itself", size -> files.repeating(10 * size));
    cases.put("a row with many answers", size -> files.aliases(4 * size));
    cases.put("a row with many positives", size -> files.positives(4 * size));
    cases.put(
        "one question in all rows, doctor",
        size -> files.checking(rows(4 * size, i -> "Worum geht es?")));
    cases.put(
        "passages that are nearly the same, doctor", size -> files.checking(nearlyAlike(4 * size)));
    cases.put("one row in all rows, doctor", size -> files.checking(alike(10 * size)));
    cases.put(
        "an audit of all rows, written", size -> files.auditing(rows(size, i -> "F " + i), 3));
    cases.put(
        "an audit of all rows, converted",
        size -> files.converting(rows(4 * size, i -> "F " + i), 3));
    cases.put(
        "an audit of a row with many negatives, converted",
        size -> files.converting(oneAndMany(8 * size), 4 * size));
    cases.put("lines that never end, rejected", size -> files.endless(4 * size, ""));
    cases.put("lines that break late, rejected", size -> files.endless(4 * size, "}"));
  }

  private static Runnable asking(String text) {
    return () -> {
      if (Fold.question(text).isEmpty()) {
        throw new AssertionError();
      }
    };
  }

  private static Runnable folding(String text) {
    return () -> {
      if (Fold.all(text).isEmpty()) {
        throw new AssertionError();
      }
    };
  }
}
