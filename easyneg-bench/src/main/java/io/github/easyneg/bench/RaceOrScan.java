package io.github.easyneg.bench;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.NegativeSampler;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** What a draw costs as acceptance falls, and what a scan of all passages costs instead. */
final class RaceOrScan {
  private static final int PASSAGES = 20_000;
  private static final int ROWS = 256;
  private static final int K = 3;

  private RaceOrScan() {}

  static void measure() {
    List<QaRow> rows = MadeUpCorpus.rows(MadeUpCorpus.passages(PASSAGES), ROWS);
    Scale.print("\n%d passages, K = %d, 1 thread:\n", PASSAGES, K);
    Scale.print(
        "| plausibility | proposals a row | acceptance | µs a row | rows scanned | µs a row by"
            + " scans alone |");
    Scale.print("|---|---|---|---|---|---|");
    for (double plausibility : new double[] {8, 30, 100, 300, 1000}) {
      MultinomialSampler sampler = MultinomialSampler.defaults().withPlausibility(plausibility);
      MiningReport raced = mine(rows, sampler);
      MiningReport scanned = mine(rows, new WithoutWeights(sampler));
      double proposals = (double) raced.cost().proposals() / raced.rows().read();
      Scale.print(
          "| %.0f | %.0f | %.2f %% | %.0f | %.1f %% | %.0f |",
          plausibility,
          proposals,
          100 * K / proposals,
          micros(raced),
          100.0 * raced.cost().scannedRows() / raced.rows().read(),
          micros(scanned));
    }
  }

  /** Mines twice, the first time to warm up. */
  private static MiningReport mine(List<QaRow> rows, NegativeSampler sampler) {
    EasyNegatives recipe =
        EasyNegatives.from(Datasets.of(rows))
            .embedWith(new MadeUpCorpus(rows))
            .candidates(Pool.quantiles(0.30, 0.95).withLexicalQuantile(0, 1))
            .sampleK(K)
            .sampler(sampler)
            .threads(1);
    MiningReport warm = recipe.forEach(row -> {});
    MiningReport report = recipe.forEach(row -> {});
    assert warm.cost().equals(report.cost());
    return report;
  }

  private static double micros(MiningReport report) {
    return Objects.requireNonNull(report.time().get(Stage.MINE)).toNanos()
        / 1e3
        / report.rows().read();
  }

  /** The same draws for an engine that does not know the weights, and so must scan. */
  private record WithoutWeights(MultinomialSampler sampler) implements NegativeSampler {
    @Override
    public Iterator<Candidate> draw(List<Candidate> candidates, DrawKey key) {
      return sampler.draw(candidates, key);
    }

    @Override
    public String describe() {
      return sampler.describe();
    }
  }
}
