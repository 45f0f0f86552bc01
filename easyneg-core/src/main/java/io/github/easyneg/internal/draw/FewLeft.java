package io.github.easyneg.internal.draw;

import io.github.easyneg.mine.Pool;
import java.util.Arrays;

/**
 * The passages of a pool that are not {@link Barred}, where they are few, as far as what several
 * rows have in common tells: the vector of an anchor, the question, or all of these. Whatever lies
 * in such a row's pool is among them, so that the row need not look at all passages to find it, or
 * to find that there is nothing. Immutable.
 */
final class FewLeft {
  /**
   * So many are few: a row looks at each of them. Where more are left a race finds what it wants.
   */
  static final int MOST = 2048;

  private static final FewLeft MANY =
      new FewLeft(new int[0], new float[0], Float.NEGATIVE_INFINITY);

  private final int[] passages;
  private final float[] cosines;
  private final float below;

  private FewLeft(int[] passages, float[] cosines, float below) {
    this.passages = passages;
    this.cosines = cosines;
    this.below = below;
  }

  /** Tells whether all are here whose cosine and the first anchor is at most so much. */
  boolean reaches(double ceiling) {
    return ceiling < below || below == Float.POSITIVE_INFINITY;
  }

  /** Returns the passages' numbers, ascending; not to be changed. */
  int[] passages() {
    return passages;
  }

  /** Writes the cosines of a row's first anchor and each passage. */
  void cosines(RowView view, float[] written) {
    if (cosines.length == passages.length) {
      System.arraycopy(cosines, 0, written, 0, cosines.length);
    } else {
      view.cosines(passages, passages.length, written);
    }
  }

  /**
   * What rows have in common.
   *
   * @param from the first of the anchors
   * @param to the anchor after the last
   * @param question whether they ask the same
   */
  record Common(int from, int to, boolean question) {
    /** Tells whether the first anchor is among it, of whose cosine a pool may have a ceiling. */
    boolean hasFirstAnchor() {
      return from == 0 && to > 0;
    }

    /** Tells whether a passage may lie in a pool, its cosine and the first anchor aside. */
    private boolean admits(RowView view, Pool pool, int passage) {
      if (question && !pool.lexicalQuantile().holds(view.lexicalQuantile(passage))) {
        return false;
      }
      for (int a = Math.max(from, 1); a < to; a++) {
        if (!view.isInBands(pool, a, view.cosine(a, passage))) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Looks at all passages.
   *
   * @param view of one of the rows
   */
  static FewLeft find(RowView view, Pool pool, Barred barred, Common common) {
    boolean first = common.hasFirstAnchor();
    boolean ceiling = first && pool.belowPositive().isPresent();
    Lowest lowest = new Lowest();
    int n = view.corpus().size();
    for (int passage = 0; passage < n; passage++) {
      if (!view.corpus().isCandidate(passage)
          || !view.hasVector(passage)
          || barred.contains(passage)) {
        continue;
      }
      float cosine = first ? view.cosine(0, passage) : 0;
      if ((!first || view.isInBands(pool, 0, cosine)) && common.admits(view, pool, passage)) {
        lowest.add(passage, cosine);
        if (!ceiling && lowest.size > MOST) {
          return MANY;
        }
      }
    }
    return lowest.few(first);
  }

  /** Collects passages; of more than a few, those with the lowest cosines. */
  private static final class Lowest {
    // A cosine, as a number that grows with it, before the passage's number.
    private long[] kept = new long[64];
    private int size;
    private float below = Float.POSITIVE_INFINITY;

    void add(int passage, float cosine) {
      if (cosine < below) {
        if (size == 2 * MOST) {
          cut();
        }
        if (size == kept.length) {
          kept = Arrays.copyOf(kept, 2 * size);
        }
        kept[size++] = (long) ordered(Float.floatToRawIntBits(cosine)) << Integer.SIZE | passage;
      }
    }

    /** Makes bits of floats ordered as the floats are, and back. */
    private static int ordered(int bits) {
      return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    private static float cosine(int ordered) {
      return Float.intBitsToFloat(ordered(ordered));
    }

    private void cut() {
      Arrays.sort(kept, 0, size);
      if (size > MOST) {
        below = cosine((int) (kept[MOST] >> Integer.SIZE));
        size = MOST;
        // All of that cosine go: some of them alone would be no use.
        while (size > 0 && cosine((int) (kept[size - 1] >> Integer.SIZE)) >= below) {
          size--;
        }
      }
    }

    FewLeft few(boolean withCosines) {
      cut();
      long[] byNumber = new long[size];
      Arrays.setAll(byNumber, i -> Long.rotateLeft(kept[i], Integer.SIZE));
      Arrays.sort(byNumber);
      int[] passages = new int[size];
      float[] cosines = new float[withCosines ? size : 0];
      for (int i = 0; i < size; i++) {
        passages[i] = (int) (byNumber[i] >> Integer.SIZE);
        if (withCosines) {
          cosines[i] = cosine((int) byNumber[i]);
        }
      }
      return new FewLeft(passages, cosines, below);
    }
  }
}
