package io.github.easyneg.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.check.DatasetCheck;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.Splits;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.internal.text.Fold;
import io.github.easyneg.mine.Guards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows how the time of what was once quadratic grows from N to 4 N: some 4 times is linear, 16
 * times is not. Times are of the processor, all threads together, so that other work on the machine
 * does not count.
 *
 * <pre>mvn -Pgrowth -Dquick -pl easyneg-bench -am package -Dgrowth=N</pre>
 */
public final class Growth {
  private static final int RUNS = 3;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Growth() {}

  /**
   * Prints a line for each case.
   *
   * @param args N; 4,000 by default
   */
  public static void main(String[] args) throws IOException {
    int n = args.length > 0 ? Integer.parseInt(args[0]) : 4_000;
    Path folder = Files.createTempDirectory("growth");
    Map<String, IntFunction<Runnable>> cases = new LinkedHashMap<>();
    cases.put("marks in a row, folded", size -> folding("a" + "\u0301\u0323".repeat(100 * size)));
    cases.put("capital sigmas, folded", size -> folding("\u03a3".repeat(1000 * size)));
    cases.put("hyphens, folded", size -> folding("a- \n".repeat(400 * size)));
    cases.put("one question in all rows", size -> mining(rows(size, false, i -> "Worum geht es?")));
    cases.put(
        "one question, and nothing but its answers",
        size -> mining(answersAlone(size, i -> "Worum geht es?")));
    cases.put("one answer in all rows", size -> mining(rows(size, true, i -> "Frage " + i)));
    cases.put("a long answer that repeats itself", Growth::repeating);
    cases.put("a row with many answers", Growth::aliases);
    cases.put("a row with many positives", Growth::positives);
    cases.put("one title for all passages", size -> titled(size));
    cases.put(
        "each passage once, and a tenth too few",
        size -> {
          List<QaRow> own = answersAlone(size, i -> "Frage " + i);
          return () -> mine(EasyNegatives.from(Datasets.of(own)).maxReuse(1));
        });
    cases.put("one question in all rows, split", size -> splitting(size));
    cases.put("a row that holds half of all passages", Growth::wide);
    cases.put("lines that never end, rejected", size -> endless(folder, size / 4, ""));
    cases.put("lines that break late, rejected", size -> endless(folder, size / 4, "}"));
    System.out.printf(
        Locale.ROOT, "%-40s %8s %10s %10s %7s%n", "case", "N", "N, s", "4 N, s", "times");
    for (Map.Entry<String, IntFunction<Runnable>> one : cases.entrySet()) {
      double once = seconds(one.getValue().apply(n));
      double fourfold = seconds(one.getValue().apply(4 * n));
      System.out.printf(
          Locale.ROOT,
          "%-40s %8d %10.3f %10.3f %7.1f%n",
          one.getKey(),
          n,
          once,
          fourfold,
          fourfold / once);
    }
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

  private static Runnable folding(String text) {
    return () -> {
      if (Fold.all(text).isEmpty()) {
        throw new AssertionError();
      }
    };
  }

  private static List<QaRow> rows(int size, boolean oneAnswer, IntFunction<String> question) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String answer = oneAnswer ? "ja" : "foo" + i;
      rows.add(
          QaRow.of(
              List.of("T" + i + "\n\n" + answer + " wort" + i + " bar", "U" + i + "\n\nbaz" + i),
              question.apply(i),
              answer,
              0));
    }
    return rows;
  }

  private static List<QaRow> answersAlone(int size, IntFunction<String> question) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(
          QaRow.of(List.of("T" + i + "\n\nfoo" + i + " bar"), question.apply(i), "foo" + i, 0));
    }
    return rows;
  }

  private static Runnable mining(List<QaRow> rows) {
    return () -> mine(EasyNegatives.from(Datasets.of(rows)));
  }

  private static void mine(EasyNegatives recipe) {
    long[] mined = {0};
    var unused = recipe.embedWith(HashingEmbedder.ofDimension(64)).forEach(row -> mined[0]++);
    if (mined[0] == 0) {
      throw new AssertionError();
    }
  }

  private static Runnable titled(int size) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(
          QaRow.of(
              List.of((i % 2 == 0 ? "Titel" : "Titel " + i) + "\n\nfoo" + i + " bar"),
              "Frage " + i,
              "foo" + i,
              0));
    }
    return () -> mine(EasyNegatives.from(Datasets.of(rows)).rejecting(Guards.sameTitle()));
  }

  private static Runnable splitting(int size) {
    List<QaRow> rows = rows(size, false, i -> i % 2 == 0 ? "Worum geht es?" : "Frage " + i);
    return () -> {
      if (Splits.of(Datasets.of(rows), 0.2, 42).groups() < 2) {
        throw new AssertionError();
      }
    };
  }

  private static Runnable wide(int size) {
    List<QaRow> rows = new ArrayList<>(rows(size, false, i -> "Frage " + i));
    List<String> contexts = new ArrayList<>();
    rows.subList(0, size / 2).forEach(row -> contexts.addAll(row.contexts()));
    rows.add(QaRow.withoutPositive(contexts, "Welche?", "keine"));
    return mining(rows);
  }

  /** The answer is nearly in each context, as far as its words go. */
  private static Runnable repeating(int size) {
    String text = "ja ".repeat(5 * size);
    QaRow row = QaRow.of(List.of("x " + text + "nein", text, text + "so"), "?", text + "nein", 0);
    return checking(row, size);
  }

  private static Runnable aliases(int size) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      answers.add("name" + i + " wort");
    }
    QaRow row = QaRow.of(List.of("wort " + "a b c ".repeat(size), "b"), "?", "", 0);
    return checking(row.withAnswers(answers), size);
  }

  private static Runnable positives(int size) {
    List<String> contexts = new ArrayList<>();
    List<Integer> positives = new ArrayList<>();
    for (int i = 0; i < 2 * size; i++) {
      contexts.add("text of many words number " + (10_000_000 + i));
      if (i < size) {
        positives.add(i);
      }
    }
    QaRow row = QaRow.withoutPositive(contexts, "?", "none").withPositives(positives);
    return checking(row, size);
  }

  /** Reads a row from a file as {@code easyneg doctor} does, and looks at it. */
  private static Runnable checking(QaRow row, int size) {
    StringBuilder json = new StringBuilder("{\"question\": \"?\", \"positive_ctx_idx\": ");
    json.append(row.positives()).append(", \"contexts\": ").append(quoted(row.contexts()));
    json.append(", \"answers\": ").append(quoted(row.answers())).append("}\n");
    try {
      Path file = Files.writeString(Files.createTempFile("growth-" + size, ".jsonl"), json);
      return () -> {
        if (DatasetCheck.of(file).findings().size() > size) {
          throw new AssertionError();
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(List<String> texts) {
    return texts.stream().collect(Collectors.joining("\", \"", "[\"", "\"]"));
  }

  private static Runnable endless(Path folder, int size, String end) {
    Path in = folder.resolve("endless-" + size + end.length() + ".jsonl");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines
          .append(
              String.format(
                  Locale.ROOT, "{\"contexts\": [\"foo %1$d\"], \"question\": \"q %1$d\", ", i))
          .append("\"answer\": \"foo\", \"positive_ctx_idx\": 0}\n");
    }
    for (int i = 1; i <= size; i++) {
      lines.append("[").append("1,".repeat(500)).append('\n');
      if (i % 900 == 0 && !end.isEmpty()) {
        lines.append("1").append(end).append('\n');
      }
    }
    try {
      Files.writeString(in, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path rejects = folder.resolve("rejects.jsonl");
    return () -> {
      try (Stream<QaRow> rows = Datasets.jsonl(BadRows.skip(rejects, 2L * size), in).rows()) {
        if (rows.count() != 60) {
          throw new AssertionError();
        }
      }
    };
  }
}
