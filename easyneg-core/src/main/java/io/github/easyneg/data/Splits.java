package io.github.easyneg.data;

import io.github.easyneg.internal.text.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Divides a data set so that nothing that is trained on is also tested on.
 *
 * <p>No passage and no question stands on both sides, neither verbatim nor after normalisation
 * (Unicode NFKC, case, blanks, what is not seen; of questions also quotation marks, marks at their
 * ends, and labels such as {@code Frage 3:}). Rows that share one, directly or through other rows,
 * stay together, and whole groups are held out, in an order that a hash of the seed and of the
 * group's content decides, until the share is as close as they allow. The same rows give the same
 * split in any order.
 *
 * <p>A corpus that the data set brings is divided too, as {@link Split#kept(Corpus)} says: the
 * passages of a part's rows go with it, those in no row by a hash of their text, so that the share
 * that was asked for is held out.
 *
 * <p>Where each passage is a negative of several rows, nearly all rows hang together. If the share
 * cannot be met within a tenth of it for that reason, only rows with a positive in common (the
 * first context, where there is none) or the same question stay together, and every other context
 * that is on both sides is taken out of the rows of one: of the side that does not answer by it, or
 * else that has it less often. {@link Split#notes()} says how many. Each row keeps its positives,
 * or its first context. As a held-out row has most of its negatives in common with kept ones, it
 * loses most of them; mining gives it others.
 */
public final class Splits {
  private final RowGroups whole = new RowGroups();
  private final RowGroups anchored = new RowGroups();
  private final List<Row> rows = new ArrayList<>();

  /**
   * A row as far as a division is concerned.
   *
   * @param key of its content
   * @param anchors the hashes of its positives, or of its first context
   * @param contexts the hashes of its contexts
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Row(long key, long[] anchors, long[] contexts) {}

  private Splits() {}

  /**
   * Divides a data set. Reads it once now, and once more for each part that is read; keeps some 200
   * bytes a distinct text meanwhile, and a few bytes a row afterwards.
   *
   * @param data the data set; it must not change while the parts are in use
   * @param fraction the share of the rows to hold out, in (0, 1)
   * @param seed another seed holds out other groups
   * @throws IllegalArgumentException if {@code fraction} is not in (0, 1), or no division without a
   *     leak holds out between half and twice as many rows
   * @throws DatasetFormatException if the data are not as expected
   * @throws java.io.UncheckedIOException if they cannot be read
   */
  public static Split of(Dataset data, double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the share to hold out is " + fraction + "; give a number between 0 and 1, such as 0.1.");
    }
    Splits splits = new Splits();
    try (Stream<QaRow> rows = data.rows()) {
      rows.forEachOrdered(splits::add);
    }
    return splits.divide(data, fraction, seed);
  }

  private void add(QaRow row) {
    long question = hash("question", row.question());
    long[] contexts =
        row.contexts().stream().mapToLong(context -> hash("passage", context)).toArray();
    long[] anchors =
        row.hasPositive()
            ? row.positives().stream().mapToLong(positive -> contexts[positive]).toArray()
            : new long[] {contexts[0]};
    rows.add(new Row(row.key(), anchors, contexts));
    whole.add(question);
    Arrays.stream(contexts).forEach(whole::connect);
    anchored.add(question);
    Arrays.stream(anchors).forEach(anchored::connect);
  }

  private Split divide(Dataset data, double fraction, long seed) {
    if (rows.size() < 2) {
      throw new IllegalArgumentException(
          data.name()
              + " has "
              + (rows.isEmpty() ? "no row" : "one row")
              + ", which cannot be divided; leave out the split, or hold out a file of its own.");
    }
    long[] keys = rows.stream().mapToLong(Row::key).toArray();
    int target = (int) Math.min(rows.size() - 1L, Math.max(1, Math.round(rows.size() * fraction)));
    Division division = Division.of(whole, seed, keys, target);
    Map<Integer, BitSet> removed = Map.of();
    if (Math.abs(division.heldOutRows() - target) > target * Split.TOLERANCE) {
      division = Division.of(anchored, seed, keys, target);
      requireNear(data, fraction, target, division);
      removed = contextsOfTheOtherSide(division.heldOut());
    }
    return new Split(
        new Part(data, keys, division.kept(), removed, false, fraction),
        new Part(data, keys, division.heldOut(), removed, true, fraction),
        new Split.Counts(
            rows.size(),
            division.heldOutRows(),
            fraction,
            division.groups(),
            division.largest(),
            rows.stream().mapToLong(row -> row.contexts().length).sum(),
            removed.values().stream().mapToLong(BitSet::cardinality).sum()));
  }

  private static void requireNear(Dataset data, double fraction, int target, Division division) {
    long reached = division.heldOutRows();
    if (reached > 0 && reached <= 2L * target && 2 * reached >= target) {
      return;
    }
    throw new IllegalArgumentException(
        data.name()
            + ": "
            + Split.percent(fraction)
            + " of the rows cannot be held out without a leak, the closest is "
            + Split.percent((double) reached / division.rows())
            + ": rows with the same positive or question stay together, and the largest such group"
            + " has "
            + division.largest()
            + " of "
            + division.rows()
            + " rows. Ask for another share, or hold out a file of its own.");
  }

  /** Returns, by row, the contexts that must go, because the other side has them. */
  private Map<Integer, BitSet> contextsOfTheOtherSide(BitSet heldOut) {
    Map<Long, Integer> lean = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      int side = heldOut.get(row) ? 1 : -1;
      for (long context : rows.get(row).contexts()) {
        lean.merge(context, side, Integer::sum);
      }
    }
    // Rows with one anchor are on one side, and it is theirs, however often the other has it.
    for (int row = 0; row < rows.size(); row++) {
      for (long anchor : rows.get(row).anchors()) {
        lean.put(anchor, heldOut.get(row) ? 1 : -1);
      }
    }
    Map<Integer, BitSet> removed = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      long[] contexts = rows.get(row).contexts();
      for (int i = 0; i < contexts.length; i++) {
        boolean ofHeldOut = lean.getOrDefault(contexts[i], 0) > 0;
        if (ofHeldOut != heldOut.get(row)) {
          removed.computeIfAbsent(row, r -> new BitSet()).set(i);
        }
      }
    }
    return removed;
  }

  /** Two texts whose 64-bit hashes collide count as one, which leaks nothing. */
  static long hash(String what, String text) {
    String folded = what.equals("question") ? Fold.question(text) : Fold.all(text);
    return Texts.digest().add(what).add(folded).toLong();
  }
}
