package io.github.easyneg.cli.output;

import io.github.easyneg.data.Passage;
import io.github.easyneg.format.CorpusFormat;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.io.Appearing;
import io.github.easyneg.internal.record.RecordWriter;
import io.github.easyneg.internal.text.Counted;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes mined rows in a format, and the passages where the format has a file for them. */
public final class Conversion implements AutoCloseable {
  private final OutputFormat format;
  private final Labels labels;
  private final RecordWriter records;
  private final Optional<RecordWriter> passages;
  private final Set<String> written = new HashSet<>();
  private long rows;
  private long silentRows;

  public Conversion(OutputFormat format, Labels labels, Path out) {
    this.format = format;
    this.labels = labels;
    this.records = RecordWriter.open(out);
    this.passages =
        format instanceof CorpusFormat
            ? Optional.of(RecordWriter.open(Sibling.of(out, "corpus")))
            : Optional.empty();
  }

  public void add(MinedRow row) {
    rows++;
    long before = records.records();
    for (OutputRecord record : format.records(row, labels)) {
      records.write(record);
    }
    if (records.records() == before) {
      silentRows++;
    }
    if (passages.isPresent()) {
      row.row().contexts().forEach(text -> add(Passage.of(text)));
      row.negatives().stream().map(MinedNegative::passage).forEach(this::add);
    }
  }

  private void add(Passage passage) {
    if (format instanceof CorpusFormat corpus && written.add(passage.id())) {
      passages.orElseThrow().write(corpus.corpusRecord(passage));
    }
  }

  /** Makes the files appear, the records last, once both are whole. */
  public void commit() {
    passages.ifPresent(RecordWriter::finish);
    records.finish();
    Appearing appearing = new Appearing();
    passages.ifPresent(writer -> appearing.next(List.of(writer.file()), writer::commit));
    appearing.next(List.of(records.file()), records::commit);
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
        + Counted.of(records.records(), "line", "lines")
        + silent;
  }

  @Override
  public void close() {
    records.close();
    passages.ifPresent(RecordWriter::close);
  }
}
