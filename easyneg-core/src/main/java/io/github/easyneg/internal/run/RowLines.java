package io.github.easyneg.internal.run;

import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.settings.Wording;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.sample.DrawKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a mined row: in one wording of the refusal, drawn by seeded chance, and with
 * refusals thinned. The same for mining and for converting an audit. Thread-safe.
 */
final class RowLines {
  /** Keeps the chance of thinning apart from that of drawing. */
  private static final long THINNING = 0x2545F4914F6CDD1DL;

  /** And that of choosing a wording. */
  private static final long WORDING = 0x6A09E667F3BCC909L;

  private final OutputFormat format;
  private final List<Labels> labels;
  private final double keptRefusals;

  /**
   * A row's records.
   *
   * @param records those that stay
   * @param thinned how many refusals were left out
   */
  record Kept(List<OutputRecord> records, int thinned) {}

  private RowLines(OutputFormat format, List<Labels> labels, double keptRefusals) {
    this.format = format;
    this.labels = labels;
    this.keptRefusals = keptRefusals;
  }

  /**
   * Returns lines none of which is left out.
   *
   * @param language of the questions, if it was recognised
   */
  static RowLines of(OutputFormat format, Wording wording, Optional<String> language, long seed) {
    return new RowLines(format, wording.labels(language, seed), 1);
  }

  /**
   * Returns lines of which refusals are left out until they are about a share of all.
   *
   * @param lines how many there are of each kind
   * @param data what they are made of
   * @throws IllegalArgumentException if there is no answer, so that nothing would be left
   */
  RowLines thinned(double share, Reckoning lines, String data) {
    if (share < 1 && lines.answers() == 0 && lines.refusals() > 0) {
      throw OptionException.of(
          "{} leaves nothing of {}: no row has both a positive and an answer, so no line is an"
              + " answer. Leave it out, or use 1.",
          Option.of("refusalRatio", share),
          data);
    }
    return new RowLines(format, labels, lines.kept(share));
  }

  /** Returns the labels in the first wording, where any will do. */
  Labels labels() {
    return labels.get(0);
  }

  /**
   * Makes a row's records.
   *
   * @param key the row's chance
   */
  Kept of(MinedRow row, DrawKey key) {
    List<OutputRecord> kept = new ArrayList<>();
    int thinned = 0;
    DrawKey chance = new DrawKey(key.bits() ^ THINNING);
    int i = 0;
    for (OutputRecord record : format.records(row, labels(key))) {
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
    return new Kept(kept, thinned);
  }

  /** Returns the labels of a row: one wording of the refusal in all its lines. */
  private Labels labels(DrawKey key) {
    return labels.size() == 1
        ? labels.get(0)
        : labels.get(
            (int) (DrawKey.toUniform(new DrawKey(key.bits() ^ WORDING).random(0)) * labels.size()));
  }
}
