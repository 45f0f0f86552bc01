package io.github.easyneg.internal.run;

import io.github.easyneg.format.Audit;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormat.Use;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run: the training data, the passages where the format needs them in a file of
 * their own, and the audit. They appear together at {@link #commit}.
 */
final class Outputs implements AutoCloseable {
  private final Settings settings;
  private final OutputFormat format;
  private @Nullable RowLines lines;
  private final OutputFiles files;
  private @Nullable RecordWriter audit;
  private @Nullable RecordWriter relabelled;
  private @Nullable Relabelling relabelling;

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
      Optional<Path> relabelled = settings.relabelled();
      outputs.relabelled = relabelled.isPresent() ? RecordWriter.open(relabelled.get()) : null;
      return outputs;
    } catch (RuntimeException | Error e) {
      outputs.close();
      throw e;
    }
  }

  /**
   * Learns the data set's numbers, and writes the passages where the format needs them.
   *
   * @return what the user should know before the work begins, if there is something
   */
  Optional<String> begin(Ground ground) {
    this.relabelling = new Relabelling(settings, ground.corpus());
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

  /**
   * Returns which scores are written, in words, if any are.
   *
   * @param guard that scores them; empty for none
   */
  Optional<String> scores(Optional<String> guard) {
    return format.uses().contains(Use.SCORES)
        ? Optional.of(
            guard
                .map(name -> "scores are those of the guard " + name + ".")
                .orElse(
                    "scores are cosines with the rows' anchors, as no cross-encoder is a guard;"
                        + " they do not come from a teacher model."))
        : Optional.empty();
  }

  /** Tells whether rows are written with the positives that were found. */
  boolean relabels() {
    return relabelled != null;
  }

  /** Makes a row with the positives that were found; thread-safe. */
  Relabelling.Relabelled relabelled(MinedRow row, Said said) {
    return Objects.requireNonNull(relabelling, "begin comes first").of(row, said);
  }

  /** Writes a row with the positives that were found. */
  void write(Relabelling.Relabelled row, Tally tally) {
    Objects.requireNonNull(relabelled).write(row.record());
    tally.relabelled(row.found());
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
    beside().forEach(RecordWriter::finish);
    files.finish();
  }

  /** Makes the files appear; the training data last. */
  void commit() {
    Appearing appearing = new Appearing();
    beside().forEach(writer -> appearing.next(List.of(writer.file()), writer::commit));
    files.commit(appearing);
  }

  /** Returns the files and how many records each holds, in the order in which they appear. */
  Map<Path, Long> files() {
    Map<Path, Long> all = new LinkedHashMap<>();
    beside().forEach(writer -> all.put(writer.file(), writer.records()));
    all.putAll(files.files());
    return all;
  }

  private List<RecordWriter> beside() {
    return Stream.of(Optional.ofNullable(relabelled), Optional.ofNullable(audit))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public void close() {
    CloseAll.of(files, audit, relabelled);
  }
}
