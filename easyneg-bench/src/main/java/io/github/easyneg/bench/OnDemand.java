package io.github.easyneg.bench;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many passages are embedded, and what a run costs, where the corpus is much larger than the
 * rows: with the default model, all passages first against those that draws look at. The files are
 * compared byte for byte.
 */
final class OnDemand {
  private static final int K = 3;
  private static final int PASSAGE_WORDS = 20;

  private OnDemand() {}

  static void measure(int passages, int rows) throws IOException {
    Scale.print(
        "\n%d rows over %d passages of %d words, K = %d:\n", rows, passages, PASSAGE_WORDS, K);
    Scale.print("| passages are embedded | how many | processor seconds | seconds |");
    Scale.print("|---|---|---|---|");
    Path folder = Files.createTempDirectory("easyneg-demand");
    Path all = folder.resolve("all.jsonl");
    Path demanded = folder.resolve("demanded.jsonl");
    List<String> texts = MadeUpCorpus.passages(passages, PASSAGE_WORDS);
    List<QaRow> asked = MadeUpCorpus.rows(texts.subList(0, 2 * rows), rows).subList(0, rows);
    measure("on demand", PassageEmbedding.ON_DEMAND, texts, asked, demanded);
    measure("all first", PassageEmbedding.ALL_FIRST, texts, asked, all);
    Scale.print("\nThe files are the same: %s", same(all, demanded));
    Scale.print("The audits are the same: %s", same(audit(all), audit(demanded)));
    for (Path file : List.of(all, demanded, audit(all), audit(demanded), folder)) {
      Files.delete(file);
    }
  }

  private static String same(Path one, Path other) throws IOException {
    return Files.mismatch(one, other) < 0 ? "yes" : "NO";
  }

  /** Returns where all about each negative is written, each cosine to its last bit. */
  private static Path audit(Path file) {
    return file.resolveSibling("audit-" + file.getFileName());
  }

  private static void measure(
      String name, PassageEmbedding when, List<String> texts, List<QaRow> rows, Path out) {
    List<MiningReport> reports = new ArrayList<>();
    Cost cost =
        Cost.of(
            () ->
                reports.add(
                    EasyNegatives.from(Datasets.of(rows))
                        .withCorpus(Corpora.of(texts.stream().map(Passage::of).toList()))
                        .embedPassages(when)
                        .sampleK(K)
                        .auditTo(audit(out))
                        .write(OutputFormats.triplet(), out)));
    long needed = reports.get(0).embeddings().neededPassages();
    Scale.print(
        "| %s | %,d (%.1f %%) | %.1f | %.1f |",
        name, needed, 100.0 * needed / texts.size(), cost.cpu(), cost.wall());
  }
}
