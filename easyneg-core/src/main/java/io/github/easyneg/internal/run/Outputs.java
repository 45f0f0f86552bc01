package io.github.easyneg.internal.run;

import io.github.easyneg.format.Audit;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.io.Appearing;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.internal.record.OutputFiles;
import io.github.easyneg.internal.record.RecordWriter;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.sample.DrawKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run: the training data, the passages where the format wants them in a file of
 * their own, and the audit. They appear together at {@link #commit}.
 */
final class Outputs implements AutoCloseable {
  private final Settings settings;
  private final OutputFormat format;
  private @Nullable RowLines lines;
  private final OutputFiles files;
  private @Nullable RecordWriter audit;

  /** A row's records, ready to be written. */
  record Prepared(List<OutputRecord> records, int thinned, List<OutputRecord> audit) {}

  private Outputs(Settings settings, OutputFormat format, OutputFiles files) {
    this.settings = settings;
    this.format = format;
    this.files = files;
  }

  /** Begins the files, so that one that cannot be written is known before any work is done. */
  static Outputs open(Settings settings, OutputFormat format, Path file) {
    Outputs outputs = new Outputs(settings, format, OutputFiles.open(format, file));
    try {
      Optional<Path> audit = settings.audit();
      outputs.audit = audit.isPresent() ? RecordWriter.open(audit.get()) : null;
      return outputs;
    } catch (RuntimeException | Error e) {
      outputs.close();
      throw e;
    }
  }

  /**
   * Learns the data set's numbers, and writes the passages where the format wants them.
   *
   * @return what the user should know before the work begins, if there is something
   */
  Optional<String> begin(Ground ground) {
    Optional<String> language = ground.corpus().census().language();
    RowLines all = RowLines.of(format, settings.wording(), language, settings.seed());
    this.lines =
        settings.wording().refusalRatio().isPresent()
            ? all.thinned(
                settings.wording().refusalRatio().getAsDouble(),
                Reckoning.of(settings, ground, format, all.labels()),
                settings.dataset().name())
            : all;
    for (int i = 0; files.hasCorpus() && i < ground.corpus().size(); i++) {
      files.write(ground.corpus().passage(i));
    }
    return settings.wording().note(format, language);
  }

  /** Makes a row's records; thread-safe. */
  Prepared prepare(MinedRow row, DrawKey key) {
    RowLines all = Objects.requireNonNull(lines, "begin comes first");
    RowLines.Kept kept = all.of(row, key);
    List<OutputRecord> forAudit =
        audit == null ? List.of() : new Audit().records(row, all.labels());
    return new Prepared(kept.records(), kept.thinned(), forAudit);
  }

  /** Writes a row's records. */
  void write(Prepared row, Tally tally) {
    if (row.records().isEmpty() && row.thinned() == 0) {
      tally.silent();
    }
    for (OutputRecord record : row.records()) {
      files.write(record);
      tally.written(record);
    }
    tally.thinned(row.thinned());
    if (audit != null) {
      row.audit().forEach(audit::write);
    }
  }

  /** Ends the files; none has its name yet. */
  void finish() {
    if (audit != null) {
      audit.finish();
    }
    files.finish();
  }

  /** Makes the files appear; the training data last. */
  void commit() {
    Appearing appearing = new Appearing();
    if (audit != null) {
      appearing.next(List.of(audit.file()), audit::commit);
    }
    files.commit(appearing);
  }

  /** Returns the files and how many records each holds, in the order in which they appear. */
  Map<Path, Long> files() {
    Map<Path, Long> all = new LinkedHashMap<>();
    if (audit != null) {
      all.put(audit.file(), audit.records());
    }
    all.putAll(files.files());
    return all;
  }

  @Override
  public void close() {
    CloseAll.of(files, audit);
  }
}
