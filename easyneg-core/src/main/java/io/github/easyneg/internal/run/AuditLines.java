package io.github.easyneg.internal.run;

import io.github.easyneg.data.Passage;
import io.github.easyneg.format.Audit;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.io.Appearing;
import io.github.easyneg.internal.record.OutputFiles;
import io.github.easyneg.internal.settings.Wording;
import io.github.easyneg.internal.text.Languages;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.report.LineCounts;
import io.github.easyneg.sample.DrawKey;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes another format of an audit. The audit is read once for the language of its questions, once
 * more where refusals are to be counted, and then to write, so that it need not fit into memory.
 */
public final class AuditLines {
  private final Path audit;
  private final OutputFormat format;
  private final Wording wording;
  private final long seed;
  private long rows;
  private long answers;
  private long refusals;
  private long thinned;
  private long silentRows;
  private long emptiedRows;
  private long ownNegatives;
  private long ownNegativesLeftOut;

  private AuditLines(Path audit, OutputFormat format, Wording wording, long seed) {
    this.audit = audit;
    this.format = format;
    this.wording = wording;
    this.seed = seed;
  }

  /** What was done: how many rows there were, their lines, and what a user should know. */
  public record Done(long rows, LineCounts lines, Optional<String> note) {}

  /** Reads an audit and writes another format; the files appear when all are whole. */
  public static Done write(Path audit, OutputFormat format, Wording wording, long seed, Path file) {
    return new AuditLines(audit, format, wording, seed).write(file);
  }

  private Done write(Path file) {
    try (OutputFiles files = OutputFiles.open(format, file)) {
      Optional<String> language = language();
      RowLines all = RowLines.of(format, wording, language, seed);
      RowLines lines =
          wording.refusalRatio().isPresent()
              ? all.thinned(
                  wording.refusalRatio().getAsDouble(), reckoning(all), String.valueOf(audit))
              : all;
      Set<String> passages = new HashSet<>();
      forEach(
          row -> {
            add(lines.of(row, key(row)), files);
            if (files.hasCorpus()) {
              passages(row)
                  .filter(passage -> passages.add(passage.id()))
                  .forEachOrdered(files::write);
            }
          });
      files.finish();
      files.commit(new Appearing());
      return new Done(
          rows,
          LineCounts.builder()
              .written(files.records())
              .answers(answers)
              .refusals(refusals)
              .thinned(thinned)
              .silentRows(silentRows)
              .ownNegatives(ownNegatives)
              .ownNegativesLeftOut(ownNegativesLeftOut)
              .emptiedRows(emptiedRows)
              .build(),
          wording.note(format, language));
    }
  }

  private void forEach(Consumer<MinedRow> consumer) {
    try (Stream<MinedRow> all = Audit.read(audit)) {
      all.forEachOrdered(
          row -> {
            Workers.requireNotInterrupted();
            consumer.accept(row);
          });
    }
  }

  private Optional<String> language() {
    Languages languages = new Languages();
    forEach(row -> languages.add(row.row().key(), row.row().question()));
    return languages.found();
  }

  private Reckoning reckoning(RowLines lines) {
    Reckoning[] sum = {new Reckoning(0, 0)};
    forEach(row -> sum[0] = sum[0].plus(Reckoning.of(lines.of(row, key(row)).records())));
    return sum[0];
  }

  private DrawKey key(MinedRow row) {
    return DrawKey.of(seed, row.row().key());
  }

  private void add(RowLines.Kept row, OutputFiles files) {
    rows++;
    for (OutputRecord record : row.records()) {
      files.write(record);
    }
    Reckoning counted = Reckoning.of(row.records());
    answers += counted.answers();
    refusals += counted.refusals();
    thinned += row.thinned();
    silentRows += row.silent() ? 1 : 0;
    emptiedRows += row.emptied() ? 1 : 0;
    ownNegatives += row.ownNegatives();
    ownNegativesLeftOut += row.leftOut();
  }

  private static Stream<Passage> passages(MinedRow row) {
    return Stream.concat(
        IntStream.range(0, row.row().contexts().size()).mapToObj(row.row()::passage),
        row.negatives().stream().map(MinedNegative::passage));
  }
}
