package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A data set in two parts that share no passage and no question; see {@link Splits}. Immutable. */
public final class Split {
  /** Off by more than this part of what was asked for is worth a word. */
  static final double TOLERANCE = 0.1;

  private final Dataset kept;
  private final Dataset heldOut;
  private final Counts counts;

  /** The figures of a split, as the accessors of {@link Split} explain them. */
  record Counts(
      int rows,
      int heldOutRows,
      double fraction,
      int groups,
      int largestGroup,
      long contexts,
      long removedContexts) {}

  Split(Dataset kept, Dataset heldOut, Counts counts) {
    this.kept = kept;
    this.heldOut = heldOut;
    this.counts = counts;
  }

  /** Returns the part to train on. */
  public Dataset kept() {
    return kept;
  }

  /** Returns the part that the share was asked for. */
  public Dataset heldOut() {
    return heldOut;
  }

  /** Returns how many rows both parts have together: all. */
  public int rows() {
    return counts.rows();
  }

  /** Returns how many of them are held out. */
  public int heldOutRows() {
    return counts.heldOutRows();
  }

  /** Returns the share that was asked for, in (0, 1). */
  public double fraction() {
    return counts.fraction();
  }

  /** Returns how many groups of rows had to stay together. */
  public int groups() {
    return counts.groups();
  }

  /** Returns how many rows the largest of them has. */
  public int largestGroup() {
    return counts.largestGroup();
  }

  /** Returns how many contexts the rows had. */
  public long contexts() {
    return counts.contexts();
  }

  /** Returns how many of them were taken out of their rows. */
  public long removedContexts() {
    return counts.removedContexts();
  }

  /** Returns the share of the rows that is held out. */
  public double reached() {
    return (double) heldOutRows() / rows();
  }

  /**
   * Returns the passages of a corpus that go with the part to train on: those of its rows, and of
   * those in no row all but a share as large as was asked for. No passage is on both sides.
   */
  public Corpus kept(Corpus corpus) {
    NotNull.check(corpus, "corpus");
    return new SideCorpus(corpus, kept, heldOut, fraction(), false);
  }

  /** Returns the passages of a corpus that go with the part that is held out. */
  public Corpus heldOut(Corpus corpus) {
    NotNull.check(corpus, "corpus");
    return new SideCorpus(corpus, heldOut, kept, fraction(), true);
  }

  /** Returns what a report should say: a share that was missed, and contexts that were removed. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (Math.abs(reached() - fraction()) > fraction() * TOLERANCE) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s of the rows are held out, not %s: rows with the same positive or question stay"
                  + " together, and the largest such group has %d of %d rows.",
              percent(reached()),
              percent(fraction()),
              largestGroup(),
              rows()));
    }
    if (removedContexts() > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d of %d contexts were taken out of their rows, because they are on the other side"
                  + " of the split as well; none of them was a positive.",
              removedContexts(),
              contexts()));
    }
    return List.copyOf(notes);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
