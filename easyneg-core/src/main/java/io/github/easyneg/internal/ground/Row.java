package io.github.easyneg.internal.ground;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.sample.DrawKey;
import java.util.BitSet;

/**
 * A row with what a draw needs to know of it.
 *
 * @param row the row as it was read
 * @param number its place in the data set, from 1
 * @param key the source of its chance
 * @param anchors the vectors of its anchors, of length one; none if one has no vector, nor has the
 *     question that would stand in for it, or if the row is not drawn for
 * @param standIns for which of the anchors the question stands in, because they have no vector
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Row(QaRow row, long number, DrawKey key, float[][] anchors, BitSet standIns) {

  /** Tells whether there are vectors to compare the row by. */
  public boolean isComparable() {
    return anchors.length > 0;
  }
}
