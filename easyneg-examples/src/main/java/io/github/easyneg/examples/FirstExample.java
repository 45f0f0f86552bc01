package io.github.easyneg.examples;

// region first-example
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.report.MiningReport;

/** Mines three easy negatives for each row of a file and writes training data for Axolotl. */
public final class FirstExample {
  public static void main(String[] args) {
    MiningReport report =
        EasyNegatives.from(Datasets.jsonl(args[0])).sampleK(3).seed(42).toAxolotl(args[1]);
    System.out.println(report);
  }
}
// endregion
