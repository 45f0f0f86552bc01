package io.github.easyneg.bench;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A data set of germanrag's size, from file to file with the default model: the first time, and
 * again with its vectors in the cache, each in a JVM of its own.
 */
final class WholeJob {
  private static final int K = 3;
  private static final int PASSAGES = 4486;
  private static final int PASSAGE_WORDS = 150;

  /** Rows of germanrag by whether they have a positive, and by hard negatives. */
  private static final int[][] SHAPE = {
    {1, 0, 562}, {1, 1, 562}, {1, 2, 561}, {1, 3, 558}, {0, 1, 375}, {0, 2, 373}, {0, 3, 371}
  };

  private WholeJob() {}

  /** Rows as they were before mining. */
  private record Unmined() implements OutputFormat {
    @Override
    public String name() {
      return "unmined";
    }

    @Override
    public List<OutputRecord> records(MinedRow mined, Labels labels) {
      QaRow row = mined.row();
      Map<String, Object> fields =
          Map.of(
              "contexts", row.contexts(),
              "question", row.question(),
              "answer", row.answer().orElseThrow(),
              "positive_ctx_idx", row.positive().orElse(-1));
      return List.of(new OutputRecord(fields, OutputRecord.Kind.OTHER));
    }
  }

  static void measure() throws IOException {
    Path folder = Files.createTempDirectory("easyneg-job");
    Path input = folder.resolve("rows.jsonl");
    MiningReport written =
        EasyNegatives.from(Datasets.of(rows()))
            .embedWith(new MadeUpCorpus(List.of()))
            .sampleK(1)
            .write(new Unmined(), input);
    Scale.print(
        "\n%d rows, %d contexts, %d MB, K = %d\n",
        written.rows().read(), written.rows().contexts(), Files.size(input) >> 20, K);
    Scale.print("| run | seconds in all | reading | embedding | mining and writing |");
    Scale.print("|---|---|---|---|---|");
    for (String run : List.of("first", "second")) {
      fork(run, input, folder);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static void fork(String run, Path input, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WholeJob.class.getName(),
                run,
                input.toString(),
                folder.resolve("train.jsonl").toString(),
                folder.resolve("cache").toString())
            .inheritIO()
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("the " + run + " run failed");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Runs once.
   *
   * @param args what the run is called, rows, training data, cache
   */
  public static void main(String[] args) {
    long start = System.nanoTime();
    Dataset rows = Datasets.jsonl(Path.of(args[1]));
    MiningReport report =
        EasyNegatives.from(rows).sampleK(K).cacheIn(Path.of(args[3])).toAxolotl(Path.of(args[2]));
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<Stage, Duration> time = report.time();
    Scale.print(
        "| %s | %.2f | %.2f | %.2f | %.2f |",
        args[0], seconds, in(time, Stage.READ), in(time, Stage.EMBED), in(time, Stage.MINE));
  }

  private static double in(Map<Stage, Duration> time, Stage stage) {
    return Objects.requireNonNull(time.get(stage)).toNanos() / 1e9;
  }

  private static List<QaRow> rows() {
    List<String> passages = Sentences.of(PASSAGES, PASSAGE_WORDS);
    List<String> questions = Sentences.of(3362, 12);
    List<String> answers = Sentences.of(3362, 8);
    SplittableRandom random = new SplittableRandom(1);
    List<QaRow> rows = new ArrayList<>();
    int positives = 0;
    for (int[] shape : SHAPE) {
      for (int i = 0; i < shape[2]; i++) {
        List<String> contexts = new ArrayList<>();
        if (shape[0] == 1) {
          contexts.add(passages.get(positives++));
        }
        for (int h = 0; h < shape[1]; h++) {
          contexts.add(passages.get(random.nextInt(PASSAGES)));
        }
        int row = rows.size();
        rows.add(
            new QaRow(
                contexts,
                questions.get(row),
                shape[0] == 1 ? answers.get(row) : "Not to be answered.",
                shape[0] == 1 ? OptionalInt.of(0) : OptionalInt.empty(),
                Map.of()));
      }
    }
    return rows;
  }
}
