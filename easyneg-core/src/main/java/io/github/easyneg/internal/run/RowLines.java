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
 * The records of a mined row: without own negatives that are left out, in one wording of the
 * refusal, drawn by seeded chance, and with refusals thinned. The same for mining and for
 * converting an audit. Thread-safe.
 */
final class RowLines {
  /** Keeps the chance of thinning apart from that of drawing. */
  private static final long THINNING = 0x2545F4914F6CDD1DL;

  /** And that of choosing a wording. */
  private static final long WORDING = 0x6A09E667F3BCC909L;

  private final OutputFormat format;
  private final Wording wording;
  private final List<Labels> labels;
  private final double keptRefusals;

  /**
   * A row's records.
   *
   * @param records those that stay
   * @param thinned how many refusals were left out
   * @param ownNegatives with how many of its own negatives the row is written
   * @param leftOut how many of them were left out
   * @param emptied whether that left nothing to make a record of
   */
  record Kept(
      List<OutputRecord> records, int thinned, int ownNegatives, int leftOut, boolean emptied) {

    /** Tells whether the format makes no record of what the row has. */
    boolean silent() {
      return records.isEmpty() && thinned == 0 && !emptied;
    }
  }

  private RowLines(OutputFormat format, Wording wording, List<Labels> labels, double keptRefusals) {
    this.format = format;
    this.wording = wording;
    this.labels = labels;
    this.keptRefusals = keptRefusals;
  }

  /**
   * Returns lines none of which is left out.
   *
   * @param language of the questions, if it was recognised
   */
  static RowLines of(OutputFormat format, Wording wording, Optional<String> language, long seed) {
    return new RowLines(format, wording, wording.labels(language, seed), 1);
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
    return new RowLines(format, wording, labels, lines.kept(share));
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
    MinedRow limited = wording.limited(row, format);
    List<OutputRecord> kept = new ArrayList<>();
    int thinned = 0;
    DrawKey chance = new DrawKey(key.bits() ^ THINNING);
    int i = 0;
    for (OutputRecord record : records(format, limited, labels(key))) {
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
    int own = limited.ownNegatives().size();
    return new Kept(kept, thinned, own, row.ownNegatives().size() - own, nothingIsLeft(limited));
  }

  /** Returns the records of a row that may have lost own negatives; none if nothing is left. */
  static List<OutputRecord> records(OutputFormat format, MinedRow limited, Labels labels) {
    return nothingIsLeft(limited) ? List.of() : format.records(limited, labels);
  }

  private static boolean nothingIsLeft(MinedRow limited) {
    return limited.negatives().isEmpty() && limited.contexts().isEmpty();
  }

  /** Returns the labels of a row: one wording of the refusal in all its lines. */
  private Labels labels(DrawKey key) {
    return labels.size() == 1
        ? labels.get(0)
        : labels.get(
            (int) (DrawKey.toUniform(new DrawKey(key.bits() ^ WORDING).random(0)) * labels.size()));
  }
}
