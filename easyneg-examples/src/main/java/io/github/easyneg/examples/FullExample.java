package io.github.easyneg.examples;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * From a data set to training data, step by step: load the rows, collect the distinct contexts,
 * choose an embedder and a store, mine, and look at the result.
 *
 * <pre>
 * mvn -q -Dquick -pl easyneg-examples -am compile exec:java
 * mvn -q -Dquick -pl easyneg-examples -am compile exec:java -Dexec.args="my.jsonl --out train.jsonl"
 * </pre>
 *
 * <p>{@link ExampleOptions} lists the arguments.
 */
public final class FullExample {
  private final PrintStream out;

  private FullExample(PrintStream out) {
    this.out = out;
  }

  /** Runs the example and prints to standard output, in UTF-8 wherever it runs. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    run(ExampleOptions.of(args), out);
  }

  /**
   * Runs the example.
   *
   * @throws IllegalArgumentException if an option cannot be followed
   * @throws IOException if the written file cannot be read
   */
  static void run(ExampleOptions options, PrintStream out) throws IOException {
    try (EmbeddingProvider embedder = options.embedder();
        VectorIndex store = options.store()) {
      new FullExample(out).run(options.input(), embedder, store, options.output());
    }
  }

  private void run(Path input, EmbeddingProvider embedder, VectorIndex store, Path output)
      throws IOException {
    step("Load the data set");
    Dataset data = Datasets.jsonl(input);
    QaRow first;
    try (Stream<QaRow> rows = data.rows()) {
      first = rows.findFirst().orElseThrow();
    }
    out.println(data.name() + " begins with:");
    out.println("  question  " + first.question());
    out.println("  answer    " + first.answer().orElse("none"));
    out.println("  contexts  " + first.contexts().size());
    out.println("  positive  " + first.positiveContext().map(FullExample::title).orElse("none"));

    step("Collect the distinct contexts");
    List<Passage> passages;
    try (Stream<QaRow> rows = data.rows()) {
      passages = rows.flatMap(row -> row.contexts().stream()).distinct().map(Passage::of).toList();
    }
    out.println(
        passages.size() + " passages. Mining collects them itself; this is a look at them:");
    passages.stream().limit(3).forEach(p -> out.println("  " + p.id() + "  " + title(p.text())));

    step("Choose an embedder and a store");
    out.println("embedder  " + embedder.fingerprint() + ", dimension " + embedder.dimension());
    out.println("store     " + store.getClass().getSimpleName());

    step("Mine one negative for each row, and write");
    EasyNegatives recipe =
        EasyNegatives.from(data)
            .embedWith(embedder)
            .indexIn(store)
            .sampleK(1)
            .seed(42)
            .onProgress(progress());
    out.print(recipe.describe());
    MiningReport report = recipe.toAxolotl(output);
    out.println("The store holds " + store.size() + " passages.");

    step("The prepared data set: " + output);
    List<String> lines = Files.readAllLines(output);
    out.println(lines.size() + " entries. The first ten:");
    lines.stream().limit(10).forEach(line -> out.println("  " + shortened(line)));

    step("The report");
    out.print(report);
  }

  /** Prints one line for each stage, and the numbers as they grow. */
  private Progress progress() {
    return (stage, done, total) -> {
      boolean finished = total.isPresent() && done == total.getAsLong();
      out.printf(
          Locale.ROOT,
          "\r%-20s %,d%s%s",
          stage.words(),
          done,
          total.isPresent() ? String.format(Locale.ROOT, " of %,d", total.getAsLong()) : "",
          finished ? String.format(Locale.ROOT, "%n") : "");
    };
  }

  private void step(String title) {
    out.println();
    out.println("== " + title);
  }

  private static String title(String passage) {
    return passage.lines().findFirst().orElse("");
  }

  private static String shortened(String line) {
    return line.length() <= 160
        ? line
        : line.substring(0, 100) + " … " + line.substring(line.length() - 57);
  }
}
