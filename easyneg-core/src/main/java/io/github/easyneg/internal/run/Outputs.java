package io.github.easyneg.internal.run;

import io.github.easyneg.format.Audit;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.Refusals;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.io.Appearing;
import io.github.easyneg.internal.io.CloseAll;
import io.github.easyneg.internal.record.OutputFiles;
import io.github.easyneg.internal.record.RecordWriter;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.sample.DrawKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run: the training data, the passages where the format wants them in a file of
 * their own, and the audit. They appear together at {@link #commit}.
 */
final class Outputs implements AutoCloseable {
  /** Keeps the chance of thinning apart from that of drawing. */
  private static final long THINNING = 0x2545F4914F6CDD1DL;

  /** And that of choosing a wording. */
  private static final long WORDING = 0x6A09E667F3BCC909L;

  private final Settings settings;
  private final OutputFormat format;
  private List<Labels> labels = List.of();
  private final OutputFiles files;
  private @Nullable RecordWriter audit;
  private double keptRefusals = 1;

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
    this.labels = labels(ground);
    if (settings.refusalRatio().isPresent()) {
      double ratio = settings.refusalRatio().getAsDouble();
      Reckoning lines = Reckoning.of(settings, ground, format, labels.get(0));
      if (ratio < 1 && lines.answers() == 0 && lines.refusals() > 0) {
        throw OptionException.of(
            "{} leaves nothing of {}: no row has both a positive and an answer, so no line is an"
                + " answer. Leave it out, or use 1.",
            Option.of("refusalRatio", ratio),
            settings.dataset().name());
      }
      keptRefusals = lines.kept(ratio);
    }
    for (int i = 0; files.hasCorpus() && i < ground.corpus().size(); i++) {
      files.write(ground.corpus().passage(i));
    }
    return refusalInAnotherLanguage(ground);
  }

  private Optional<String> refusalInAnotherLanguage(Ground ground) {
    String refusal = labels.get(0).refusal();
    return settings.refusals().isEmpty() && !refusal.equals(Labels.DEFAULT_REFUSAL)
        ? ground
            .corpus()
            .census()
            .language()
            .map(
                language ->
                    String.format(
                        Locale.ROOT,
                        "the questions are in %s, so the refusal is \"%s\"; refusal(..)"
                            + " (--no-answer) sets another.",
                        Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH),
                        refusal))
        : Optional.empty();
  }

  /** Returns the labels with each wording of the refusal: the user's, or that of the language. */
  private List<Labels> labels(Ground ground) {
    List<String> refusals =
        settings.refusals().isEmpty()
            ? List.of(
                ground
                    .corpus()
                    .census()
                    .language()
                    .flatMap(Refusals::in)
                    .orElse(Labels.DEFAULT_REFUSAL))
            : settings.refusals();
    return refusals.stream().map(refusal -> new Labels(refusal, settings.seed())).toList();
  }

  /** Returns the labels of a row: one wording of the refusal in all its lines, by seeded chance. */
  private Labels labels(DrawKey key) {
    return labels.size() == 1
        ? labels.get(0)
        : labels.get(
            (int) (DrawKey.toUniform(new DrawKey(key.bits() ^ WORDING).random(0)) * labels.size()));
  }

  /** Makes a row's records; thread-safe. */
  Prepared prepare(MinedRow row, DrawKey key) {
    List<OutputRecord> kept = new ArrayList<>();
    int thinned = 0;
    DrawKey chance = new DrawKey(key.bits() ^ THINNING);
    int i = 0;
    Labels ofRow = labels(key);
    for (OutputRecord record : format.records(row, ofRow)) {
      boolean keep =
          keptRefusals == 1
              || record.kind() != OutputRecord.Kind.REFUSAL
              || DrawKey.toUniform(chance.random(i)) < keptRefusals;
      if (keep) {
        kept.add(record);
      } else {
        thinned++;
      }
      i++;
    }
    List<OutputRecord> forAudit = audit == null ? List.of() : new Audit().records(row, ofRow);
    return new Prepared(kept, thinned, forAudit);
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
