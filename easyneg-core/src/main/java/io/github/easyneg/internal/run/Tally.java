package io.github.easyneg.internal.run;

import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.internal.draw.Drawn;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.report.DrawCost;
import io.github.easyneg.report.Histogram;
import io.github.easyneg.report.LineCounts;
import io.github.easyneg.report.NegativeCounts;
import io.github.easyneg.report.RelabelledCounts;
import io.github.easyneg.report.ReuseCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Counts what a run does, row by row, in the order of the rows. For one thread. */
final class Tally {
  private final long[] background = new long[Histogram.BINS];
  private final long[] positive = new long[Histogram.BINS];
  private final long[] hard = new long[Histogram.BINS];
  private final long[] mined = new long[Histogram.BINS];
  private final long[] distracting = new long[Histogram.BINS];
  private final Map<String, Long> rejected = new LinkedHashMap<>();
  private final Map<String, Long> undecided = new LinkedHashMap<>();
  private final Map<MinedRow.Reason, Long> shortRows = new EnumMap<>(MinedRow.Reason.class);
  private final Uses uses;
  private final int candidates;
  private long negatives;
  private long skippedRows;
  private long widenedRows;
  private long silentRows;
  private long answers;
  private long refusals;
  private long written;
  private long thinned;
  private long ownNegatives;
  private long ownNegativesLeftOut;
  private long emptiedRows;
  private long relabelledRows;
  private long newPositives;
  private long proposals;
  private long scannedRows;
  private long standIns;

  /**
   * Counts nothing yet.
   *
   * @param guards the names of all of them, in order
   * @param uses counts how often passages are negatives
   * @param candidates how many passages may be
   */
  Tally(List<String> guards, Uses uses, int candidates) {
    this.uses = uses;
    this.candidates = candidates;
    guards.forEach(name -> rejected.put(name, 0L));
  }

  /** Counts a draw and how the row's own contexts look. */
  void drawn(Row row, Drawn drawn, List<String> guardNames) {
    List<Integer> hardNegatives = row.row().hardNegatives();
    int next = 0;
    for (int i = 0; i < drawn.ownCosines().length; i++) {
      boolean answers = next == hardNegatives.size() || hardNegatives.get(next) != i;
      next += answers ? 0 : 1;
      float cosine = drawn.ownCosines()[i];
      if (!Float.isNaN(cosine)) {
        (answers ? positive : hard)[Histogram.bin(cosine)]++;
      }
    }
    for (float cosine : drawn.backgroundCosines()) {
      background[Histogram.bin(cosine)]++;
    }
    for (int guard = 0; guard < drawn.counts().length; guard++) {
      if (drawn.counts()[guard] > 0) {
        rejected(guardNames.get(guard), drawn.counts()[guard]);
      }
    }
    drawn.shortfall().ifPresent(s -> shortRows.merge(s.reason(), 1L, Long::sum));
    proposals += drawn.proposals();
    scannedRows += drawn.scanned() ? 1 : 0;
    widenedRows += drawn.widened() > 0 ? 1 : 0;
    standIns += drawn.standIns();
  }

  void rejected(String guard, long candidates) {
    rejected.merge(guard, candidates, Long::sum);
  }

  /** Counts candidates on which a batch guard had no verdict. */
  void undecided(String guard, long candidates) {
    undecided.merge(guard, candidates, Long::sum);
  }

  Map<String, Long> undecided() {
    return undecided;
  }

  /** Counts the negatives of a row that is kept. */
  void kept(Drawn drawn) {
    for (Drawn.Pick pick : drawn.picks()) {
      mined[Histogram.bin(pick.seen().cosine())]++;
      if (!Double.isNaN(pick.distracting())) {
        distracting[Histogram.bin(pick.distracting())]++;
      }
      uses.add(pick.seen().number(), 1);
      negatives++;
    }
  }

  void skipped() {
    skippedRows++;
  }

  /** Counts what was left out of a row that is written. */
  void written(RowLines.Kept row) {
    silentRows += row.silent() ? 1 : 0;
    emptiedRows += row.emptied() ? 1 : 0;
    thinned += row.thinned();
    ownNegatives += row.ownNegatives();
    ownNegativesLeftOut += row.leftOut();
  }

  void written(OutputRecord record) {
    written++;
    switch (record.kind()) {
      case ANSWER -> answers++;
      case REFUSAL -> refusals++;
      case OTHER -> {}
    }
  }

  void relabelled(int positives) {
    relabelledRows += positives > 0 ? 1 : 0;
    newPositives += positives;
  }

  RelabelledCounts relabelled() {
    return RelabelledCounts.builder().rows(relabelledRows).positives(newPositives).build();
  }

  Map<String, Long> rejected() {
    return rejected;
  }

  NegativeCounts negatives(long wanted) {
    return NegativeCounts.builder()
        .wanted(wanted)
        .mined(negatives)
        .shortRows(shortRows)
        .skippedRows(skippedRows)
        .widenedRows(widenedRows)
        .build();
  }

  /** Returns for how many anchors the question stands in, because they have no vector. */
  long standIns() {
    return standIns;
  }

  LineCounts lines() {
    return LineCounts.builder()
        .written(written)
        .answers(answers)
        .refusals(refusals)
        .thinned(thinned)
        .silentRows(silentRows)
        .ownNegatives(ownNegatives)
        .ownNegativesLeftOut(ownNegativesLeftOut)
        .emptiedRows(emptiedRows)
        .build();
  }

  DrawCost cost(long reuseRounds) {
    return DrawCost.builder()
        .proposals(proposals)
        .scannedRows(scannedRows)
        .reuseRounds(reuseRounds)
        .build();
  }

  Map<String, Histogram> cosines() {
    Map<String, Histogram> cosines = new LinkedHashMap<>();
    cosines.put("background", histogram(background));
    cosines.put("positive", histogram(positive));
    cosines.put("hard", histogram(hard));
    cosines.put("mined", histogram(mined));
    return cosines;
  }

  /** Returns the distracting effects of the negatives, if a guard measured any. */
  Optional<Histogram> distracting() {
    Histogram effects = histogram(distracting);
    return effects.total() == 0 ? Optional.empty() : Optional.of(effects);
  }

  private static Histogram histogram(long[] counts) {
    return new Histogram(LongStream.of(counts).boxed().toList());
  }

  ReuseCounts reuse() {
    return uses.counts(candidates);
  }

  /** Writes all counts, for {@link #addAll} of another tally. */
  void write(DataOutput out) throws IOException {
    for (long[] bins : new long[][] {background, positive, hard, mined, distracting}) {
      for (long count : bins) {
        out.writeLong(count);
      }
    }
    out.writeInt(rejected.size());
    for (Map.Entry<String, Long> guard : rejected.entrySet()) {
      out.writeUTF(guard.getKey());
      out.writeLong(guard.getValue());
    }
    out.writeInt(shortRows.size());
    for (Map.Entry<MinedRow.Reason, Long> reason : shortRows.entrySet()) {
      out.writeUTF(reason.getKey().name());
      out.writeLong(reason.getValue());
    }
    uses.write(out);
    for (long count : counts()) {
      out.writeLong(count);
    }
  }

  private long[] counts() {
    return new long[] {
      negatives,
      skippedRows,
      widenedRows,
      silentRows,
      answers,
      refusals,
      written,
      thinned,
      ownNegatives,
      ownNegativesLeftOut,
      emptiedRows,
      proposals,
      scannedRows,
      standIns
    };
  }

  /** Adds what another tally counted. */
  void addAll(DataInput in) throws IOException {
    for (long[] bins : new long[][] {background, positive, hard, mined, distracting}) {
      for (int i = 0; i < bins.length; i++) {
        bins[i] += in.readLong();
      }
    }
    for (int left = in.readInt(); left > 0; left--) {
      String guard = in.readUTF();
      rejected(guard, in.readLong());
    }
    for (int left = in.readInt(); left > 0; left--) {
      MinedRow.Reason reason = MinedRow.Reason.valueOf(in.readUTF());
      shortRows.merge(reason, in.readLong(), Long::sum);
    }
    uses.addAll(in);
    negatives += in.readLong();
    skippedRows += in.readLong();
    widenedRows += in.readLong();
    silentRows += in.readLong();
    answers += in.readLong();
    refusals += in.readLong();
    written += in.readLong();
    thinned += in.readLong();
    ownNegatives += in.readLong();
    ownNegativesLeftOut += in.readLong();
    emptiedRows += in.readLong();
    proposals += in.readLong();
    scannedRows += in.readLong();
    standIns += in.readLong();
  }
}
