package io.github.easyneg.internal.run;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Mix;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many answers and refusals a format writes of a data set if every row gets all its negatives:
 * counted, not guessed, because each format makes other lines of a row. Reads the data set once
 * more.
 *
 * @param answers lines that teach an answer
 * @param refusals lines that teach the refusal
 */
public record Reckoning(long answers, long refusals) {

  /** Returns the counts of a row that gets all its negatives. */
  static Reckoning of(
      Mix mix,
      NumberedPassages corpus,
      OutputFormat format,
      Labels labels,
      QaRow row,
      long number) {
    MinedRow mined = new MinedRow(row, number, standIns(mix, corpus, row), Optional.empty());
    return of(format.records(mined, labels));
  }

  static Reckoning of(Settings settings, Ground ground, OutputFormat format, Labels labels) {
    Reckoning all = new Reckoning(0, 0);
    long number = 0;
    try (Stream<QaRow> rows = settings.dataset().rows()) {
      for (Iterator<QaRow> each = rows.iterator(); each.hasNext(); ) {
        QaRow row = each.next();
        if (++number % 1024 == 0) {
          Workers.requireNotInterrupted();
        }
        all = all.plus(of(settings.mix(), ground.corpus(), format, labels, row, number));
      }
    }
    return all;
  }

  /** Counts the records of a row. */
  static Reckoning of(List<OutputRecord> records) {
    long answers = records.stream().filter(r -> r.kind() == OutputRecord.Kind.ANSWER).count();
    long refusals = records.stream().filter(r -> r.kind() == OutputRecord.Kind.REFUSAL).count();
    return new Reckoning(answers, refusals);
  }

  /** Returns the sum of both. */
  public Reckoning plus(Reckoning other) {
    return new Reckoning(answers + other.answers, refusals + other.refusals);
  }

  /** Returns the chance at which a refusal stays, so that refusals are a share of the lines. */
  double kept(double share) {
    double wanted = share >= 1 ? Double.POSITIVE_INFINITY : answers * share / (1 - share);
    return refusals == 0 ? 1 : Math.min(1, wanted / refusals);
  }

  /** Returns as many negatives as the row is to get, any of those that are not its own. */
  private static List<MinedNegative> standIns(Mix mix, NumberedPassages corpus, QaRow row) {
    List<MinedNegative> standIns = new ArrayList<>();
    int next = 0;
    for (Mix.Part part : mix.parts()) {
      for (int i = 0; i < part.k() && next < corpus.size(); next++) {
        Passage passage = corpus.passage(next);
        if (!row.contexts().contains(passage.text())) {
          standIns.add(MinedNegative.of(passage, part.pool().name()).build());
          i++;
        }
      }
    }
    return standIns;
  }
}
