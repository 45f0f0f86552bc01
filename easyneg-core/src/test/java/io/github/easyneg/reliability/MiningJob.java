package io.github.easyneg.reliability;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small job, and a process that does it again and again until it is killed. */
final class MiningJob {
  private MiningJob() {}

  private static final int PASSAGES = 800;

  /** Returns rows with two contexts each, which recur. */
  static Dataset rows(int count) {
    return Datasets.of(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    QaRow.of(
                        List.of(passage(2 * i % PASSAGES), passage((2 * i + 1) % PASSAGES)),
                        "What is it about number %d?".formatted(i),
                        word(i),
                        0))
            .toList());
  }

  private static String passage(int number) {
    return IntStream.range(0, 8)
        .mapToObj(i -> word(8 * number + i + 1))
        .collect(Collectors.joining(" "));
  }

  private static String word(int i) {
    return Integer.toString(Math.abs(i * 0x9E3779B9), 36);
  }

  /** Returns a recipe whose output depends on the seed. */
  static EasyNegatives recipe(int rows, long seed) {
    return EasyNegatives.from(rows(rows))
        .embedWith(HashingEmbedder.ofDimension(64))
        .threads(2)
        .sampleK(2)
        // Else the run notes which refusal its random words come to.
        .refusal("Keine Antwort.")
        .seed(seed);
  }

  /**
   * Writes the file named by the first argument with seed 0, 1, 0, 1, ... and so many rows as the
   * second says.
   */
  public static void main(String[] args) {
    Path out = Path.of(args[0]);
    int rows = Integer.parseInt(args[1]);
    for (int run = 0; true; run++) {
      MiningReport report =
          recipe(rows, run % 2)
              .auditTo(out.resolveSibling("audit.jsonl"))
              .onProgress(MiningJob::tell)
              .toAxolotl(out);
      assert report.rows().read() == rows;
      System.out.println(run == 0 ? "first run" : "another run");
    }
  }

  /** Says that all is mined, and the files are about to appear. */
  private static void tell(Stage stage, long done, OptionalLong total) {
    if (stage == Stage.MINE && total.equals(OptionalLong.of(done))) {
      System.out.println("mined");
    }
  }
}
