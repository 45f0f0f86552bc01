package io.github.easyneg.cli.output;

import io.github.easyneg.data.Passage;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.io.Appearing;
import io.github.easyneg.internal.record.OutputFiles;
import io.github.easyneg.internal.text.Counted;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes mined rows in a format, and the passages where the format has a file for them. */
public final class Conversion implements AutoCloseable {
  private final OutputFormat format;
  private final Labels labels;
  private final OutputFiles files;
  private final Set<String> written = new HashSet<>();
  private long rows;
  private long silentRows;

  public Conversion(OutputFormat format, Labels labels, Path out) {
    this.format = format;
    this.labels = labels;
    this.files = OutputFiles.open(format, out);
  }

  public void add(MinedRow row) {
    rows++;
    long before = files.records();
    for (OutputRecord record : format.records(row, labels)) {
      files.write(record);
    }
    if (files.records() == before) {
      silentRows++;
    }
    if (files.hasCorpus()) {
      IntStream.range(0, row.row().contexts().size())
          .mapToObj(row.row()::passage)
          .forEach(this::add);
      row.negatives().stream().map(MinedNegative::passage).forEach(this::add);
    }
  }

  private void add(Passage passage) {
    if (written.add(passage.id())) {
      files.write(passage);
    }
  }

  /** Makes the files appear, the records last, once both are whole. */
  public void commit() {
    files.finish();
    files.commit(new Appearing());
  }

  /** Returns what was done, in a line. */
  public String summary() {
    String silent =
        silentRows == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %s gave none, for want of %s",
                Counted.of(silentRows, "row", "rows"),
                format.needs().orElse("something"));
    return Counted.of(rows, "row", "rows")
        + ", "
        + Counted.of(files.records(), "line", "lines")
        + silent;
  }

  @Override
  public void close() {
    files.close();
  }
}
