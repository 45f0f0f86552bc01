package io.github.easyneg.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The default recipe with K = 3, against FAISS scoring all passages for the same rows. */
final class EasyMining {
  /** Rows until the compiler has done its work, and rows that are measured after them. */
  private static final int WARM = 131_072;

  private static final int ROWS = 81_920;

  private static final int K = 3;
  private static final int NEAREST = 20;

  private EasyMining() {}

  static void measure(Scale scale, int size) throws IOException {
    List<String> passages = MadeUpCorpus.passages(size);
    List<QaRow> rows = MadeUpCorpus.rows(passages, WARM + ROWS);
    Path file = MadeUpCorpus.write(() -> passages.stream().map(MadeUpCorpus::vector).iterator());
    Scale.print(
        "\n"
            + "| passages | threads | who | µs a row | CPU µs a row | bytes a row | proposals a row"
            + " | scans |");
    Scale.print("|---|---|---|---|---|---|---|---|");
    for (int threads : scale.numbers("threads")) {
      Watch watch = new Watch(threads);
      MiningReport report =
          EasyNegatives.from(Datasets.of(rows))
              .embedWith(new MadeUpCorpus(rows))
              .sampleK(K)
              .background(scale.background())
              .threads(threads)
              .onProgress(watch)
              .forEach(row -> {});
      double micros = watch.nanos / 1e3 / ROWS;
      double cpu = watch.cpuNanos / 1e3 / ROWS;
      Scale.print(
          "| %d | %d | EasyNegatives | %.1f | %.1f | %s | %.0f | %d |",
          size,
          threads,
          micros,
          cpu,
          threads == 1 ? String.valueOf(watch.bytes / ROWS) : "",
          (double) report.cost().proposals() / rows.size(),
          report.cost().scannedRows());
      int asked = Math.max(100, 40_000_000 / size);
      for (Peers peers : scale.peers(threads, file, size)) {
        try (peers) {
          Cost best = Cost.NONE;
          for (int round = 0; round < scale.rounds(); round++) {
            best = best.best(peers.search("faiss", 0, Math.min(asked, size), NEAREST));
          }
          Cost faiss = best.microsEach(Math.min(asked, size));
          Scale.print(
              "| %d | %d | FAISS flat | %.1f | %.1f | %.0f x as long, CPU %.0f x | | |",
              size, threads, faiss.wall(), faiss.cpu(), faiss.wall() / micros, faiss.cpu() / cpu);
        }
      }
    }
    Files.delete(file);
  }

  /** Notes time and memory when the first and the last of the measured rows are done. */
  private static final class Watch implements io.github.easyneg.report.Progress {
    private static final OperatingSystemMXBean SYSTEM =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final int threads;
    private long nanos;
    private long cpuNanos;
    private long bytes;

    Watch(int threads) {
      this.threads = threads;
    }

    /** With one thread, that thread's, so that the compiler's and the collector's do not count. */
    private long cpuTime() {
      return threads == 1 ? THREADS.getCurrentThreadCpuTime() : SYSTEM.getProcessCpuTime();
    }

    @Override
    public void on(Stage stage, long done, OptionalLong total) {
      if (stage == Stage.MINE && done == WARM) {
        nanos = -System.nanoTime();
        cpuNanos = -cpuTime();
        bytes = -THREADS.getCurrentThreadAllocatedBytes();
      }
      if (stage == Stage.MINE && done == WARM + ROWS) {
        nanos += System.nanoTime();
        cpuNanos += cpuTime();
        bytes += THREADS.getCurrentThreadAllocatedBytes();
      }
    }
  }
}
