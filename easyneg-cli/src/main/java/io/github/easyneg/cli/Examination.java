package io.github.easyneg.cli;

import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.json.JsonInspection;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** Reads files once and lets every checkup see each row. */
final class Examination {
  private static final int ROWS_PER_PROGRESS = 1000;

  private final Findings findings;
  private final RowCheckup rows;
  private final CrossCheckup across;
  private final PassageCheckup passages;
  private final LengthCheckup lengths;
  private final ProgressDisplay display;
  private long read;
  private long withPositive;
  private long contexts;
  private long answering;

  Examination(Findings findings, LengthCheckup lengths, ProgressDisplay display) {
    this.findings = findings;
    this.rows = new RowCheckup(findings);
    this.across = new CrossCheckup(findings);
    this.passages = new PassageCheckup(findings);
    this.lengths = lengths;
    this.display = display;
  }

  void read(Path file) {
    String name = String.valueOf(file.getFileName());
    JsonInspection.read(
        file,
        found -> look(new Place(name, found.line()), found.row()),
        problem -> findings.addUnreadable(String.valueOf(problem.getMessage())));
  }

  private void look(Place place, QaRow row) {
    read++;
    contexts += row.contexts().size();
    withPositive += row.positive().isPresent() ? 1 : 0;
    for (int i = 0; i < row.contexts().size(); i++) {
      answering += row.isPositive(i) ? 1 : 0;
    }
    rows.look(place, row);
    across.look(place, row);
    passages.look(place, row.contexts());
    lengths.look(place, row.contexts());
    if (read % ROWS_PER_PROGRESS == 0) {
      display.on("reading rows", read, OptionalLong.empty());
    }
  }

  /** Returns what was found as a small table. */
  String summary(int k) {
    String tokens = lengths.summary();
    long lines = contexts + k * read;
    double refusals = lines == 0 ? 0 : 100.0 * (lines - answering) / lines;
    return findings.summary()
        + String.format(
            Locale.ROOT,
            "%nrows                   %,d  (%,d with a positive, %,d without)%n"
                + "contexts               %,d%n"
                + "tokens                 %s%n"
                + "refusals to expect     %.1f %% of the lines, with %d easy negative%s a row%s%n",
            read,
            withPositive,
            read - withPositive,
            contexts,
            tokens,
            refusals,
            k,
            k == 1 ? "" : "s",
            refusals > 50 ? "; --refusal-ratio 0.5 would even them out" : "");
  }
}
