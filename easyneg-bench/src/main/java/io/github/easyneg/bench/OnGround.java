package io.github.easyneg.bench;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.Grounds;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Progress;
import io.github.easyneg.report.Stage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From files to a file over a mapped corpus: passages of some 600 bytes, vectors on demand, of
 * hashed words in 256 dimensions or of the default model, K = 3. The data stay in the folder, and
 * are used again; the model's vectors too, in a cache.
 */
final class OnGround {
  private static final int K = 3;
  private static final int PASSAGE_WORDS = 127;
  private static final int DIMENSION = 256;
  private static final int THREADS = 2;

  private final Path folder;
  private final Path corpus;
  private final int passages;
  private final boolean hashing;

  private OnGround(Path folder, int passages, boolean hashing) {
    this.folder = folder;
    this.hashing = hashing;
    this.corpus = folder.resolve("corpus-" + passages + ".jsonl");
    this.passages = passages;
  }

  static void measure(Path folder, int passages, List<Integer> rows, String embedder)
      throws IOException {
    if (!List.of("hashing", "default").contains(embedder)) {
      throw new IllegalArgumentException(
          "embedder is '" + embedder + "'; expected hashing or default.");
    }
    OnGround measured =
        new OnGround(Files.createDirectories(folder), passages, embedder.equals("hashing"));
    measured.writeCorpus();
    Scale.print("\n%,d passages, -Xmx %,d MB:\n", passages, Runtime.getRuntime().maxMemory() >> 20);
    Scale.print(
        "| what | seconds | processor seconds | of these reading | embedding | mining | µs a row"
            + " | passages embedded | peak heap MB |");
    Scale.print("|---|---|---|---|---|---|---|---|---|");
    measured.build();
    for (int count : rows) {
      Path file = measured.writeRows(count);
      measured.mine(file, count);
    }
  }

  private void writeCorpus() throws IOException {
    if (Files.exists(corpus)) {
      return;
    }
    try (BufferedWriter out = Files.newBufferedWriter(corpus)) {
      for (int i = 0; i < passages; i++) {
        out.write("{\"text\":\"" + MadeUpCorpus.passage(i, PASSAGE_WORDS) + "\"}\n");
      }
    }
  }

  private Path writeRows(int rows) throws IOException {
    Path file = folder.resolve("rows-" + rows + "-of-" + passages + ".jsonl");
    if (!Files.exists(file)) {
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        for (int i = 0; i < rows; i++) {
          String context = MadeUpCorpus.passage((i * 7919L) % passages, PASSAGE_WORDS);
          QaRow row = MadeUpCorpus.row(i, context);
          out.write(
              "{\"contexts\":[\""
                  + context
                  + "\"],\"question\":\""
                  + row.question()
                  + "\",\"answer\":\""
                  + row.answer().orElseThrow()
                  + "\",\"positive_ctx_idx\":0}\n");
        }
      }
    }
    return file;
  }

  private Path ground() {
    return folder.resolve("passages-" + passages + ".ground");
  }

  private void build() throws IOException {
    List<Grounds.Ground> made = new ArrayList<>();
    resetPeak();
    Cost cost =
        Cost.of(
            () -> made.add(Grounds.build(Corpora.files(corpus), ground(), THREADS, Progress.NONE)));
    Scale.print(
        "| ground %s, %,.0f MB of a corpus of %,.0f MB | %.1f | %.1f | | | | | | %,d |",
        made.get(0).built() ? "built" : "found",
        made.get(0).bytes() / 1e6,
        Files.size(corpus) / 1e6,
        cost.wall(),
        cost.cpu(),
        peak());
  }

  private void mine(Path rows, int count) {
    EasyNegatives recipe =
        EasyNegatives.from(Datasets.jsonl(rows))
            .withCorpus(Corpora.files(corpus))
            .groundIn(ground())
            .vectorsIn(folder)
            .embedPassages(PassageEmbedding.ON_DEMAND)
            .threads(THREADS)
            .sampleK(K);
    EasyNegatives embedding =
        hashing
            ? recipe.embedWith(HashingEmbedder.ofDimension(DIMENSION))
            : recipe.cacheIn(folder.resolve("embeddings"));
    List<MiningReport> reports = new ArrayList<>();
    resetPeak();
    Cost cost =
        Cost.of(
            () ->
                reports.add(embedding.write(OutputFormats.triplet(), folder.resolve("out.jsonl"))));
    MiningReport report = reports.get(0);
    double mining = seconds(report, Stage.MINE);
    Scale.print(
        "| %,d rows mined | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f | %,d | %,d |",
        count,
        cost.wall(),
        cost.cpu(),
        seconds(report, Stage.READ),
        seconds(report, Stage.EMBED),
        mining,
        1e6 * mining / count,
        report.embeddings().neededPassages(),
        peak());
  }

  private static double seconds(MiningReport report, Stage stage) {
    return report.time().getOrDefault(stage, Duration.ZERO).toMillis() / 1e3;
  }

  private static void resetPeak() {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static long peak() {
    return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
